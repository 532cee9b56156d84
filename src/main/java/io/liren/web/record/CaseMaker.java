package io.liren.web.record;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.Texts;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.procedure.Cases;
import io.liren.procedure.Procedure;
import io.liren.procedure.ProcedureBlock;
import io.liren.register.Attachments;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.Filter;
import io.liren.register.ListQuery;
import io.liren.register.Masked;
import io.liren.register.Page;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.web.form.Sent;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes the steps of a case (办件): those taken, where it stands, the ways on, what is still to come. */
final class CaseMaker {
    private static final int MOST_STEPS = 500;
    private static final String CASE = "case";
    private final Edition edition;
    private final Records records;
    private final Derivations derivations;
    private final Attachments attachments;
    private final Titles titles;
    private final Today today;

    CaseMaker(
            Edition edition,
            Records records,
            Derivations derivations,
            Attachments attachments,
            Titles titles,
            Today today) {
        this.edition = edition;
        this.records = records;
        this.derivations = derivations;
        this.attachments = attachments;
        this.titles = titles;
        this.today = today;
    }

    /** The procedure whose cases are the records of a register. */
    Optional<Procedure> procedure(String register) {
        return edition.all(Procedure.class).stream()
                .filter(p -> p.of().equals(register))
                .findFirst();
    }

    /** The fields that a step asks for, in order: the day, what is recorded with it, a note. */
    List<FieldModel> asked(Procedure procedure, Procedure.Step step) {
        RegisterModel model = records.registers().model(procedure.stepRegister());
        List<String> names = new ArrayList<>(List.of(MoveMaker.ON));
        step.records().stream().map(ProcedureBlock.Recorded::name).forEach(names::add);
        names.add(MoveMaker.NOTE);
        return names.stream().flatMap(n -> model.field(n).stream()).toList();
    }

    /** The case's own fields that a step asks for while they are empty; none that the step has a field of that name for. */
    static List<FieldModel> filled(RecordView record, Procedure.Step step, List<FieldModel> asked) {
        return step.needs().stream()
                .map(Procedure.Need::way)
                .filter(Procedure.Way.Fill.class::isInstance)
                .map(way -> ((Procedure.Way.Fill) way).field())
                .filter(name -> asked.stream().noneMatch(a -> a.name().equals(name)))
                .filter(name -> record.values().get(name) == null)
                .flatMap(name -> record.register().field(name).stream())
                .filter(FieldModel::entered)
                .distinct()
                .toList();
    }

    private record Seen(Cases.Standing standing, Map<UUID, String> names) {}

    /** @param tried a step that was tried and not taken */
    Optional<CaseSteps> steps(Viewer viewer, Words words, RecordView record, Optional<Tried> tried) {
        Optional<Procedure> procedure = procedure(record.register().id());
        LocalDate day = viewer.asOf().orElse(today.today());
        return procedure.flatMap(p -> records.asSeenBy(
                        viewer,
                        transaction -> Cases.standing(
                                        transaction,
                                        p,
                                        viewer.community(),
                                        record.id(),
                                        new Procedure.Asking(day, moment(viewer), Optional.of(viewer.user())))
                                .map(s -> new Seen(s, names(transaction, s))))
                .map(seen -> steps(viewer, words, record, seen, day, tried)));
    }

    private Instant moment(Viewer viewer) {
        return viewer.asOf()
                .map(day -> day.plusDays(1).atStartOfDay(today.zone()).toInstant())
                .orElseGet(today::now);
    }

    private static Map<UUID, String> names(Transaction transaction, Cases.Standing standing) {
        Map<UUID, String> names = new HashMap<>();
        UUID[] by = standing.taken().stream().map(Cases.Taken::by).distinct().toArray(UUID[]::new);
        transaction.rows(
                Sql.of("select id, name from app_user where id = any({ids})").value("ids", by),
                row -> names.put(row.uuid("id"), row.text("name")));
        return names;
    }

    private CaseSteps steps(
            Viewer viewer, Words words, RecordView record, Seen seen, LocalDate day, Optional<Tried> tried) {
        Cases.Standing standing = seen.standing();
        Procedure procedure = standing.procedure();
        Optional<Page> recorded = recorded(viewer, standing, record.id());
        List<CaseSteps.Step> steps = new ArrayList<>();
        for (Cases.Taken taken : standing.taken()) {
            steps.add(new CaseSteps.Done(
                    label(procedure, taken.step(), words),
                    taken.note().orElse(""),
                    recorded.map(page -> recorded(page, procedure, taken, words))
                            .orElse(List.of()),
                    Formats.shortDate(taken.on(), words.language()) + " "
                            + seen.names().getOrDefault(taken.by(), "")));
        }
        boolean over = procedure.finalStates().contains(standing.state());
        CaseClock clock = CaseClock.of(viewer, edition, derivations, standing, record.id());
        List<CaseSteps.Move> moves = new MoveMaker(
                        edition, records, attachments, titles, today, viewer, words, procedure, record)
                .moves(
                        standing,
                        day,
                        tried,
                        step -> asked(procedure, step),
                        recorded.map(page -> before(page, standing)).orElse(Map.of()));
        steps.add(new CaseSteps.Now(
                String.valueOf(steps.size() + 1),
                procedure.stateLabel(standing.state()).in(words.language()),
                moves.stream()
                        .filter(CaseSteps.Move::main)
                        .map(CaseSteps.Move::who)
                        .findFirst()
                        .orElse(""),
                clock.left(words, day, today),
                clock.until(words, today),
                clock.late(day, today),
                over,
                moves));
        if (!over) {
            int number = steps.size();
            for (Procedure.Step next : ahead(procedure, standing)) {
                steps.add(new CaseSteps.Waiting(
                        String.valueOf(++number), next.label().in(words.language()), posts(next, words)));
            }
        }
        return new CaseSteps(procedure.label().in(words.language()), text(standing, words), steps);
    }

