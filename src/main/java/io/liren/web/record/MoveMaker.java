package io.liren.web.record;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.Prefill;
import io.liren.calendar.Today;
import io.liren.procedure.Cases;
import io.liren.procedure.Procedure;
import io.liren.procedure.ProcedureBlock;
import io.liren.register.Attachments;
import io.liren.register.FieldModel;
import io.liren.register.Problem;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.form.Field;
import io.liren.web.form.FieldMaker;
import io.liren.web.form.FormPage;
import io.liren.web.form.Input;
import io.liren.web.form.Sent;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes the ways on from where a case stands: what each needs, who may take it, what it asks for. */
final class MoveMaker {
    static final String ON = "on";
    static final String NOTE = "note";
    static final String ACKNOWLEDGED = "acknowledged";
    private static final int LONGEST_REASON = 300;
    private final Edition edition;
    private final Records records;
    private final Viewer viewer;
    private final Words words;
    private final Procedure procedure;
    private final RecordView record;
    private final RegisterModel steps;
    private final FieldMaker fields;

    /** What was recorded when a step was last taken, as one types it, and when. */
    record Before(LocalDate on, Map<String, String> typed) {}

    MoveMaker(
            Edition edition,
            Records records,
            Attachments attachments,
            Titles titles,
            Today today,
            Viewer viewer,
            Words words,
            Procedure procedure,
            RecordView record) {
        this.edition = edition;
        this.records = records;
        this.viewer = viewer;
        this.words = words;
        this.procedure = procedure;
        this.record = record;
        this.steps = records.registers().model(procedure.stepRegister());
        this.fields = new FieldMaker(records, titles, attachments, today, viewer, words);
    }

    /** The step that the procedure expects among some: the first that leads to a later state and neither pauses nor ends with a reason. */
    static Optional<Procedure.Step> expected(Procedure procedure, List<Procedure.Step> some) {
        return some.stream()
                .filter(s -> !s.reason() && leadsOn(procedure, s))
                .findFirst()
                .or(() -> some.stream().filter(s -> leadsOn(procedure, s)).findFirst());
    }

    private static boolean leadsOn(Procedure procedure, Procedure.Step step) {
        List<String> order =
                procedure.states().stream().map(ProcedureBlock.State::name).toList();
        return !procedure.state(step.to()).map(ProcedureBlock.State::pauses).orElse(false)
                && step.from().stream().anyMatch(f -> order.indexOf(f) < order.indexOf(step.to()));
    }

    List<CaseSteps.Move> moves(
            Cases.Standing standing,
            LocalDate day,
            Optional<Tried> tried,
            Function<Procedure.Step, List<FieldModel>> asked,
            Map<String, Before> before) {
        Optional<Procedure.Step> expected = expected(
                procedure, standing.next().stream().map(Cases.Next::step).toList());
        List<CaseSteps.Move> moves = new ArrayList<>();
        for (Cases.Next next : standing.next()) {
            CaseSteps.Move move = move(
                    next,
                    day,
                    tried.filter(t -> t.step().equals(next.step().name())),
                    asked.apply(next.step()),
                    Optional.ofNullable(before.get(next.step().name())),
                    expected.filter(next.step()::equals).isPresent());
            moves.add(move.main() ? 0 : moves.size(), move);
        }
        return moves;
    }

    private CaseSteps.Move move(
            Cases.Next next,
            LocalDate day,
            Optional<Tried> tried,
            List<FieldModel> asked,
            Optional<Before> before,
            boolean main) {
        Procedure.Step step = next.step();
        boolean may = viewer.asOf().isEmpty() && (step.by().isEmpty() || viewer.holdsAny(step.by()));
        List<FieldModel> filled =
                may && record.register().entrusts(viewer) ? CaseMaker.filled(record, step, asked) : List.of();
        List<Cases.Check> checks = next.checks().stream()
                .filter(c -> c.met() || !isAmong(filled, c.way()))
                .toList();
        long missing = checks.stream().filter(c -> !c.met()).count();
        String who = step.by().stream()
                .map(p -> edition.names().postLabel(p).in(words.language()))
                .distinct()
                .collect(java.util.stream.Collectors.joining(words.say("list.or")));
        boolean ready = may && missing == 0;
        return new CaseSteps.Move(
                step.label().in(words.language()),
                Addresses.record(record.register().id(), record.id()) + "/steps/" + step.name(),
                ready,
                missing > 0 ? words.say("case.missing", missing) : may ? "" : words.say("case.notYours"),
                who.isEmpty() ? "" : words.say("case.by", who),
                next.suggestions().stream().map(s -> s.in(words.language())).toList(),
                checks(checks),
                tried.map(t -> errors(
                                step,
                                t,
                                Stream.concat(filled.stream(), asked.stream()).toList()))
                        .orElse(List.of()),
                ready ? fields(step, day, tried, filled, asked, before) : List.of(),
                main);
    }

    private static boolean isAmong(List<FieldModel> fields, Procedure.Way way) {
        return way instanceof Procedure.Way.Fill(String name)
                && fields.stream().anyMatch(f -> f.name().equals(name));
    }

    /** What is missing, each with the way to it; then what is there, in one line. */
    private List<CaseSteps.Check> checks(List<Cases.Check> all) {
        List<CaseSteps.Check> checks = new ArrayList<>(
                all.stream().filter(c -> !c.met()).map(this::missing).distinct().toList());
        List<Cases.Check> met = all.stream().filter(Cases.Check::met).toList();
        if (!met.isEmpty()) {
            List<String> names = met.stream()
                    .flatMap(c -> names(c.way()).stream())
                    .distinct()
                    .toList();
            checks.add(new CaseSteps.Check(
                    true,
                    names.isEmpty()
                            ? words.say("case.metSome", met.size())
                            : words.say("case.metThese", String.join(words.say("case.and"), names)),
                    "",
                    ""));
        }
        return checks;
    }

