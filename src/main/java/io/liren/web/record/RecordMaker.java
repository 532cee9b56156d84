package io.liren.web.record;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.expression.Type;
import io.liren.journal.Entry;
import io.liren.procedure.Procedure;
import io.liren.register.Attachments;
import io.liren.register.Change;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.Masked;
import io.liren.register.Page;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.register.Relation;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Effects;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.RecordLinks;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the page of a record (记录): its facts, what it counts for and sets off, what is tied to it, its history. */
final class RecordMaker {
    private static final int EFFECTS = 12;
    private final Edition edition;
    private final Records records;
    private final Derivations derivations;
    private final Effects effects;
    private final Attachments attachments;
    private final Titles titles;
    private final CaseMaker cases;
    private final Today today;
    private final List<RecordLinks> offered;

    RecordMaker(
            Edition edition,
            Records records,
            Derivations derivations,
            Effects effects,
            Attachments attachments,
            Titles titles,
            CaseMaker cases,
            Today today,
            List<RecordLinks> offered) {
        this.edition = edition;
        this.records = records;
        this.derivations = derivations;
        this.effects = effects;
        this.attachments = attachments;
        this.titles = titles;
        this.cases = cases;
        this.today = today;
        this.offered = List.copyOf(offered);
    }

    /**
     * @param history the field whose history is asked for; empty: all
     * @param tried a step of its case that was tried and not taken
     */
    Reply<RecordPage> make(
            Viewer viewer, Words words, String register, UUID id, String history, Optional<Tried> tried) {
        Optional<RegisterModel> model = records.registers().find(register);
        if (model.isEmpty()) {
            return new Reply.Missing<>();
        }
        if (!model.get().opensTo(viewer)) {
            return new Reply.Barred<>();
        }
        return records.record(viewer, register, id)
                .<Reply<RecordPage>>map(r -> new Reply.Show<>(
                        page(viewer, words, r, history, tried),
                        tried.map(t -> t.problems().isEmpty()).orElse(true)))
                .orElseGet(Reply.Missing::new);
    }

    private RecordPage page(Viewer viewer, Words words, RecordView record, String history, Optional<Tried> tried) {
        RegisterModel model = record.register();
        Language language = words.language();
        String address = Addresses.record(model.id(), record.id());
        boolean stands = record.voidedAt().isEmpty();
        boolean mayWrite = stands && model.entrusts(viewer);
        Optional<FieldModel> only = model.field(history);
        List<Change> changes = records.history(viewer, model.id(), record.id(), only.map(FieldModel::name));
        List<Occurrence> about = stands ? about(viewer, model, record.id()) : List.of();
        return new RecordPage(
                record.title(),
                words.say(
                        "record.lead",
                        model.label().in(language),
                        record.enteredBy(),
                        Formats.date(record.enteredOn(), language)),
                List.of(),
                record.voidedAt().map(at -> voided(viewer, words, record, at)).orElse(""),
                actions(viewer, words, record, mayWrite ? address + "/correction" : ""),
                mayWrite ? new RecordPage.Voiding(address + "/voiding", warning(about, record.id(), words)) : null,
                stands ? cases.steps(viewer, words, record, tried).orElse(null) : null,
                groups(viewer, words, record, address),
                about.stream()
                        .filter(o -> o.evidence().contains(record.id()))
                        .map(o -> effect(o, words, viewer))
                        .distinct()
                        .limit(EFFECTS)
                        .toList(),
                about.stream()
                        .filter(o -> o.subject().filter(record.id()::equals).isPresent()
                                && (o.state() == State.OPEN || o.state() == State.OVERDUE))
                        .map(o -> effect(o, words, viewer))
                        .distinct()
                        .limit(EFFECTS)
                        .toList(),
                stands ? relations(viewer, words, record) : List.of(),
                new RecordPage.History(
                        only.map(f -> f.label().in(language)).orElse(""),
                        address + "#history",
                        changes.reversed().stream()
                                .map(c -> entry(c, viewer, words))
                                .toList()));
    }

    /** @param correction where it is put right; empty if it can't be */
    private List<Link> actions(Viewer viewer, Words words, RecordView record, String correction) {
        List<Link> actions = new ArrayList<>();
        if (!correction.isEmpty()) {
            actions.add(new Link(words.say("record.correct"), correction));
        }
        if (record.voidedAt().isEmpty()) {
            offered.forEach(
                    o -> actions.addAll(o.of(viewer, words, record.register().id(), record.id())));
        }
        return actions;
    }

