package io.liren.web.chart;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.procedure.Cases;
import io.liren.procedure.Procedure;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Filter;
import io.liren.register.ListQuery;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.rulebook.Clause;
import io.liren.rulebook.Rulebook;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes charts of what the engine works out. */
@Component
class ChartMaker {
    /** The first day of each band of age but the first; in days. */
    private static final List<Integer> AGES = List.of(4, 8, 16, 31, 91);

    /** Hundredths of what was due: where less was met, somebody should look. */
    private static final int PRESSING = 80;

    private final Edition edition;
    private final Derivations derivations;
    private final Records records;
    private final Registers registers;
    private final Tallies tallies;
    private final Today today;

    ChartMaker(Edition edition, Derivations derivations, Records records, Registers registers, Today today) {
        this.edition = edition;
        this.derivations = derivations;
        this.records = records;
        this.registers = registers;
        this.tallies = new Tallies(records);
        this.today = today;
    }

    private LocalDate day(Viewer viewer) {
        return viewer.asOf().orElse(today.today());
    }

    List<ChartPage.Section> all(Viewer viewer, Words words) {
        List<ChartPage.Section> sections = new ArrayList<>();
        add(sections, words, "charts.ageing", ageing(viewer, words));
        add(sections, words, "charts.duties", duties(viewer, words));
        add(sections, words, "charts.people", people(viewer, words));
        return sections;
    }

    private static void add(List<ChartPage.Section> sections, Words words, String key, List<ChartPage.Chart> charts) {
        if (!charts.isEmpty()) {
            sections.add(new ChartPage.Section(words.say(key), words.say(key + "Lead"), charts));
        }
    }

    // ---- open cases

    private List<ChartPage.Chart> ageing(Viewer viewer, Words words) {
        List<ChartPage.Chart> charts = new ArrayList<>();
        for (Procedure procedure : edition.all(Procedure.class)) {
            Optional<RegisterModel> cases = registers.find(procedure.of()).filter(m -> m.opensTo(viewer));
            if (cases.isEmpty()) {
                continue;
            }
            List<Long> counts = records.asSeenBy(
                    viewer,
                    transaction -> Cases.ages(
                            transaction,
                            procedure,
                            viewer.community(),
                            cases.get().happenedColumn(),
                            day(viewer),
                            AGES));
            long all = counts.stream().mapToLong(Long::longValue).sum();
            if (all > 0) {
                charts.add(ageing(words, procedure, counts, all));
            }
        }
        return charts;
    }

