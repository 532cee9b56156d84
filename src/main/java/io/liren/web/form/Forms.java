package io.liren.web.form;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.effect.Effect;
import io.liren.effect.Picture;
import io.liren.effect.Pictures;
import io.liren.register.Attachments;
import io.liren.register.Change;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.Outcome;
import io.liren.register.Parsed;
import io.liren.register.Problem;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.form.FormMaker.Draft;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.EffectPanel;
import io.liren.web.frame.Effects;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entering and correcting by form (登记、更正): from what was sent to what is shown next. Nothing typed is lost on the way. */
final class Forms {
    private final Facts facts;
    private final Records records;
    private final Attachments attachments;
    private final Effects effects;
    private final Titles titles;
    private final Today today;
    private final Typing typing;

    Forms(Facts facts, Records records, Attachments attachments, Effects effects, Titles titles, Today today) {
        this.facts = facts;
        this.records = records;
        this.attachments = attachments;
        this.effects = effects;
        this.titles = titles;
        this.today = today;
        this.typing = new Typing(attachments);
    }

    /** An empty form, filled in with what the address and the fields' standards say. */
    Reply<FormPage> fresh(Viewer viewer, Words words, String register, Sent query) {
        Optional<RegisterModel> model = records.registers().find(register);
        if (model.isEmpty()) {
            return new Reply.Missing<>();
        }
        if (!model.get().entrusts(viewer)) {
            return new Reply.Barred<>();
        }
        Map<String, String> typed = new LinkedHashMap<>();
        for (FieldModel field : model.get().entered()) {
            String given = query.has(field.name())
                    ? query.typed(field)
                    : field.standard()
                            .map(s -> switch (s) {
                                case "today" -> today.today().toString();
                                case "now" -> Sent.written(field.type(), today.now());
                                default -> s;
                            })
                            .orElse("");
            typed.put(field.name(), given);
        }
        Draft draft = new Draft(
                model.get(),
                Optional.empty(),
                typed,
                Map.of(),
                query,
                true,
                List.of(),
                null,
                "",
                0,
                Preview.none(),
                Map.of());
        return shown(viewer, words, draft, true);
    }

    /** The form that corrects a record. */
    Reply<FormPage> correction(Viewer viewer, Words words, String register, UUID id) {
        Optional<RecordView> there = there(viewer, register, id);
        if (there.isEmpty()) {
            return new Reply.Missing<>();
        }
        if (!there.get().register().entrusts(viewer)) {
            return new Reply.Barred<>();
        }
        Map<String, String> original = Typing.original(there.get());
        Draft draft = new Draft(
                there.get().register(),
                there,
                original,
                original,
                Sent.nothing(),
                true,
                List.of(),
                null,
                "",
                there.get().revision(),
                Preview.none(),
                there.get().values());
        return shown(viewer, words, draft, true);
    }

    /** Enters what was sent. */
    Reply<FormPage> enter(Viewer viewer, Words words, String register, Sent sent) {
        Optional<RegisterModel> found = records.registers().find(register);
        if (found.isEmpty()) {
            return new Reply.Missing<>();
        }
        RegisterModel model = found.get();
        if (!model.entrusts(viewer)) {
            return new Reply.Barred<>();
        }
        Map<String, String> typed = typing.typed(viewer, model.entered(), sent, Map.of());
        if (!sent.one(Sent.SEEK).isEmpty()) {
            return again(viewer, words, model, Optional.empty(), typed, sent, List.of(), true);
        }
        EffectPanel panel = toConfirm(viewer, words, model, Optional.empty(), typed, sent);
        if (panel != null && !panel.mark().equals(sent.one(FormMaker.CONFIRMED))) {
            return asked(viewer, words, model, Optional.empty(), typed, sent, panel);
        }
        Picture before = effects.pictures().duties(viewer, register);
        Outcome outcome = facts.enter(
                viewer, register, typed, EntryOptions.none().acknowledging(sent.one(FormMaker.ACKNOWLEDGED)));
        return switch (outcome) {
            case Outcome.Entered(UUID id, long position, var warnings) -> {
                String address = sent.one(FormMaker.THEN).equals("next")
                        ? Addresses.create(register, Map.of())
                        : next(panel, sent, Addresses.record(register, id));
                yield new Reply.Moved<>(address, done("flash.entered", before, viewer, words, register));
            }
            case Outcome.Refused(List<Problem> problems) ->
                again(viewer, words, model, Optional.empty(), typed, sent, problems, false);
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record conflicts with nothing");
        };
    }