    private List<Occurrence> about(Viewer viewer, RegisterModel model, UUID id) {
        List<Derivation> duties = edition.derivations().stream()
                .filter(d -> d.evidence().filter(model.id()::equals).isPresent()
                        || d.subject().filter(model.id()::equals).isPresent())
                .toList();
        return derivations.about(viewer, duties, id);
    }

    private RecordPage.Effect effect(Occurrence occurrence, Words words, Viewer viewer) {
        Derivation duty = edition.derivation(occurrence.duty()).orElseThrow();
        String period = duty.every().isPresent()
                ? ", " + Period.parse(occurrence.period()).label(words.language())
                : "";
        String text = effects.name(duty, words.language())
                + (words.language() == Language.ZH ? period.replace(", ", ",") : period);
        return new RecordPage.Effect(
                text,
                duty.clause().map(Addresses::clause).orElse(""),
                new Tag(standing(occurrence, words, viewer), tone(occurrence.state())));
    }

    private String standing(Occurrence occurrence, Words words, Viewer viewer) {
        LocalDate day = viewer.asOf().orElse(today.today());
        return switch (occurrence.state()) {
            case OVERDUE -> words.say("today.late", ChronoUnit.DAYS.between(occurrence.dueOn(), day));
            case OPEN -> words.say("record.by", Formats.shortDate(occurrence.dueOn(), words.language()));
            case UPCOMING, MET, MET_LATE, WAIVED ->
                occurrence.isBackfilled()
                        ? words.say("mark.backfilled")
                        : occurrence.state().label().in(words.language());
        };
    }

    private static Tone tone(State state) {
        return switch (state) {
            case MET -> Tone.MET;
            case MET_LATE, OPEN -> Tone.OPEN;
            case OVERDUE -> Tone.OVERDUE;
            case UPCOMING, WAIVED -> Tone.QUIET;
        };
    }

    private static String warning(List<Occurrence> about, UUID id, Words words) {
        long met = about.stream()
                .filter(o -> o.evidence().contains(id) && (o.state() == State.MET || o.state() == State.MET_LATE))
                .count();
        return met == 0 ? "" : words.say("record.voidUndoes", met);
    }

    private String voided(Viewer viewer, Words words, RecordView record, java.time.Instant at) {
        String when = Formats.instant(at, today.zone(), words.language());
        return records.history(viewer, record.register().id(), record.id(), Optional.empty()).stream()
                .filter(c -> c.kind() == Entry.Kind.VOID)
                .map(c -> words.say("record.voidedBy", c.by(), when, c.reason()))
                .findFirst()
                .orElse(words.say("record.voided", when));
    }

    private List<RecordPage.Group> groups(Viewer viewer, Words words, RecordView record, String address) {
        RegisterModel model = record.register();
        Map<UUID, String> files = attachments.names(
                viewer,
                model.entered().stream()
                        .filter(f -> f.type() instanceof FieldType.Attachment)
                        .map(f -> record.values().get(f.name()))
                        .filter(UUID.class::isInstance)
                        .map(UUID.class::cast)
                        .toList());
        List<RecordPage.Group> groups = new ArrayList<>();
        Set<String> placed = new LinkedHashSet<>();
        boolean several = model.groups().size() > 1;
        for (RegisterModel.Group group : model.groups()) {
            placed.addAll(group.fields());
            groups.add(new RecordPage.Group(
                    several ? group.label().in(words.language()) : "",
                    group.fields().stream()
                            .flatMap(name -> model.field(name).stream())
                            .map(f -> fact(viewer, words, record, f, files, address))
                            .toList()));
        }
        List<RecordPage.Fact> rest = model.fields().stream()
                .filter(f -> !placed.contains(f.name()))
                .map(f -> fact(viewer, words, record, f, files, address))
                .toList();
        if (!rest.isEmpty()) {
            groups.add(new RecordPage.Group(groups.isEmpty() ? "" : words.say("record.computed"), rest));
        }
        return groups;
    }

    private RecordPage.Fact fact(
            Viewer viewer, Words words, RecordView record, FieldModel field, Map<UUID, String> files, String address) {
        Object value = record.values().get(field.name());
        String text = FieldWords.of(field.type(), value, words.language(), record.titles());
        String href = "";
        if (field.type() instanceof FieldType.Attachment && value instanceof UUID id) {
            text = files.getOrDefault(id, words.say("form.aFile"));
            href = address + "/files/" + field.name();
        } else if (field.type() instanceof FieldType.Reference(String target) && value instanceof UUID id) {
            href = text.isEmpty() ? "" : Addresses.record(target, id);
        }
        boolean masked = value instanceof Masked && records.mayReveal(viewer, record.register(), field);
        return new RecordPage.Fact(
                field.name(),
                field.label().in(words.language()),
                text.isEmpty() ? "—" : text,
                href,
                masked && viewer.asOf().isEmpty() ? mask(field, address, words) : null,
                address + "?history=" + field.name() + "#history",
                field.computed().filter(c -> !(c.type() instanceof Type.ListOf)).isPresent()
                        ? address + "/reasons/" + field.name()
                        : "");
    }

