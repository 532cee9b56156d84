package io.liren.web.intake;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.intake.Intake;
import io.liren.intake.Intakes;
import io.liren.register.Attachments;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.Input;
import io.liren.register.Parsed;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.form.Field;
import io.liren.web.form.FieldMaker;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the page of a thing sent in (来件). */
final class ReceivedMaker {
    static final String ACKNOWLEDGED = "acknowledged";
    private final Intakes intakes;
    private final Records records;
    private final Titles titles;
    private final Attachments attachments;
    private final Today today;

    ReceivedMaker(Intakes intakes, Records records, Titles titles, Attachments attachments, Today today) {
        this.intakes = intakes;
        this.records = records;
        this.titles = titles;
        this.attachments = attachments;
        this.today = today;
    }

    static String address(Intakes.Received received) {
        return "/intakes/" + received.intake().id().replace('.', '/') + "/" + received.id();
    }

    /**
     * The page.
     *
     * @param opened what was sent, if it has been opened for a purpose
     * @param given what the worker has typed, by field
     * @param asksReason whether a reason is all that is missing
     */
    ReceivedPage make(
            Viewer viewer,
            Words words,
            Intakes.Received received,
            Optional<Map<String, String>> opened,
            Map<String, String> given,
            List<Problem> problems,
            boolean asksReason) {
        Intake intake = received.intake();
        boolean waits = received.outcome().isEmpty() && viewer.asOf().isEmpty();
        String purpose = records.registers()
                .model(intake.received())
                .field("said")
                .flatMap(FieldModel::sensitive)
                .map(s -> s.purpose().in(words.language()))
                .orElse("");
        return new ReceivedPage(
                intake.label().in(words.language()),
                words.say("intake.came", Formats.instant(received.cameAt(), today.zone(), words.language())),
                tag(received, words),
                problems,
                opened.isEmpty() && viewer.asOf().isEmpty() ? address(received) + "/opening" : "",
                purpose,
                opened.map(o -> said(intake, o, words)).orElse(List.of()),
                masked(viewer, words, received, purpose),
                received.became()
                        .map(id -> new Link(
                                titles.of(viewer, intake.of().register(), List.of(id))
                                        .getOrDefault(
                                                id,
                                                records.registers()
                                                        .model(intake.of().register())
                                                        .label()
                                                        .in(words.language())),
                                Addresses.record(intake.of().register(), id)))
                        .orElse(null),
                received.reply().orElse(""),
                waits && opened.isPresent() && intakes.model(intake).entrusts(viewer)
                        ? accepting(viewer, words, received, given, problems, asksReason)
                        : null,
                waits && opened.isPresent() ? address(received) + "/reply" : "");
    }

    static Tag tag(Intakes.Received received, Words words) {
        String key = received.outcome().orElse("waiting");
        Tone tone = received.outcome().isEmpty() ? Tone.OPEN : key.equals("declined") ? Tone.QUIET : Tone.MET;
        return new Tag(words.say("intake.outcome." + key), tone);
    }

    private List<ReceivedPage.Said> said(Intake intake, Map<String, String> typed, Words words) {
        List<ReceivedPage.Said> said = new ArrayList<>();
        RegisterModel model = intakes.model(intake);
        for (Intake.Asked asked : intake.asks()) {
            String text = typed.get(asked.field());
            if (text != null) {
                FieldType type = model.field(asked.field()).orElseThrow().type();
                String read = Input.parse(type, text, today) instanceof Parsed.Value(Object value)
                        ? FieldWords.of(type, value, words.language(), Map.of())
                        : text;
                said.add(new ReceivedPage.Said(asked.label().in(words.language()), read));
            }
        }
        Optional.ofNullable(typed.get(""))
                .ifPresent(text -> said.add(new ReceivedPage.Said(words.say("intake.original"), text)));
        return said;
    }

    private List<ReceivedPage.Masked> masked(Viewer viewer, Words words, Intakes.Received received, String purpose) {
        List<ReceivedPage.Masked> masked = new ArrayList<>();
        String register = received.intake().received();
        Optional<RecordView> record = records.record(viewer, register, received.id());
        for (String name : Intakes.withheld()) {
            Object value = record.map(r -> r.values().get(name)).orElse(null);
            if (value != null) {
                masked.add(new ReceivedPage.Masked(
                        name,
                        records.registers()
                                .model(register)
                                .field(name)
                                .orElseThrow()
                                .label()
                                .in(words.language()),
                        value.toString(),
                        viewer.asOf().isEmpty() ? Addresses.record(register, received.id()) + "/looks/" + name : "",
                        List.of(new Option(purpose, purpose, true))));
            }
        }
        return masked;
    }

    private ReceivedPage.Accepting accepting(
            Viewer viewer,
            Words words,
            Intakes.Received received,
            Map<String, String> given,
            List<Problem> problems,
            boolean asksReason) {
        Intake intake = received.intake();
        RegisterModel model = intakes.model(intake);
        FieldMaker maker = new FieldMaker(records, titles, attachments, today, viewer, words);
        List<Field> fields = new ArrayList<>();
        for (FieldModel field : intakes.left(intake)) {
            String typed = Optional.ofNullable(given.get(field.name()))
                    .or(() -> Optional.ofNullable(intake.fills().get(field.name())))
                    .or(field::standard)
                    .orElse("");
            String error = problems.stream()
                    .filter(p -> p.field().equals(field.name()))
                    .map(Problem::text)
                    .findFirst()
                    .orElse("");
            fields.add(maker.field(model, field, typed, error));
        }
        return new ReceivedPage.Accepting(
                address(received) + "/record",
                fields,
                asksReason
                        ? new Field(
                                ACKNOWLEDGED,
                                words.say("intake.reason"),
                                "",
                                "",
                                true,
                                false,
                                new io.liren.web.form.Input.LongText(""))
                        : null,
                words.say("intake.accept", model.label().in(words.language())));
    }
}
