package io.liren.importing;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Parsed;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.wording.Label;
import io.liren.workbook.Cell;
import io.liren.workbook.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which column goes to which field: by what it is called, and by what stands in it. People confirm it. */
final class Matching {
    private static final double ENOUGH = 0.65;
    private static final int SAMPLES = 60;
    private final RegisterModel model;
    private final Records records;
    private final Viewer viewer;
    private final CellText cells;

    Matching(RegisterModel model, Records records, Viewer viewer, Today today) {
        this.model = model;
        this.records = records;
        this.viewer = viewer;
        this.cells = new CellText(today);
    }

    /** A field that a column may go to, and what it is called. */
    record Possible(Target target, Label label, FieldType type, boolean required) {}

    private record Guess(int column, Possible possible, double score) {}

    /** All there are, in the order of the form. A record referred to is named, or found by a number of its own. */
    List<Possible> possible() {
        List<Possible> all = new ArrayList<>();
        for (FieldModel field : model.entered()) {
            if (field.type() instanceof FieldType.Attachment) {
                continue;
            }
            all.add(new Possible(Target.of(field.name()), field.label(), field.type(), field.required()));
            field.type().target().flatMap(records.registers()::find).ifPresent(other -> {
                for (FieldModel by : other.entered()) {
                    boolean tells = by.type() instanceof FieldType.Identity || by.unique();
                    boolean may = !by.isSensitive() || records.mayReveal(viewer, other, by);
                    if (tells && may && by.type().target().isEmpty()) {
                        all.add(new Possible(
                                new Target(field.name(), Optional.of(by.name())),
                                new Label(
                                        field.label().zh() + "的" + by.label().zh(),
                                        field.label().en() + ": " + by.label().en()),
                                by.type(),
                                false));
                    }
                }
            });
        }
        return all;
    }

    /** How much a text is like the name of any field. */
    double likeness(String text) {
        return possible().stream()
                .mapToDouble(p -> Likeness.of(text, p.target().field(), p.label()))
                .max()
                .orElse(0);
    }

    /** The likeliest field of each column; columns that are like none are left out. */
    Map<Integer, Target> propose(Heading heading, List<Line> rows) {
        List<Guess> guesses = new ArrayList<>();
        List<Possible> possible = possible();
        for (int column = 0; column < heading.names().size(); column++) {
            int here = column;
            String header = heading.name(column);
            List<Cell> samples = rows.stream()
                    .map(r -> r.cell(here))
                    .filter(c -> !CellText.silent(c) && !CellText.ditto(c))
                    .limit(SAMPLES)
                    .toList();
            for (Possible each : possible) {
                double name = Math.max(named(header, each), named(header.substring(header.lastIndexOf('/') + 1), each));
                double score = name + content(each, samples);
                if (score >= ENOUGH) {
                    guesses.add(new Guess(column, each, score));
                }
            }
        }
        guesses.sort(Comparator.comparingDouble(Guess::score).reversed().thenComparingInt(Guess::column));
        Map<Integer, Target> chosen = new LinkedHashMap<>();
        Set<Target> used = new HashSet<>();
        for (Guess guess : guesses) {
            if (!chosen.containsKey(guess.column()) && used.add(guess.possible().target())) {
                chosen.put(guess.column(), guess.possible().target());
            }
        }
        return chosen;
    }

    private static double named(String header, Possible possible) {
        return Likeness.of(
                header, possible.target().by().isEmpty() ? possible.target().field() : "", possible.label());
    }

    private double content(Possible possible, List<Cell> samples) {
        if (samples.isEmpty()) {
            return 0;
        }
        FieldType type = possible.type();
        if (type.target().isPresent()) {
            return share(new FieldType.Identity(Optional.empty(), Optional.empty()), samples) > 0.5 ? -0.5 : 0;
        }
        double fits = share(type, samples);
        return switch (type) {
            case FieldType.Identity ignored ->
                fits >= 0.5 ? (possible.target().by().isEmpty() ? 0.9 : 0.6) : -0.6;
            case FieldType.Phone ignored -> fits >= 0.6 ? 0.4 : -0.5;
            case FieldType.Date ignored -> fits >= 0.6 ? 0.35 : -0.6;
            case FieldType.Moment ignored -> fits >= 0.6 ? 0.3 : -0.6;
            case FieldType.Time ignored -> fits >= 0.6 ? 0.3 : -0.6;
            case FieldType.Choice ignored -> fits >= 0.6 ? 0.4 : -0.4;
            case FieldType.Choices ignored -> fits >= 0.6 ? 0.3 : -0.4;
            case FieldType.Bool ignored -> fits >= 0.8 ? 0.2 : -0.4;
            case FieldType.Whole ignored -> fits >= 0.8 ? 0.15 : -0.5;
            case FieldType.Decimal ignored -> fits >= 0.8 ? 0.15 : -0.5;
            case FieldType.Money ignored -> fits >= 0.8 ? 0.15 : -0.5;
            case FieldType.Text ignored -> number(samples) ? -0.3 : 0;
            case FieldType.Address ignored -> number(samples) ? -0.3 : 0;
            case FieldType.Account ignored -> 0;
            case FieldType.Reference ignored -> 0;
            case FieldType.References ignored -> 0;
            case FieldType.Attachment ignored -> -1;
        };
    }

    private boolean number(List<Cell> samples) {
        return share(new FieldType.Identity(Optional.empty(), Optional.empty()), samples) > 0.5;
    }

    private double share(FieldType type, List<Cell> samples) {
        long fit = samples.stream()
                .filter(c -> cells.read(type, c) instanceof Parsed.Value)
                .count();
        return (double) fit / samples.size();
    }
}
