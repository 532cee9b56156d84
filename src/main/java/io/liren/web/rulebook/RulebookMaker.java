package io.liren.web.rulebook;

import io.liren.access.Viewer;
import io.liren.block.ChineseProse;
import io.liren.block.Coverage;
import io.liren.block.Edition;
import io.liren.block.Names;
import io.liren.block.Quantity;
import io.liren.block.Said;
import io.liren.block.Standing;
import io.liren.calendar.Period;
import io.liren.calendar.PeriodUnit;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.State;
import io.liren.rulebook.Clause;
import io.liren.rulebook.Rulebook;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the pages of rulebooks (制度): the overview, and one rulebook as it hangs on the wall. */
final class RulebookMaker {
    private static final String[] NUMERALS = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

    private static final int MONTHS = 12;
    private static final int QUARTERS = 4;
    private static final int YEARS = 2;

    private final Edition edition;
    private final Derivations derivations;
    private final EvidenceMaker evidence;
    private final Today today;

    RulebookMaker(Edition edition, Derivations derivations, EvidenceMaker evidence, Today today) {
        this.today = today;
        this.edition = edition;
        this.derivations = derivations;
        this.evidence = evidence;
    }

    RulebooksPage all(Viewer viewer, Words words) {
        Standings standings = Standings.of(edition, derivations, viewer, "");
        Coverage whole = Coverage.of(edition, "");
        List<RulebooksPage.Entry> entries = edition.rulebooks().stream()
                .map(r -> entry(r, standings, words))
                .toList();
        return new RulebooksPage(
                words.say("rulebooks.lead", whole.clauses(), whole.executed(), whole.partial(), whole.narrative()),
                entries);
    }

    private RulebooksPage.Entry entry(Rulebook rulebook, Standings standings, Words words) {
        List<Tag> states = new ArrayList<>();
        for (State state : List.of(State.OVERDUE, State.OPEN, State.MET)) {
            long count = rulebook.clauses().stream()
                    .filter(c -> standings.state(c).filter(s -> s == state).isPresent())
                    .count();
            if (count > 0) {
                states.add(new Tag(state.label().in(words.language()) + " " + count, tone(state)));
            }
        }
        return new RulebooksPage.Entry(
                rulebook.title().in(words.language()),
                Addresses.rulebook(rulebook.id()),
                coverage(rulebook, words),
                states,
                rulebook.version());
    }

    private String coverage(Rulebook rulebook, Words words) {
        Coverage coverage = Coverage.of(edition, rulebook.id());
        return coverage.clauses() == 0
                ? words.say("rulebooks.ground")
                : words.say(
                        "rulebooks.lead",
                        coverage.clauses(),
                        coverage.executed(),
                        coverage.partial(),
                        coverage.narrative());
    }

    /** One rulebook; {@code opened} is the number of the clause whose evidence is shown. */
    RulebookPage one(Rulebook rulebook, Optional<String> opened, Viewer viewer, Words words) {
        Standings standings = Standings.of(edition, derivations, viewer, rulebook.id());
        List<RulebookPage.Clause> clauses = new ArrayList<>();
        for (Clause clause : rulebook.clauses()) {
            boolean open = opened.filter(clause.number()::equals).isPresent();
            clauses.add(clause(clause, open, standings, viewer, words));
        }
        String version = rulebook.version().isEmpty() ? "" : " · " + rulebook.version();
        return new RulebookPage(
                rulebook.title().in(words.language()),
                coverage(rulebook, words) + version,
                Addresses.rulebook(rulebook.id()),
                clauses,
                inspection(rulebook, viewer, words));
    }

    /** Whether someone may take along a file with names: who works by the rulebook. */
    static boolean mayName(Viewer viewer, Rulebook rulebook) {
        return viewer.posts().stream().anyMatch(post -> post.startsWith(rulebook.id() + "."));
    }

    private RulebookPage.@Nullable Inspection inspection(Rulebook rulebook, Viewer viewer, Words words) {
        if (rulebook.clauses().isEmpty()) {
            return null;
        }
        LocalDate day = viewer.asOf().orElse(today.today());
        List<Option> periods = new ArrayList<>();
        for (PeriodUnit unit : List.of(PeriodUnit.MONTH, PeriodUnit.QUARTER, PeriodUnit.YEAR)) {
            Period period = Period.containing(unit, day);
            int most = unit == PeriodUnit.MONTH ? MONTHS : unit == PeriodUnit.QUARTER ? QUARTERS : YEARS;
            for (int i = 0; i < most; i++) {
                periods.add(
                        new Option(period.key(), period.label(words.language()), unit == PeriodUnit.MONTH && i == 1));
                period = period.previous();
            }
        }
        return new RulebookPage.Inspection(
                Addresses.rulebook(rulebook.id()) + "/inspector.html", periods, mayName(viewer, rulebook));
    }

