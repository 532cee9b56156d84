package io.liren.web.frame;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.block.Prefill;
import io.liren.calendar.Period;
import io.liren.derivation.Occurrence;
import io.liren.effect.Effect;
import io.liren.effect.Effect.OfDuty;
import io.liren.effect.Effect.OfLedger;
import io.liren.effect.Effect.OfPayments;
import io.liren.effect.Effect.Standing;
import io.liren.effect.Effect.Turn;
import io.liren.effect.Picture;
import io.liren.effect.Pictures;
import io.liren.ledger.Ledger;
import io.liren.payment.PaymentList;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.rulebook.Clause;
import io.liren.web.frame.EffectPanel.Kind;
import io.liren.web.frame.EffectPanel.Line;
import io.liren.web.frame.EffectPanel.Start;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a write does (影响), in words: the duties it settles or sets off, the ledgers that records come into or leave. */
public final class Effects {
    private static final int NAMED = 3;
    private static final UUID NOBODY = new UUID(0, 0);
    private final Edition edition;
    private final Registers registers;
    private final Pictures pictures;
    private final Titles titles;

    /** @param titles names the subjects of duties */
    public Effects(Edition edition, Pictures pictures, Titles titles) {
        this.edition = edition;
        this.registers = new Registers(edition);
        this.pictures = pictures;
        this.titles = titles;
    }

    /** What a write does, in sentences. */
    public record Said(List<String> settles, List<String> setsOff) {
        /** Nothing. */
        public static Said nothing() {
            return new Said(List.of(), List.of());
        }
    }

    /** Takes the pictures that are compared. */
    public Pictures pictures() {
        return pictures;
    }

    /** What lies between two pictures, in sentences that stand alone. */
    public Said between(Picture before, Picture after, Viewer viewer, Words words) {
        List<String> settles = new ArrayList<>();
        List<String> setsOff = new ArrayList<>();
        for (Effect effect : pictures.between(before, after)) {
            if (effect instanceof OfDuty duty) {
                Line line = line(duty, name(duty.duty(), words.language()), viewer, words);
                (line.kind() == Kind.MET ? settles : setsOff).add(line.text());
            }
        }
        return new Said(settles, setsOff);
    }

    /** Effects by rulebook and clause. */
    public EffectPanel panel(List<Effect> effects, Viewer viewer, Words words) {
        Map<String, Map<Optional<Clause>, List<Line>>> books = new LinkedHashMap<>();
        List<Start> starts = new ArrayList<>();
        for (Effect effect : effects) {
            Line line = switch (effect) {
                case OfDuty duty -> line(duty, duty.duty().label().in(words.language()), viewer, words);
                case OfLedger ledger -> line(ledger, viewer, words);
                case OfPayments payments -> line(payments, viewer, words);
            };
            books.computeIfAbsent(effect.rulebook(), r -> new LinkedHashMap<>())
                    .computeIfAbsent(effect.clause(), c -> new ArrayList<>())
                    .add(line);
            if (effect instanceof OfDuty(Derivation duty, Turn turn, List<Occurrence> occurrences)
                    && turn == Turn.STARTS) {
                occurrences.forEach(o -> start(starts, duty, o, viewer, words));
            }
        }
        return new EffectPanel(
                mark(effects),
                books.entrySet().stream()
                        .map(b -> new EffectPanel.Book(
                                edition.rulebook(b.getKey())
                                        .orElseThrow()
                                        .title()
                                        .in(words.language()),
                                under(b.getValue(), words)))
                        .toList(),
                starts);
    }

    private static List<EffectPanel.Under> under(Map<Optional<Clause>, List<Line>> clauses, Words words) {
        return clauses.entrySet().stream()
                .map(c -> new EffectPanel.Under(
                        c.getKey()
                                .map(k -> k.number() + " " + k.title().in(words.language()))
                                .orElse(""),
                        c.getKey().map(Addresses::clause).orElse(""),
                        c.getValue()))
                .toList();
    }

    /** A duty that a new record meets can be begun with that record, by whoever may enter it. */
    private void start(List<Start> starts, Derivation duty, Occurrence occurrence, Viewer viewer, Words words) {
        Optional<RegisterModel> entered =
                duty.evidence().flatMap(registers::find).filter(m -> m.entrusts(viewer));
        if (entered.isEmpty() || starts.size() >= NAMED) {
            return;
        }
        UUID subject = occurrence.subject().orElse(NOBODY);
        Map<String, String> filled = new LinkedHashMap<>();
        for (Prefill prefill : duty.prefill()) {
            String value =
                    Addresses.filled(prefill, subject, occurrence.opensOn().toString());
            if (!value.isEmpty()) {
                filled.put(prefill.field(), value);
            }
        }
        String name = duty.subject()
                .map(r -> titles.of(viewer, r, List.of(subject)).getOrDefault(subject, ""))
                .orElse("");
        String act = duty.act().in(words.language());
        starts.add(new Start(
                "start-" + starts.size(),
                name.isEmpty() ? act : words.say("effect.of", act, name),
                Addresses.create(entered.get().id(), filled)));
    }

