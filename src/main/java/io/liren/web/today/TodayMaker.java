package io.liren.web.today;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.block.Prefill;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.report.Report;
import io.liren.sample.Sample;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the page of today (今日): the viewer's duties by urgency, joined by the act that settles them. */
final class TodayMaker {
    private static final int SHOWN = 30;
    private static final int BUNDLED = 4;
    private static final UUID NOBODY = new UUID(0, 0);

    private final Edition edition;
    private final Derivations derivations;
    private final Today today;
    private final Registers registers;
    private final Titles titles;
    private final Recent recent;

    TodayMaker(
            Edition edition, Derivations derivations, Today today, Registers registers, Titles titles, Recent recent) {
        this.edition = edition;
        this.derivations = derivations;
        this.today = today;
        this.registers = registers;
        this.titles = titles;
        this.recent = recent;
    }

    /** A duty's occurrence with its duty. */
    private record Owed(Derivation duty, Occurrence occurrence) {}

    /** What one act settles: the same kind of record about the same subject. */
    private record Act(List<Owed> owed) {
        Owed first() {
            return owed.getFirst();
        }

        LocalDate due() {
            return first().occurrence().dueOn();
        }
    }

    /** The duties that the viewer's posts owe. */
    List<Derivation> owedBy(Viewer viewer) {
        return edition.derivations().stream()
                .filter(d -> viewer.posts().contains(d.owedBy()))
                .toList();
    }

    /** The page. {@code all}: every act, not only the first of each group. */
    TodayPage make(Viewer viewer, Words words, boolean all) {
        LocalDate day = viewer.asOf().orElse(today.today());
        List<Act> acts = acts(viewer);
        LocalDate sunday = day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        List<Act> late = acts.stream().filter(a -> a.due().isBefore(day)).toList();
        List<Act> soon = acts.stream()
                .filter(a -> !a.due().isBefore(day) && !a.due().isAfter(sunday))
                .toList();
        List<Act> later = acts.stream().filter(a -> a.due().isAfter(sunday)).toList();
        Map<UUID, String> names = names(viewer, acts);
        List<TodayPage.Group> groups = new ArrayList<>();
        group(groups, words, "today.overdue", TodayPage.Urgency.LATE, late, all, viewer, names, day);
        group(groups, words, "today.week", TodayPage.Urgency.SOON, soon, all, viewer, names, day);
        group(groups, words, "today.later", TodayPage.Urgency.LATER, later, all, viewer, names, day);
        int pressing = late.size() + soon.size();
        String lead = pressing > 0 ? words.say("today.lead", late.size(), soon.size()) : "";
        return new TodayPage(
                pressing > 0 ? words.say("today.title", pressing) : words.say("today.titleNone"),
                lead,
                groups,
                pressing == 0 && !later.isEmpty()
                        ? words.say("today.next", title(later.getFirst(), words.language(), names))
                        : "",
                aside(viewer, words));
    }

    /** What stands beside: what the viewer has entered today, and for whoever is new, where things are. */
    private List<TodayPage.Aside> aside(Viewer viewer, Words words) {
        List<TodayPage.Aside> aside = new ArrayList<>();
        List<TodayPage.Item> done = viewer.asOf().isPresent() ? List.of() : recent.today(viewer, words);
        if (!done.isEmpty()) {
            aside.add(new TodayPage.Aside(words.say("today.recent"), done));
        }
        aside.add(new TodayPage.Aside(
                words.say("today.where"),
                List.of(
                        new TodayPage.Item(
                                words.say("nav.rulebooks"), "/rulebooks", words.say("today.whereRules"), null),
                        new TodayPage.Item(words.say("enter.title"), "/enter", words.say("today.whereEnter"), null),
                        new TodayPage.Item(
                                words.say("nav.registers"), "/registers", words.say("today.whereFind"), null))));
        return aside;
    }

    private List<Act> acts(Viewer viewer) {
        List<Derivation> duties = owedBy(viewer);
        Map<String, Derivation> byId = new HashMap<>();
        duties.forEach(d -> byId.put(d.id(), d));
        Map<String, List<Owed>> joined = new LinkedHashMap<>();
        for (Occurrence occurrence : derivations.owed(viewer, duties)) {
            Derivation duty = byId.get(occurrence.duty());
            if (duty != null) {
                joined.computeIfAbsent(key(duty, occurrence), k -> new ArrayList<>())
                        .add(new Owed(duty, occurrence));
            }
        }
        return joined.values().stream().map(Act::new).toList();
    }

