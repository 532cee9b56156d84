package io.liren.web.record;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.calendar.WorkingDays;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.procedure.Cases;
import io.liren.procedure.Procedure;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The clock of a case (期限) in words: that of the steps that may come next, or what a date of the case itself sets off; of
 * several, the one that runs out first.
 *
 * @param runs the occurrence, with the rule in a sentence; empty if no clock runs
 */
record CaseClock(Optional<Running> runs) {
    /** A clock that runs, or stands still. */
    record Running(Occurrence occurrence, Derivation rule) {}

    static CaseClock of(Viewer viewer, Edition edition, Derivations derivations, Cases.Standing standing, UUID record) {
        List<Derivation> clocks = clocks(
                edition,
                standing.procedure(),
                standing.next().stream().map(Cases.Next::step).toList());
        return new CaseClock(
                clocks.isEmpty()
                        ? Optional.empty()
                        : derivations.about(viewer, clocks, record).stream()
                                .filter(o -> o.subject().filter(record::equals).isPresent()
                                        && o.state().isOwed())
                                .min(java.util.Comparator.comparing(Occurrence::dueOn))
                                .flatMap(o -> edition.derivation(o.duty()).map(rule -> new Running(o, rule))));
    }

    /** What limits a case in time: the clocks of these steps, and what a date of the case itself sets off. */
    static List<Derivation> clocks(Edition edition, Procedure procedure, List<Procedure.Step> steps) {
        Set<String> stepwise = procedure.everyStep().stream()
                .flatMap(step -> step.clock().stream())
                .collect(Collectors.toSet());
        return Stream.concat(
                        steps.stream().flatMap(step -> step.clock().flatMap(edition::derivation).stream()),
                        edition.derivations().stream()
                                .filter(d -> d.subject()
                                        .filter(procedure.of()::equals)
                                        .isPresent())
                                .filter(d -> d.every().isEmpty() && !stepwise.contains(d.id())))
                .distinct()
                .toList();
    }

    boolean late(LocalDate day, Today today) {
        return runs.filter(r -> !r.occurrence().paused())
                .filter(r -> r.occurrence()
                        .dueAt()
                        .map(at -> day.equals(today.today()) && at.isBefore(today.now()))
                        .orElse(r.occurrence().dueOn().isBefore(day)))
                .isPresent();
    }

    /** How long is left: 还有 3 天(2 个工作日); empty if no clock runs. */
    String left(Words words, LocalDate day, Today today) {
        return runs.map(r -> left(words, r.occurrence(), day, today)).orElse("");
    }

    private static String left(Words words, Occurrence occurrence, LocalDate day, Today today) {
        if (occurrence.paused()) {
            return words.say("case.paused");
        }
        Optional<Instant> at = occurrence.dueAt().filter(a -> day.equals(today.today()));
        if (at.isPresent()) {
            Duration left = Duration.between(today.now(), at.get());
            long minutes = Math.abs(left.toMinutes());
            return words.say(left.isNegative() ? "case.lateTime" : "case.leftTime", minutes / 60, minutes % 60);
        }
        long left = ChronoUnit.DAYS.between(day, occurrence.dueOn());
        if (left < 0) {
            return words.say("today.late", -left);
        }
        long working = day.plusDays(1)
                .datesUntil(occurrence.dueOn().plusDays(1))
                .filter(WorkingDays.bundled()::isWorking)
                .count();
        return left == 0
                ? words.say("case.leftToday")
                : working == left ? words.say("case.left", left) : words.say("case.leftWorking", left, working);
    }

    /** Until when, and by which rule; empty if no clock runs. */
    String until(Words words, Today today) {
        return runs.map(r -> words.say(
                        r.occurrence().paused() ? "case.wasUntil" : "case.until",
                        r.occurrence()
                                .dueAt()
                                .map(at -> Formats.instant(at, today.zone(), words.language()))
                                .orElseGet(() -> Formats.date(r.occurrence().dueOn(), words.language())
                                        + (words.language() == io.liren.wording.Language.ZH ? " " : ", ")
                                        + Formats.weekday(r.occurrence().dueOn(), words.language())),
                        r.rule().inWords().in(words.language())))
                .orElse("");
    }
}
