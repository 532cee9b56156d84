package io.liren.web.record;

import io.liren.access.Viewer;
import io.liren.effect.Picture;
import io.liren.journal.Entry;
import io.liren.procedure.Procedure;
import io.liren.register.Attachments;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.web.form.Sent;
import io.liren.web.form.Typing;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Effects;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Words;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What can be done at a record: voiding it, looking at what is masked, taking a step of its case. */
final class RecordActs {
    private final Facts facts;
    private final Records records;
    private final Effects effects;
    private final Attachments attachments;
    private final CaseMaker cases;
    private final Typing typing;

    RecordActs(Facts facts, Records records, Effects effects, Attachments attachments, CaseMaker cases) {
        this.facts = facts;
        this.records = records;
        this.effects = effects;
        this.attachments = attachments;
        this.cases = cases;
        this.typing = new Typing(attachments);
    }

    /** Declares a record void; what stands in the way is said in one line. */
    Reply<RecordPage> voiding(Viewer viewer, Words words, String register, UUID id, String reason) {
        if (records.registers().find(register).isEmpty()) {
            return new Reply.Missing<>();
        }
        if (!records.registers().model(register).entrusts(viewer)) {
            return new Reply.Barred<>();
        }
        Outcome outcome = facts.voidRecord(viewer, register, id, reason);
        String address = Addresses.record(register, id);
        return switch (outcome) {
            case Outcome.Entered entered -> new Reply.Moved<>(address, words.say("flash.voided"));
            case Outcome.Refused(List<Problem> problems) -> new Reply.Moved<>(address, said(problems, words));
            case Outcome.Conflict conflict -> new Reply.Moved<>(address, words.say("error.422.title"));
        };
    }

    /** A masked value; the look is on record. */
    Revealed reveal(Viewer viewer, Words words, String register, UUID id, String field, String purpose) {
        Optional<FieldType> type =
                records.registers().find(register).flatMap(m -> m.field(field)).map(FieldModel::type);
        if (type.isEmpty() || viewer.asOf().isPresent()) {
            return new Revealed("", words.say("error.404.title"));
        }
        return switch (records.reveal(viewer, register, id, field, purpose)) {
            case io.liren.register.Revealed.Shown shown ->
                new Revealed(
                        FieldWords.of(type.get(), shown.value(), words.language(), Map.of()),
                        words.say("record.looked"));
            case io.liren.register.Revealed.Denied denied ->
                new Revealed("", denied.why().in(words.language()));
        };
    }

    /** The file in a field of a record that the viewer may read. */
    Optional<Attachments.Kept> file(Viewer viewer, String register, UUID id, String field) {
        return records.registers()
                .find(register)
                .flatMap(m -> records.record(viewer, register, id))
                .map(r -> r.values().get(field))
                .filter(UUID.class::isInstance)
                .map(UUID.class::cast)
                .flatMap(file -> attachments.read(viewer, file));
    }

    /**
     * Takes a step of a case, and fills in what the case lacks for it: both or neither. The procedure's own limits say who
     * may and when; what stands in the way is shown beside what was typed.
     *
     * @param again the case's page with a step that was tried
     */
    Reply<RecordPage> step(
            Viewer viewer,
            Words words,
            String register,
            UUID id,
            String step,
            Sent sent,
            Function<Tried, Reply<RecordPage>> again) {
        Optional<Procedure> procedure = cases.procedure(register);
        Optional<Procedure.Step> taken = procedure.flatMap(p -> p.step(step));
        Optional<RecordView> record = records.record(viewer, register, id);
        if (taken.isEmpty() || record.isEmpty()) {
            return new Reply.Missing<>();
        }
        List<FieldModel> asked = cases.asked(procedure.get(), taken.get());
        Map<String, String> filled = new LinkedHashMap<>(
                typing.typed(viewer, CaseMaker.filled(record.get(), taken.get(), asked), sent, Map.of()));
        filled.values().removeIf(String::isBlank);
        Map<String, String> typed = typing.typed(viewer, asked, sent, Map.of());
        typed.putAll(filled);
        if (!sent.one(Sent.SEEK).isEmpty()) {
            return again.apply(new Tried(step, typed, sent, List.of()));
        }
        Map<String, Object> values = new LinkedHashMap<>(typed);
        values.keySet().removeAll(filled.keySet());
        values.put("case", id);
        values.put("step", step);
        Picture before = effects.pictures().duties(viewer, register);
        String why = sent.one(MoveMaker.ACKNOWLEDGED);
        Supplier<Outcome> taking = () -> facts.enter(
                viewer,
                procedure.get().stepRegister(),
                values,
                EntryOptions.none().as(Entry.Kind.STEP).acknowledging(why));
        Supplier<Outcome> filling = () -> facts.correct(
                viewer,
                register,
                id,
                record.get().revision(),
                filled,
                EntryOptions.because(taken.get().label().in(words.language())).acknowledging(why));
        Outcome outcome = filled.isEmpty() ? taking.get() : facts.together(viewer, List.of(filling, taking));
        return switch (outcome) {
            case Outcome.Entered entered -> {
                List<String> settles = effects.between(
                                before, effects.pictures().duties(viewer, register), viewer, words)
                        .settles();
                yield new Reply.Moved<>(
                        Addresses.record(register, id),
                        words.say("flash.step")
                                + (settles.isEmpty() ? "" : " " + String.join(words.say("flash.between"), settles)));
            }
            case Outcome.Refused(List<Problem> problems) -> again.apply(new Tried(step, typed, sent, problems));
            case Outcome.Conflict conflict ->
                again.apply(new Tried(
                        step,
                        typed,
                        sent,
                        List.of(new Problem(
                                Optional.empty(), Label.same(words.say("error.422.title")), true, "conflict"))));
        };
    }

    private static String said(List<Problem> problems, Words words) {
        return problems.stream()
                .map(p -> p.says().in(words.language()))
                .distinct()
                .collect(Collectors.joining(words.say("flash.between")));
    }
}