    private static String key(Derivation duty, Occurrence occurrence) {
        boolean canJoin = duty.evidence().isPresent() && occurrence.subject().isPresent();
        String what = canJoin ? duty.evidence().get() : duty.id();
        String when = duty.prefill().stream().anyMatch(Prefill.PeriodStart.class::isInstance) || !canJoin
                ? occurrence.period()
                : "";
        String fixed = duty.prefill().stream()
                .filter(Prefill.Fixed.class::isInstance)
                .map(Prefill::toString)
                .sorted()
                .toList()
                .toString();
        return what + occurrence.subject().map(UUID::toString).orElse("") + when + fixed;
    }

    private Map<UUID, String> names(Viewer viewer, List<Act> acts) {
        Map<String, Set<UUID>> wanted = new LinkedHashMap<>();
        for (Act act : acts) {
            for (Owed owed : act.owed()) {
                owed.duty()
                        .subject()
                        .ifPresent(register -> owed.occurrence()
                                .subject()
                                .ifPresent(id -> wanted.computeIfAbsent(register, r -> new LinkedHashSet<>())
                                        .add(id)));
            }
        }
        Map<UUID, String> names = new HashMap<>();
        wanted.forEach((register, ids) -> names.putAll(titles.of(viewer, register, ids)));
        return names;
    }

    private void group(
            List<TodayPage.Group> groups,
            Words words,
            String key,
            TodayPage.Urgency urgency,
            Collection<Act> acts,
            boolean all,
            Viewer viewer,
            Map<UUID, String> names,
            LocalDate day) {
        if (acts.isEmpty()) {
            return;
        }
        Map<String, List<Act>> alike = new LinkedHashMap<>();
        acts.forEach(
                a -> alike.computeIfAbsent(alike(a), k -> new ArrayList<>()).add(a));
        List<TodayPage.Bundle> bundles = new ArrayList<>();
        for (List<Act> same : alike.values()) {
            if (same.size() < BUNDLED) {
                same.forEach(a -> bundles.add(TodayPage.Bundle.of(act(a, words, viewer, names, day, true))));
            } else {
                TodayPage.Act first = act(same.getFirst(), words, viewer, names, day, true);
                bundles.add(new TodayPage.Bundle(
                        what(same.getFirst(), words.language()),
                        first.overdue(),
                        first.due(),
                        words.say("today.bundled", same.size()),
                        all,
                        same.stream()
                                .map(a -> act(a, words, viewer, names, day, false))
                                .toList()));
            }
        }
        List<TodayPage.Bundle> shown =
                bundles.stream().limit(all ? Integer.MAX_VALUE : SHOWN).toList();
        Link more = shown.size() < bundles.size() ? new Link(words.say("today.more", acts.size()), "/?all=1") : null;
        groups.add(new TodayPage.Group(
                words.say(key), Formats.count(acts.size(), words.language()), urgency, shown, more));
    }

    /** What is alike but for whom it is about: the same duties, due on the same day. */
    private static String alike(Act act) {
        return act.owed().stream()
                        .map(o -> o.duty().id() + " " + o.occurrence().period())
                        .sorted()
                        .toList()
                + " " + act.due();
    }

    private TodayPage.Act act(
            Act act, Words words, Viewer viewer, Map<UUID, String> names, LocalDate day, boolean whole) {
        Language language = words.language();
        Owed first = act.first();
        long late = ChronoUnit.DAYS.between(act.due(), day);
        String due = Formats.shortDate(act.due(), language);
        Set<Link> clauses = new LinkedHashSet<>();
        for (Owed owed : act.owed()) {
            owed.duty()
                    .clause()
                    .ifPresent(c -> clauses.add(new Link(
                            edition.rulebook(c.rulebook()).orElseThrow().title().in(language) + " " + c.number(),
                            Addresses.clause(c))));
        }
        boolean mayWaive = act.owed().size() == 1
                && viewer.asOf().isEmpty()
                && viewer.holdsAny(first.duty().waivableBy());
        return new TodayPage.Act(
                "a" + Integer.toHexString(key(first.duty(), first.occurrence()).hashCode()),
                whole ? title(act, language, names) : name(act, names),
                late > 0 ? words.say("today.late", late) : "",
                late > 0 ? words.say("today.wasDue", due) : Formats.weekday(act.due(), language) + " " + due,
                List.copyOf(clauses),
                note(act, viewer, words),
                viewer.asOf().isPresent() || !othersEnter(first.duty(), viewer).isEmpty()
                        ? null
                        : button(first, language),
                mayWaive
                        ? new TodayPage.Waiver(Addresses.waiver(
                                first.duty().id(),
                                first.occurrence().subject().orElse(NOBODY),
                                first.occurrence().period()))
                        : null);
    }