    private static RecordPage.Mask mask(FieldModel field, String address, Words words) {
        List<Option> purposes = new ArrayList<>();
        field.sensitive().ifPresent(s -> {
            String purpose = s.purpose().in(words.language());
            purposes.add(new Option(purpose, purpose, true));
        });
        for (String key : List.of("record.purposeCheck", "record.purposeAsked")) {
            purposes.add(new Option(words.say(key), words.say(key), false));
        }
        return new RecordPage.Mask(address + "/looks/" + field.name(), purposes);
    }

    private List<RecordPage.Relation> relations(Viewer viewer, Words words, RecordView record) {
        List<RecordPage.Relation> relations = new ArrayList<>();
        Map<String, Relation> found = new LinkedHashMap<>();
        records.relations(viewer, record.register().id(), record.id())
                .forEach(r -> found.put(r.register().id() + "." + r.field().name(), r));
        // Where there is none yet, the first can be entered if it would be named after this one.
        records.registers().referringTo(record.register().id()).forEach(r -> {
            if (r.register().entrusts(viewer)
                    && r.register().title().contains(r.field().name())) {
                found.putIfAbsent(
                        r.register().id() + "." + r.field().name(),
                        new Relation(r.register(), r.field(), new Page.Count(0, false), List.of()));
            }
        });
        // The steps of a case are shown as its way.
        Optional<String> steps = cases.procedure(record.register().id()).map(Procedure::stepRegister);
        found.values().removeIf(r -> steps.filter(r.register().id()::equals).isPresent());
        for (Relation relation : found.values()) {
            RegisterModel from = relation.register();
            Map<String, String> filled =
                    Map.of(relation.field().name(), record.id().toString());
            boolean more = relation.count().number() > relation.first().size();
            relations.add(new RecordPage.Relation(
                    from.label().in(words.language())
                            + (relation.field().label().equals(record.register().label())
                                    ? ""
                                    : " · " + relation.field().label().in(words.language())),
                    relation.first().stream()
                            .map(h -> new RecordPage.Item(h.title(), Addresses.record(from.id(), h.id()), h.detail()))
                            .toList(),
                    more
                            ? new Link(
                                    words.say("record.all", relation.count().number()),
                                    Addresses.register(from.id()) + Addresses.query(filled))
                            : null,
                    from.entrusts(viewer)
                            ? new Link(words.say("enter.title"), Addresses.create(from.id(), filled))
                            : null));
        }
        return relations;
    }

    private RecordPage.Entry entry(Change change, Viewer viewer, Words words) {
        String post = change.post().isEmpty()
                ? ""
                : " · " + edition.names().postLabel(change.post()).in(words.language());
        return new RecordPage.Entry(
                words.say("journal." + change.kind().name().toLowerCase(java.util.Locale.ROOT)),
                Formats.instant(change.at(), today.zone(), words.language()),
                change.by() + post,
                records.registers().reason(change.reason(), words.language()),
                change.fields().stream()
                        .map(a -> new RecordPage.Change(
                                a.field().label().in(words.language()),
                                said(a.field(), a.before(), viewer, words),
                                said(a.field(), a.after(), viewer, words)))
                        .filter(c ->
                                !c.before().equals(c.after()) || !c.before().isEmpty())
                        .toList());
    }

    private String said(FieldModel field, @Nullable Object value, Viewer viewer, Words words) {
        Set<UUID> ids = new LinkedHashSet<>();
        if (value instanceof UUID id) {
            ids.add(id);
        } else if (value instanceof List<?> many) {
            many.stream().filter(UUID.class::isInstance).map(UUID.class::cast).forEach(ids::add);
        }
        if (ids.isEmpty()) {
            return FieldWords.of(field.type(), value, words.language(), Map.of());
        }
        Map<UUID, String> names = field.type()
                .target()
                .map(t -> titles.of(viewer, t, ids))
                .orElseGet(() -> attachments.names(viewer, ids));
        return FieldWords.of(field.type(), value, words.language(), names);
    }
}