    /** Corrects a record with what was sent: only what was changed since the form was opened. */
    Reply<FormPage> correct(Viewer viewer, Words words, String register, UUID id, Sent sent) {
        Optional<RecordView> there = there(viewer, register, id);
        if (there.isEmpty()) {
            return new Reply.Missing<>();
        }
        RegisterModel model = there.get().register();
        if (!model.entrusts(viewer)) {
            return new Reply.Barred<>();
        }
        Map<String, String> original = Typing.sentOriginal(model, sent);
        Map<String, String> typed = typing.typed(viewer, model.entered(), sent, original);
        if (!sent.one(Sent.SEEK).isEmpty()) {
            return again(viewer, words, model, there, typed, sent, List.of(), true);
        }
        if (sent.one(FormMaker.REASON).isBlank()) {
            Label says = new Label(
                    Words.in(io.liren.wording.Language.ZH).say("form.reasonMissing"),
                    Words.in(io.liren.wording.Language.EN).say("form.reasonMissing"));
            return again(
                    viewer,
                    words,
                    model,
                    there,
                    typed,
                    sent,
                    List.of(new Problem(Optional.empty(), says, true, FormMaker.REASON)),
                    false);
        }
        Map<String, String> changes = Typing.changes(model, typed, original, there.get(), sent);
        EffectPanel panel = toConfirm(viewer, words, model, Optional.of(id), changes, sent);
        if (panel != null && !panel.mark().equals(sent.one(FormMaker.CONFIRMED))) {
            return asked(viewer, words, model, there, typed, sent, panel);
        }
        EntryOptions options =
                EntryOptions.because(sent.one(FormMaker.REASON)).acknowledging(sent.one(FormMaker.ACKNOWLEDGED));
        Picture before = effects.pictures().duties(viewer, register);
        Outcome outcome = facts.correct(viewer, register, id, Typing.revision(sent, there.get()), changes, options);
        if (outcome instanceof Outcome.Conflict conflict && Typing.isOnlyElsewhere(model, conflict, original)) {
            outcome = facts.correct(viewer, register, id, conflict.revision(), changes, options);
        }
        return switch (outcome) {
            case Outcome.Entered entered ->
                new Reply.Moved<>(
                        next(panel, sent, Addresses.record(register, id)),
                        done("flash.corrected", before, viewer, words, register));
            case Outcome.Refused(List<Problem> problems) ->
                again(viewer, words, model, there, typed, sent, problems, false);
            case Outcome.Conflict conflict -> conflict(viewer, words, there.get(), typed, original, sent, conflict);
        };
    }

    /** What saving the form as it stands would do. Files are left out. */
    Preview preview(Viewer viewer, Words words, String register, Sent sent) {
        RegisterModel model = records.registers().model(register);
        if (!model.entrusts(viewer)) {
            return Preview.none();
        }
        Optional<UUID> id = id(sent.one(FormMaker.RECORD));
        Optional<RecordView> there = id.flatMap(i -> records.record(viewer, register, i));
        Map<String, String> original = Typing.sentOriginal(model, sent);
        Map<String, String> typed = typing.typed(viewer, model.entered(), sent, original);
        Map<String, String> given =
                there.isPresent() ? Typing.changes(model, typed, original, there.get(), sent) : typed;
        Pictures pictures = effects.pictures();
        Picture before = pictures.duties(viewer, register);
        io.liren.register.Preview<Picture> seen = facts.preview(
                viewer, register, there.map(RecordView::id), given, tx -> pictures.duties(tx, viewer, register));
        Effects.Said said = seen.seen()
                .map(after -> effects.between(before, after, viewer, words))
                .orElse(Effects.Said.nothing());
        List<String> warnings = seen.problems().stream()
                .filter(p -> seen.seen().isPresent() || isAboutWhatWasTyped(p, typed))
                .map(p -> p.says().in(words.language()))
                .distinct()
                .toList();
        return new Preview(
                said.settles(), said.setsOff(), warnings, computed(model, seen.values(), typed, viewer, words));
    }

