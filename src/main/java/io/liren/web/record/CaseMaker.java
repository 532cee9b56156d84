package io.liren.web.record;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.procedure.Cases;
import io.liren.procedure.Procedure;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.web.form.Field;
import io.liren.web.form.Input;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the steps of a case (办件): those taken, where it stands, the ways on. */
final class CaseMaker {
    static final String ON = "on";
    static final String NOTE = "note";
    private final Edition edition;
    private final Records records;
    private final Derivations derivations;
    private final Today today;

    CaseMaker(Edition edition, Records records, Derivations derivations, Today today) {
        this.edition = edition;
        this.records = records;
        this.derivations = derivations;
        this.today = today;
    }

    /** The procedure whose cases are the records of a register. */
    Optional<Procedure> procedure(String register) {
        return edition.all(Procedure.class).stream()
                .filter(p -> p.of().equals(register))
                .findFirst();
    }

    private record Seen(Cases.Standing standing, Map<UUID, String> names) {}

    Optional<CaseSteps> steps(Viewer viewer, Words words, RecordView record) {
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
                .map(seen -> steps(viewer, words, record, seen, day)));
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

    private CaseSteps steps(Viewer viewer, Words words, RecordView record, Seen seen, LocalDate day) {
        Cases.Standing standing = seen.standing();
        Procedure procedure = standing.procedure();
        List<CaseSteps.Step> steps = new ArrayList<>();
        for (Cases.Taken taken : standing.taken()) {
            steps.add(new CaseSteps.Done(
                    label(procedure, taken.step(), words),
                    taken.note().orElse(""),
                    Formats.shortDate(taken.on(), words.language()) + " "
                            + seen.names().getOrDefault(taken.by(), "")));
        }
        if (!standing.next().isEmpty() || !procedure.finalStates().contains(standing.state())) {
            steps.add(now(viewer, words, record, standing, steps.size() + 1, day));
        }
        return new CaseSteps(procedure.label().in(words.language()), steps);
    }

    private static String label(Procedure procedure, String step, Words words) {
        return procedure.steps().stream()
                .filter(s -> s.name().equals(step))
                .map(s -> s.label().in(words.language()))
                .findFirst()
                .orElse(step);
    }

    private CaseSteps.Now now(
            Viewer viewer, Words words, RecordView record, Cases.Standing standing, int number, LocalDate day) {
        Procedure procedure = standing.procedure();
        List<CaseSteps.Check> checks = new ArrayList<>();
        List<CaseSteps.Move> moves = new ArrayList<>();
        List<String> who = new ArrayList<>();
        List<Derivation> clocks = new ArrayList<>();
        String address = Addresses.record(record.register().id(), record.id());
        boolean first = true;
        for (Cases.Next next : standing.next()) {
            Procedure.Step step = next.step();
            for (Cases.Check check : next.checks()) {
                checks.add(new CaseSteps.Check(
                        check.met(),
                        check.says().in(words.language()),
                        check.met() || !(check.way() instanceof Procedure.Way.Own) ? "" : words.say("record.correct"),
                        check.met() || !(check.way() instanceof Procedure.Way.Own) ? "" : address + "/correction"));
            }
            step.by().forEach(post -> who.add(edition.names().postLabel(post).in(words.language())));
            step.clock().flatMap(edition::derivation).ifPresent(clocks::add);
            boolean may = viewer.asOf().isEmpty() && (step.by().isEmpty() || viewer.holdsAny(step.by()));
            long missing = next.checks().stream().filter(c -> !c.met()).count();
            moves.add(new CaseSteps.Move(
                    step.label().in(words.language()),
                    address + "/steps/" + step.name(),
                    may && missing == 0,
                    missing > 0 ? words.say("case.missing", missing) : may ? "" : words.say("case.notYours"),
                    List.of(day(words, step, day), note(words, step)),
                    first));
            first = false;
        }
        Optional<Occurrence> clock = clocks.isEmpty()
                ? Optional.empty()
                : derivations.about(viewer, clocks, record.id()).stream()
                        .filter(o -> o.state().isOwed())
                        .findFirst();
        long left = clock.map(c -> ChronoUnit.DAYS.between(day, c.dueOn())).orElse(0L);
        return new CaseSteps.Now(
                String.valueOf(number),
                procedure.stateLabel(standing.state()).in(words.language()),
                who.isEmpty()
                        ? ""
                        : words.say(
                                "case.by",
                                String.join(
                                        words.say("list.or"),
                                        who.stream().distinct().toList())),
                clock.map(c -> left < 0 ? words.say("today.late", -left) : words.say("case.left", left))
                        .orElse(""),
                clock.map(c -> words.say("case.until", Formats.date(c.dueOn(), words.language())))
                        .orElse(""),
                clock.isPresent() && left < 0,
                checks.stream().distinct().toList(),
                moves);
    }

    private static Field day(Words words, Procedure.Step step, LocalDate day) {
        return new Field(
                        ON,
                        words.say("case.on"),
                        words.say("form.dayHint"),
                        "",
                        true,
                        false,
                        new Input.Day(day.toString(), day.toString(), ""))
                .within(step.name());
    }

    private static Field note(Words words, Procedure.Step step) {
        return new Field(
                        NOTE,
                        words.say(step.reason() ? "case.reason" : "case.note"),
                        "",
                        "",
                        step.reason(),
                        false,
                        new Input.LongText(""))
                .within(step.name());
    }
}