    private static ChartPage.Chart ageing(Words words, Procedure procedure, List<Long> counts, long all) {
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(1);
        List<ChartPage.Bar> bars = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            String label = i == 0
                    ? words.say("charts.upto", AGES.getFirst() - 1)
                    : i == AGES.size()
                            ? words.say("charts.over", AGES.getLast() - 1)
                            : words.say("charts.days", AGES.get(i - 1), AGES.get(i) - 1);
            bars.add(new ChartPage.Bar(
                    label,
                    "",
                    width(counts.get(i), most),
                    Formats.count(counts.get(i), words.language()),
                    i == AGES.size()));
        }
        return new ChartPage.Chart(
                procedure.label().in(words.language()),
                words.say("charts.open", all),
                List.of(),
                words.say("charts.age"),
                words.say("charts.cases"),
                bars);
    }

    static int width(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.max(part > 0 ? 1 : 0, Math.round(100.0 * part / whole));
    }

    // ---- duties

    private static final class Done {
        private long due;
        private long met;
    }

    /** What fell due in the last twelve months and is over: how much of it was met, in time or late. */
    private List<ChartPage.Chart> duties(Viewer viewer, Words words) {
        LocalDate until = day(viewer);
        LocalDate from = until.minusYears(1);
        Map<String, Done> byClause = new LinkedHashMap<>();
        List<Derivation> all = edition.derivations();
        Map<String, Optional<Clause>> clauses = new LinkedHashMap<>();
        all.forEach(d -> clauses.put(d.id(), d.clause()));
        for (Occurrence occurrence : derivations.occurrences(viewer, all)) {
            Optional<Clause> clause = clauses.getOrDefault(occurrence.duty(), Optional.empty());
            boolean met = occurrence.state() == State.MET || occurrence.state() == State.MET_LATE;
            boolean over = met || occurrence.state() == State.OVERDUE;
            if (clause.isPresent()
                    && over
                    && occurrence.dueOn().isAfter(from)
                    && !occurrence.dueOn().isAfter(until)) {
                Done done = byClause.computeIfAbsent(clause.get().id(), c -> new Done());
                done.due++;
                done.met += met ? 1 : 0;
            }
        }
        List<ChartPage.Chart> charts = new ArrayList<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            List<ChartPage.Bar> bars = new ArrayList<>();
            for (Clause clause : rulebook.clauses()) {
                Done done = byClause.get(clause.id());
                if (done != null) {
                    bars.add(new ChartPage.Bar(
                            clause.number() + " " + clause.title().in(words.language()),
                            Addresses.clause(clause),
                            width(done.met, done.due),
                            words.say("charts.share", (double) done.met / done.due, done.met, done.due),
                            done.met * 100 < done.due * PRESSING));
                }
            }
            if (!bars.isEmpty()) {
                charts.add(new ChartPage.Chart(
                        rulebook.title().in(words.language()),
                        "",
                        List.of(),
                        words.say("charts.clause"),
                        words.say("charts.met"),
                        bars));
            }
        }
        return charts;
    }

    // ---- people

    /** Registers that keep people, by what is worked out of each: how old, in which house. */
    private List<ChartPage.Chart> people(Viewer viewer, Words words) {
        List<ChartPage.Chart> charts = new ArrayList<>();
        for (RegisterModel model : registers.all()) {
            boolean keepsPeople = model.entered().stream().anyMatch(f -> f.type() instanceof FieldType.Identity);
            if (keepsPeople && model.opensTo(viewer)) {
                Optional<FieldModel> here = model.fields().stream()
                        .filter(f -> !f.entered() && f.type() instanceof FieldType.Bool)
                        .findFirst();
                model.fields().stream()
                        .filter(f -> !f.entered()
                                && (f.type() instanceof FieldType.Whole || f.type() instanceof FieldType.Text))
                        .flatMap(f ->
                                chart(
                                        viewer,
                                        words,
                                        model,
                                        f.name(),
                                        here.map(FieldModel::name).orElse(""))
                                        .stream())
                        .filter(chart -> chart.bars().size() > 1)
                        .map(ChartPage.Chart::alone)
                        .forEach(charts::add);
            }
        }
        return charts;
    }

    // ---- any register

    Optional<ChartPage.Chart> chart(Viewer viewer, Words words, RegisterModel model, String by, String that) {
        List<FieldModel> fields =
                model.fields().stream().filter(Tallies::canBeTold).toList();
        Optional<FieldModel> chosen = fields.stream()
                .filter(f -> f.name().equals(by))
                .findFirst()
                .or(() -> fields.stream()
                        .filter(f -> f.type() instanceof FieldType.Choice)
                        .findFirst())
                .or(() -> fields.stream().findFirst());
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        Optional<FieldModel> which = model.field(that).filter(f -> f.type() instanceof FieldType.Bool);
        ListQuery query = ListQuery.of(model.id());
        if (which.isPresent()) {
            query = query.where(new Filter.Is(which.get().name(), "true"));
        }
        String address = Addresses.register(model.id()) + "/chart";
        String kept = which.map(w -> "&that=" + w.name()).orElse("");
        List<Link> choices = fields.stream()
                .map(f -> new Link(
                        f.label().in(words.language()),
                        f.name().equals(chosen.get().name()) ? "" : address + "?by=" + f.name() + kept))
                .toList();
        return Optional.of(new ChartPage.Chart(
                words.say(
                        "charts.by",
                        model.label().in(words.language()),
                        chosen.get().label().in(words.language())),
                which.map(w -> w.label().in(words.language())).orElse(""),
                choices,
                chosen.get().label().in(words.language()),
                words.say("charts.number"),
                tallies.bars(viewer, words, query, chosen.get())));
    }
}