    /**
     * What must be confirmed before it is kept; null if nothing must. What is wrong, or unusual and not yet accounted for,
     * comes first: then there is nothing to confirm yet.
     */
    private @Nullable EffectPanel toConfirm(
            Viewer viewer, Words words, RegisterModel model, Optional<UUID> id, Map<String, String> given, Sent sent) {
        Pictures pictures = effects.pictures();
        List<Effect> found = List.of();
        Set<UUID> related = related(viewer, model, id, given);
        // Of what happens the duties decide; the ledgers are looked at only if there is something to show.
        boolean whole = model.happened().isEmpty();
        for (boolean ledgers : whole ? new boolean[] {true} : new boolean[] {false, true}) {
            Picture before = ledgers ? pictures.all(viewer, model.id(), related) : pictures.duties(viewer, model.id());
            io.liren.register.Preview<Picture> seen = facts.preview(
                    viewer,
                    model.id(),
                    id,
                    given,
                    tx -> ledgers
                            ? pictures.all(tx, viewer, model.id(), related)
                            : pictures.duties(tx, viewer, model.id()));
            boolean wait = !seen.problems().isEmpty()
                    && sent.one(FormMaker.ACKNOWLEDGED).isBlank();
            if (seen.seen().isEmpty() || wait) {
                return null;
            }
            found = pictures.between(before, seen.seen().get());
            if (!Pictures.needConfirming(model, found)) {
                return null;
            }
        }
        return effects.panel(found, viewer, words);
    }

    /** A record and those it names, before and after. */
    private Set<UUID> related(Viewer viewer, RegisterModel model, Optional<UUID> id, Map<String, String> given) {
        Set<UUID> related = new HashSet<>();
        id.ifPresent(related::add);
        id.flatMap(i -> records.record(viewer, model.id(), i))
                .ifPresent(there -> there.values().values().forEach(value -> {
                    if (value instanceof UUID named) {
                        related.add(named);
                    }
                }));
        given.values().forEach(value -> id(value).ifPresent(related::add));
        return related;
    }

    private Reply<FormPage> asked(
            Viewer viewer,
            Words words,
            RegisterModel model,
            Optional<RecordView> there,
            Map<String, String> typed,
            Sent sent,
            EffectPanel panel) {
        return new Reply.Show<>(
                new FormMaker(maker(viewer, words), titles, viewer, words)
                        .page(
                                draft(model, there, typed, sent, List.of(), wouldBe(viewer, model, there, typed, sent)),
                                panel),
                true);
    }

    /** Where to go on: to what is to be begun at once, if that was chosen. */
    private static String next(@Nullable EffectPanel panel, Sent sent, String otherwise) {
        return panel == null
                ? otherwise
                : panel.starts().stream()
                        .filter(s -> s.key().equals(sent.one(FormMaker.THEN)))
                        .map(EffectPanel.Start::address)
                        .findFirst()
                        .orElse(otherwise);
    }

    /** What a search for a reference finds. */
    PickList pick(Viewer viewer, Words words, String register, String name, boolean many, String search) {
        return maker(viewer, words).picks(register, name, many, search);
    }

    private Optional<RecordView> there(Viewer viewer, String register, UUID id) {
        return records.registers()
                .find(register)
                .flatMap(m -> records.record(viewer, register, id))
                .filter(r -> r.voidedAt().isEmpty());
    }

    /** While one is still typing, what is not yet typed is no mistake. */
    private static boolean isAboutWhatWasTyped(Problem problem, Map<String, String> typed) {
        return !problem.code().equals("required")
                && problem.field()
                        .map(f -> !typed.getOrDefault(f, "").isBlank())
                        .orElse(false);
    }

    private List<Preview.Value> computed(
            RegisterModel model,
            Map<String, @Nullable Object> values,
            Map<String, String> typed,
            Viewer viewer,
            Words words) {
        List<Preview.Value> computed = new ArrayList<>();
        for (FieldModel field : model.fields()) {
            if (!field.entered()) {
                Object value = values.get(field.name());
                computed.add(new Preview.Value(
                        field.name(), FieldWords.of(field.type(), value, words.language(), Map.of())));
            } else if (field.type() instanceof FieldType.Date && !field.isSensitive()) {
                computed.add(new Preview.Value(
                        field.name(),
                        io.liren.register.Input.parse(field.type(), typed.getOrDefault(field.name(), ""), today)
                                        instanceof Parsed.Value(LocalDate date)
                                ? maker(viewer, words).read(date)
                                : ""));
            }
        }
        return computed;
    }