    /** Which text of the rulebook holds for a case, and what today's says otherwise. */
    private CaseSteps.Text text(Cases.Standing standing, Words words) {
        Procedure procedure = standing.procedure();
        Optional<String> today = procedure.text().map(text -> called(text, words));
        String holds = standing.version()
                .map(version -> called(version.text(), words))
                .or(() -> today)
                .or(() -> edition.rulebook(procedure.place().rulebook())
                        .map(r -> words.say("case.text", r.version(), shortened(Texts.digest(r.source())))))
                .orElse("");
        return standing.version()
                .map(version -> new CaseSteps.Text(
                        words.say("case.holds", holds),
                        words.say(
                                version.runs().isEmpty()
                                        ? "case.outOfUse"
                                        : version.differences().isEmpty() ? "case.newerWords" : "case.newer",
                                today.orElse("")),
                        version.differences().stream()
                                .map(d -> d.in(words.language()))
                                .toList()))
                .orElseGet(() -> new CaseSteps.Text(words.say("case.holds", holds), "", List.of()));
    }

    private String called(Procedure.Text text, Words words) {
        return words.say(
                "case.textSince",
                text.version(),
                Formats.date(text.since().atZone(today.zone()).toLocalDate(), words.language()),
                shortened(text.digest()));
    }

    private static String shortened(String digest) {
        return digest.substring(0, 8);
    }

    private static String label(Procedure procedure, String step, Words words) {
        return procedure.step(step).map(s -> s.label().in(words.language())).orElse(step);
    }

    private String posts(Procedure.Step step, Words words) {
        return step.by().isEmpty()
                ? ""
                : words.say(
                        "case.by",
                        String.join(
                                words.say("list.or"),
                                step.by().stream()
                                        .map(p -> edition.names().postLabel(p).in(words.language()))
                                        .distinct()
                                        .toList()));
    }

    /** What was recorded with the steps taken, masked as this viewer sees it; one read for all. */
    private Optional<Page> recorded(Viewer viewer, Cases.Standing standing, UUID record) {
        Procedure procedure = standing.procedure();
        List<String> names = procedure.everyStep().stream()
                .flatMap(s -> s.records().stream())
                .map(ProcedureBlock.Recorded::name)
                .distinct()
                .toList();
        return standing.taken().isEmpty() || names.isEmpty()
                ? Optional.empty()
                : Optional.of(records.list(
                        viewer,
                        ListQuery.of(procedure.stepRegister())
                                .where(new Filter.Is(CASE, record.toString()))
                                .columns(names)
                                .size(MOST_STEPS)));
    }

    /** What was recorded when each step was last taken, as one types it: who takes it again begins with that. */
    private static Map<String, MoveMaker.Before> before(Page page, Cases.Standing standing) {
        Map<String, MoveMaker.Before> before = new HashMap<>();
        for (Cases.Taken taken : standing.taken()) {
            page.lines().stream()
                    .filter(l -> l.id().equals(taken.id()))
                    .findFirst()
                    .ifPresent(line -> {
                        Map<String, String> typed = new HashMap<>();
                        for (ProcedureBlock.Recorded each : standing.procedure()
                                .step(taken.step())
                                .map(Procedure.Step::lasting)
                                .orElse(List.of())) {
                            page.register()
                                    .field(each.name())
                                    .filter(f -> !(f.type() instanceof FieldType.Attachment)
                                            && !(line.values().get(f.name()) instanceof Masked))
                                    .ifPresent(f -> typed.put(
                                            f.name(),
                                            Sent.written(f.type(), line.values().get(f.name()))));
                        }
                        before.put(taken.step(), new MoveMaker.Before(taken.on(), typed));
                    });
        }
        return before;
    }

    private static List<CaseSteps.Recorded> recorded(Page page, Procedure procedure, Cases.Taken taken, Words words) {
        List<CaseSteps.Recorded> recorded = new ArrayList<>();
        page.lines().stream().filter(l -> l.id().equals(taken.id())).findFirst().ifPresent(line -> {
            for (ProcedureBlock.Recorded each :
                    procedure.step(taken.step()).map(Procedure.Step::records).orElse(List.of())) {
                page.register().field(each.name()).ifPresent(field -> {
                    String value = FieldWords.of(
                            field.type(), line.values().get(field.name()), words.language(), page.titles());
                    if (!value.isEmpty()) {
                        recorded.add(new CaseSteps.Recorded(field.label().in(words.language()), value));
                    }
                });
            }
        });
        return recorded;
    }

    /** The steps that follow, if all goes as the procedure expects: from each state the first way that leads on. */
    private static List<Procedure.Step> ahead(Procedure procedure, Cases.Standing standing) {
        List<Procedure.Step> ahead = new ArrayList<>();
        Set<String> been = new LinkedHashSet<>(Set.of(standing.state()));
        Optional<Procedure.Step> next = MoveMaker.expected(
                procedure, standing.next().stream().map(Cases.Next::step).toList());
        while (next.isPresent() && been.add(next.get().to())) {
            String state = next.get().to();
            next = MoveMaker.expected(
                    procedure,
                    procedure.steps().stream()
                            .filter(s -> s.from().contains(state))
                            .toList());
            next.filter(s -> !procedure.finalStates().contains(state)).ifPresent(ahead::add);
        }
        return ahead;
    }
}