    private RulebookPage.Clause clause(Clause clause, boolean open, Standings standings, Viewer viewer, Words words) {
        return new RulebookPage.Clause(
                clause.number(),
                number(clause.number(), words.language()),
                clause.title().in(words.language()),
                text(clause),
                words.language() == Language.EN && !clause.textEn().isEmpty()
                        ? Arrays.asList(clause.textEn().split("\n"))
                        : List.of(),
                state(clause, standings, words),
                detail(clause, standings, words),
                Addresses.clause(clause),
                open ? evidence.panel(clause, standings, viewer, words) : null);
    }

    private Tag state(Clause clause, Standings standings, Words words) {
        if (edition.standing(clause) == Standing.NARRATIVE) {
            return new Tag(words.say("state.narrative"), Tone.QUIET);
        }
        Optional<State> state = standings.state(clause);
        if (state.isEmpty()) {
            return new Tag(words.say("state.upcoming"), Tone.QUIET);
        }
        long count = standings.count(clause, state.get());
        String word = state.get().label().in(words.language());
        boolean counted = state.get() == State.OVERDUE || state.get() == State.OPEN;
        return new Tag(counted ? word + " " + Formats.count(count, words.language()) : word, tone(state.get()));
    }

    private String detail(Clause clause, Standings standings, Words words) {
        return standings.duties(clause).stream()
                .map(d -> evidence.latest(d, standings, words))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    static Tone tone(State state) {
        return switch (state) {
            case MET -> Tone.MET;
            case MET_LATE -> Tone.OPEN;
            case OPEN -> Tone.OPEN;
            case OVERDUE -> Tone.OVERDUE;
            case UPCOMING -> Tone.QUIET;
            case WAIVED -> Tone.QUIET;
        };
    }

    private static String number(String number, Language language) {
        boolean small = number.matches("\\d{1,2}");
        if (language == Language.EN || !small) {
            return number;
        }
        int value = Integer.parseInt(number);
        if (value <= 10) {
            return NUMERALS[value];
        }
        String tens = value < 20 ? "" : NUMERALS[value / 10];
        return tens + "十" + (value % 10 == 0 ? "" : NUMERALS[value % 10]);
    }

    /** The paragraphs; where one states a parameter's value, that leads to the parameter, or to all of the clause that have it. */
    private List<List<RulebookPage.Piece>> text(Clause clause) {
        List<Quantity> carried = edition.partsOf(clause).stream()
                .flatMap(p -> p.compiled().quantities().stream())
                .filter(q -> !q.mustBeSaid())
                .toList();
        Map<String, Names.Parameter> parameters = edition.names().parametersSeenBy(clause.rulebook());
        List<List<RulebookPage.Piece>> paragraphs = new ArrayList<>();
        for (String paragraph : clause.textZh().split("\n")) {
            paragraphs.add(pieces(paragraph, carried, parameters));
        }
        return paragraphs;
    }

    private static List<RulebookPage.Piece> pieces(
            String paragraph, List<Quantity> carried, Map<String, Names.Parameter> parameters) {
        List<RulebookPage.Piece> pieces = new ArrayList<>();
        int from = 0;
        List<Said> said = ChineseProse.said(paragraph).stream()
                .sorted(java.util.Comparator.comparingInt(Said::start))
                .toList();
        for (Said one : said) {
            List<String> stated = parameters.values().stream()
                    .filter(p -> p.quantities().stream()
                            .anyMatch(q -> carried.contains(q)
                                    && q.unit() == one.unit()
                                    && q.value().compareTo(one.value()) == 0))
                    .map(Names.Parameter::id)
                    .toList();
            int end = one.start() + one.written().length();
            if (!stated.isEmpty() && one.start() >= from && end <= paragraph.length()) {
                pieces.add(new RulebookPage.Piece(paragraph.substring(from, one.start()), ""));
                pieces.add(new RulebookPage.Piece(paragraph.substring(one.start(), end), Addresses.parameters(stated)));
                from = end;
            }
        }
        pieces.add(new RulebookPage.Piece(paragraph.substring(from), ""));
        return pieces.stream().filter(p -> !p.text().isEmpty()).toList();
    }
}