    private Reply<FormPage> conflict(
            Viewer viewer,
            Words words,
            RecordView there,
            Map<String, String> typed,
            Map<String, String> original,
            Sent sent,
            Outcome.Conflict conflict) {
        List<Change> changes = records.history(viewer, there.register().id(), there.id(), Optional.empty());
        String between = changes.isEmpty()
                ? ""
                : words.say(
                        "form.conflictBy",
                        changes.getLast().by(),
                        Formats.instant(changes.getLast().at(), today.zone(), words.language()));
        // What others have changed elsewhere is now what stands there, and is shown so.
        Map<String, String> now = Typing.original(there);
        Map<String, String> shown = new HashMap<>(typed);
        now.forEach((field, text) -> {
            if (typed.getOrDefault(field, "").equals(original.get(field))) {
                shown.put(field, text);
            }
        });
        Draft draft = new Draft(
                there.register(),
                Optional.of(there),
                shown,
                now,
                sent,
                false,
                List.of(),
                conflict,
                between,
                conflict.revision(),
                Preview.none(),
                there.values());
        return shown(viewer, words, draft, false);
    }

    private Reply<FormPage> again(
            Viewer viewer,
            Words words,
            RegisterModel model,
            Optional<RecordView> there,
            Map<String, String> typed,
            Sent sent,
            List<Problem> problems,
            boolean accepted) {
        List<Problem> all = new ArrayList<>();
        for (Problem problem : problems) {
            all.add(notTaken(problem, sent));
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        there.ifPresent(t -> values.putAll(t.values()));
        values.putAll(wouldBe(viewer, model, there, typed, sent));
        return shown(viewer, words, draft(model, there, typed, sent, all, values), accepted);
    }

    /** The values as they would stand once this is kept; computed ones too, unless something typed can't be kept at all. */
    private Map<String, @Nullable Object> wouldBe(
            Viewer viewer, RegisterModel model, Optional<RecordView> there, Map<String, String> typed, Sent sent) {
        Map<String, String> given = there.isPresent()
                ? Typing.changes(model, typed, Typing.sentOriginal(model, sent), there.get(), sent)
                : typed;
        return facts.preview(viewer, model.id(), there.map(RecordView::id), given, transaction -> true)
                .values();
    }

    private static Draft draft(
            RegisterModel model,
            Optional<RecordView> there,
            Map<String, String> typed,
            Sent sent,
            List<Problem> problems,
            Map<String, @Nullable Object> values) {
        return new Draft(
                model,
                there,
                typed,
                Typing.sentOriginal(model, sent),
                sent,
                false,
                problems,
                null,
                "",
                there.map(t -> Typing.revision(sent, t)).orElse(0),
                Preview.none(),
                values);
    }

    /** Whoever wrote a name and took nobody is told that, not that nothing was filled in. */
    private static Problem notTaken(Problem problem, Sent sent) {
        boolean searched = problem.field()
                .filter(f ->
                        problem.code().equals("required") && !sent.one(f + ".q").isBlank())
                .isPresent();
        return searched
                ? new Problem(problem.field(), new Label("请从查到的里面选一个", "Take one of those found"), true, problem.code())
                : problem;
    }

    private Reply<FormPage> shown(Viewer viewer, Words words, Draft draft, boolean accepted) {
        return new Reply.Show<>(new FormMaker(maker(viewer, words), titles, viewer, words).page(draft), accepted);
    }

    private FieldMaker maker(Viewer viewer, Words words) {
        return new FieldMaker(records, titles, attachments, today, viewer, words);
    }

    private String done(String key, Picture before, Viewer viewer, Words words, String register) {
        Effects.Said said = effects.between(before, effects.pictures().duties(viewer, register), viewer, words);
        return said.settles().isEmpty()
                ? words.say(key)
                : words.say(key) + " " + String.join(words.say("flash.between"), said.settles());
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