    /** Of a new record no id goes in: it is another one each time it is tried. */
    private static String mark(List<Effect> effects) {
        String all = effects.stream()
                .map(effect -> switch (effect) {
                    case OfDuty(Derivation duty, Turn turn, List<Occurrence> occurrences) ->
                        duty.id()
                                + turn
                                + occurrences.stream()
                                        .map(o -> o.period() + o.dueOn())
                                        .sorted()
                                        .toList();
                    case OfLedger(Ledger ledger, boolean listed, Set<UUID> ids) -> ledger.id() + listed + ids.size();
                    case OfPayments(PaymentList list, Standing standing, Period from, Map<UUID, BigDecimal> due) ->
                        list.id()
                                + standing
                                + from.start()
                                + due.values().stream().sorted().toList();
                })
                .collect(Collectors.joining());
        return Integer.toHexString(all.hashCode());
    }

    private Line line(OfDuty effect, String name, Viewer viewer, Words words) {
        Occurrence last = effect.occurrences().getLast();
        String whole = named(effect.duty(), name, effect.occurrences(), viewer, words);
        return switch (effect.turn()) {
            case MET -> new Line(Kind.MET, words.say("effect.met", whole));
            case COUNTED ->
                new Line(Kind.MET, words.say("effect.more", whole, plain(last.found()), plain(last.needed())));
            case UNDONE -> new Line(Kind.ENDS, words.say("effect.undone", whole));
            case ENDS -> new Line(Kind.ENDS, words.say("effect.ends", whole));
            case STARTS ->
                new Line(
                        Kind.BEGINS,
                        words.say("effect.arisen", whole, Formats.shortDate(last.dueOn(), words.language())));
        };
    }

    private Line line(OfLedger effect, Viewer viewer, Words words) {
        Set<UUID> ids = new TreeSet<>(effect.records());
        Collection<String> names = ids.size() > NAMED
                ? List.of()
                : titles.of(viewer, effect.ledger().of().register(), ids).values();
        return new Line(
                effect.listed() ? Kind.BEGINS : Kind.ENDS,
                words.say(
                        effect.listed() ? "effect.listed" : "effect.unlisted",
                        effect.ledger().label().in(words.language()),
                        names.isEmpty()
                                ? words.say("effect.records", ids.size())
                                : String.join(and(words.language()), names)));
    }

    private Line line(OfPayments effect, Viewer viewer, Words words) {
        Language language = words.language();
        Map<UUID, BigDecimal> due = new TreeMap<>(effect.due());
        Map<UUID, String> names = due.size() > NAMED
                ? Map.of()
                : titles.of(viewer, effect.list().of().register(), due.keySet());
        List<String> each = new ArrayList<>();
        names.forEach((id, name) -> each.add(
                effect.standing() == Standing.LEAVES
                        ? name
                        : name + " " + Formats.money(due.getOrDefault(id, BigDecimal.ZERO), language)));
        String list = effect.list().label().in(language);
        String from = effect.from().label(language);
        String who = each.isEmpty() ? words.say("effect.records", due.size()) : String.join(and(language), each);
        return switch (effect.standing()) {
            case JOINS -> new Line(Kind.BEGINS, words.say("effect.paid", list, from, who));
            case LEAVES -> new Line(Kind.ENDS, words.say("effect.paidNoMore", list, from, who));
            case CHANGES -> new Line(Kind.BEGINS, words.say("effect.paidOther", list, from, who));
            case STAYS -> new Line(Kind.GOES_ON, words.say("effect.paidStill", list, from, who));
        };
    }

    /** A duty with its clause: 党员教育管理制度 6 · 季度思想汇报. */
    public String name(Derivation duty, Language language) {
        return duty.clause()
                        .map(c -> edition.rulebook(c.rulebook())
                                        .orElseThrow()
                                        .title()
                                        .in(language) + " " + c.number() + " · ")
                        .orElse("")
                + duty.label().in(language);
    }

    private String named(Derivation duty, String name, List<Occurrence> all, Viewer viewer, Words words) {
        Language language = words.language();
        if (all.size() > NAMED) {
            return words.say("effect.many", name, all.size());
        }
        Set<UUID> ids = all.stream().flatMap(o -> o.subject().stream()).collect(Collectors.toSet());
        Map<UUID, String> names = duty.subject().isEmpty() || ids.isEmpty()
                ? Map.of()
                : titles.of(viewer, duty.subject().get(), ids);
        List<String> each = new ArrayList<>();
        for (Occurrence occurrence : all) {
            String period =
                    duty.every().isPresent() ? Period.parse(occurrence.period()).label(language) : "";
            String subject =
                    occurrence.subject().map(id -> names.getOrDefault(id, "")).orElse("");
            String one = (subject + " " + period).strip();
            if (!one.isEmpty() && !each.contains(one)) {
                each.add(one);
            }
        }
        return each.isEmpty() ? name : words.say("effect.of", name, String.join(and(language), each));
    }

    private static String and(Language language) {
        return switch (language) {
            case ZH -> "、";
            case EN -> ", ";
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