    /** The posts that enter what meets a duty, if the viewer's own are not among them. */
    private List<String> othersEnter(Derivation duty, Viewer viewer) {
        return duty.evidence()
                .flatMap(registers::find)
                .filter(model -> !viewer.holdsAny(model.enter()))
                .map(RegisterModel::enter)
                .orElse(List.of());
    }

    private String note(Act act, Viewer viewer, Words words) {
        List<String> others = othersEnter(act.first().duty(), viewer);
        if (!others.isEmpty()) {
            return words.say(
                    "today.enteredBy",
                    others.stream()
                            .map(p -> edition.names().postLabel(p).in(words.language()))
                            .collect(Collectors.joining(words.say("list.or"))));
        }
        Occurrence one = act.first().occurrence();
        if (act.owed().size() > 1) {
            return words.say("today.settles", act.owed().size());
        }
        boolean several = one.needed().compareTo(java.math.BigDecimal.ONE) > 0;
        return several && one.state() != State.UPCOMING
                ? words.say("today.soFar", plain(one.found()), plain(one.needed()))
                : "";
    }

    private static String plain(java.math.BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String title(Act act, Language language, Map<UUID, String> names) {
        String whole = what(act, language);
        return act.first().occurrence().subject().isPresent()
                ? whole + (language == Language.ZH ? "：" : ": ") + name(act, names)
                : whole;
    }

    private static String what(Act act, Language language) {
        Owed first = act.first();
        String period = first.duty().every().isPresent()
                ? Period.parse(first.occurrence().period()).label(language)
                : "";
        String what = first.duty().label().in(language);
        // A yearly duty often says so itself.
        return switch (language) {
            case ZH -> period.endsWith("年") && what.startsWith("年") ? period + what.substring(1) : period + what;
            case EN -> period.isEmpty() ? what : what + ", " + period;
        };
    }

    private static String name(Act act, Map<UUID, String> names) {
        return act.first()
                .occurrence()
                .subject()
                .map(id -> names.getOrDefault(id, "…"))
                .orElse("");
    }

    /** The page on which a duty is met, where that is no form: a report is closed and a sample drawn on pages of their own. */
    private Optional<String> place(Derivation duty, Occurrence occurrence) {
        return Stream.concat(
                        edition.all(Report.class).stream()
                                .filter(r -> duty.evidence()
                                        .filter(r.sheetRegister()::equals)
                                        .isPresent())
                                .map(r -> Addresses.report(r.id(), occurrence.period())),
                        edition.all(Sample.class).stream()
                                .filter(s -> duty.evidence()
                                        .filter(s.seeds().register()::equals)
                                        .isPresent())
                                .map(s -> Addresses.sample(s.id(), occurrence.period())))
                .findFirst();
    }

    private @Nullable Link button(Owed owed, Language language) {
        Derivation duty = owed.duty();
        Occurrence occurrence = owed.occurrence();
        String text = duty.act().in(language);
        UUID subject = occurrence.subject().orElse(NOBODY);
        if (duty.evidence().isEmpty()) {
            return duty.subject()
                    .map(r -> new Link(text, Addresses.record(r, subject)))
                    .orElse(null);
        }
        Optional<String> place = place(duty, occurrence);
        if (place.isPresent()) {
            return new Link(text, place.get());
        }
        Map<String, String> filled = new LinkedHashMap<>();
        for (Prefill prefill : duty.prefill()) {
            String value =
                    Addresses.filled(prefill, subject, occurrence.opensOn().toString());
            if (!value.isEmpty()) {
                filled.put(prefill.field(), value);
            }
        }
        return new Link(text, Addresses.create(duty.evidence().get(), filled));
    }
}