    private List<String> names(Procedure.Way way) {
        return switch (way) {
            case Procedure.Way.Fill(String field) -> names(new Procedure.Way.Own(List.of(field)));
            case Procedure.Way.Own(List<String> fields) ->
                fields.stream()
                        .filter(f -> record.values().get(f) != null)
                        .flatMap(f -> record.register().field(f).stream())
                        .map(f -> f.label().in(words.language()))
                        .toList();
            case Procedure.Way.Other(String register, List<Prefill> prefill) ->
                records.registers().find(register).stream()
                        .map(m -> m.label().in(words.language()))
                        .toList();
            case Procedure.Way.Nowhere() -> List.of();
        };
    }

    private CaseSteps.Check missing(Cases.Check check) {
        String says = check.says().in(words.language());
        if (viewer.asOf().isPresent()) {
            return new CaseSteps.Check(false, says, "", "");
        }
        return switch (check.way()) {
            case Procedure.Way.Fill(String field) -> own(says, field);
            case Procedure.Way.Own(List<String> names) -> own(says, names.getFirst());
            case Procedure.Way.Other(String register, List<Prefill> prefill) -> elsewhere(says, register, prefill);
            case Procedure.Way.Nowhere() -> new CaseSteps.Check(false, says, "", "");
        };
    }

    private CaseSteps.Check own(String says, String field) {
        return record.register().entrusts(viewer)
                ? new CaseSteps.Check(
                        false,
                        says,
                        words.say("record.correct"),
                        Addresses.record(record.register().id(), record.id()) + "/correction#in-" + field)
                : new CaseSteps.Check(false, says, "", "");
    }

    /** A record of another register meets it: who may enters it from here, filled in; others see those there are. */
    private CaseSteps.Check elsewhere(String says, String register, List<Prefill> prefill) {
        Optional<RegisterModel> other = records.registers().find(register).filter(m -> m.opensTo(viewer));
        if (other.isEmpty()) {
            return new CaseSteps.Check(false, says, "", "");
        }
        Map<String, String> filled = new LinkedHashMap<>();
        for (Prefill each : prefill) {
            String value = switch (each) {
                case Prefill.SubjectField(String field, String of) ->
                    record.values().get(of) instanceof java.util.UUID id ? id.toString() : "";
                case Prefill any -> Addresses.filled(any, record.id(), "");
            };
            if (!value.isEmpty()) {
                filled.put(each.field(), value);
            }
        }
        String label = other.get().label().in(words.language());
        return other.get().entrusts(viewer)
                ? new CaseSteps.Check(false, says, words.say("form.enter", label), Addresses.create(register, filled))
                : new CaseSteps.Check(false, says, label, Addresses.register(register) + Addresses.query(filled));
    }

    private List<FormPage.Problem> errors(Procedure.Step step, Tried tried, List<FieldModel> asked) {
        return tried.problems().stream()
                .map(p -> new FormPage.Problem(
                        p.field()
                                .filter(f ->
                                        asked.stream().anyMatch(a -> a.name().equals(f)))
                                .map(f -> step.name() + "-" + f)
                                .orElse(""),
                        p.says().in(words.language())))
                .distinct()
                .toList();
    }

    /** @param filled fields of the case itself that are empty, asked for first */
    private List<Field> fields(
            Procedure.Step step,
            LocalDate day,
            Optional<Tried> tried,
            List<FieldModel> filled,
            List<FieldModel> asked,
            Optional<Before> before) {
        List<Field> made = new ArrayList<>();
        for (FieldModel field : filled) {
            made.add(field(record.register(), field, "", tried).required(true).within(step.name()));
        }
        for (FieldModel field : asked) {
            String known =
                    before.map(b -> b.typed().getOrDefault(field.name(), "")).orElse("");
            boolean must = field.name().equals(ON)
                    || (field.name().equals(NOTE) && step.reason())
                    || step.records().stream().anyMatch(r -> r.name().equals(field.name()) && r.required());
            Field one = field(steps, field, field.name().equals(ON) ? day.toString() : known, tried);
            boolean asBefore = !known.isEmpty()
                    && tried.map(t -> known.equals(t.typed().get(field.name())))
                            .orElse(!field.name().equals(ON));
            Field told = before.filter(b -> asBefore)
                    .map(b -> one.hinted(words.say("case.asBefore", Formats.date(b.on(), words.language()))))
                    .orElse(one);
            made.add((field.name().equals(NOTE)
                            ? told.labelled(words.say(step.reason() ? "case.reason" : "case.note"))
                            : told)
                    .required(must)
                    .within(step.name()));
        }
        tried.filter(t -> !t.problems().isEmpty() && t.problems().stream().noneMatch(Problem::blocking))
                .ifPresent(t -> made.add(new Field(
                                ACKNOWLEDGED,
                                words.say("form.warningReason"),
                                "",
                                "",
                                true,
                                false,
                                new Input.Text("", Input.Keyboard.TEXT, "off", LONGEST_REASON))
                        .within(step.name())));
        return made;
    }

    private Field field(RegisterModel model, FieldModel field, String standard, Optional<Tried> tried) {
        String typed = tried.map(t -> t.typed().getOrDefault(field.name(), "")).orElse(standard);
        String error = tried.stream()
                .flatMap(t -> t.problems().stream())
                .filter(p -> p.field().filter(field.name()::equals).isPresent())
                .map(p -> p.says().in(words.language()))
                .findFirst()
                .orElse("");
        return fields.field(model, field, typed, tried.map(Tried::sent).orElse(Sent.nothing()), error);
    }
}
