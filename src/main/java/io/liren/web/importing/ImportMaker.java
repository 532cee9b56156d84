package io.liren.web.importing;

import io.liren.access.Viewer;
import io.liren.importing.Checked;
import io.liren.importing.Plan;
import io.liren.importing.Proposal;
import io.liren.importing.Target;
import io.liren.importing.Upload;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Problem;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.form.FormPage;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.workbook.Columns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the pages of an import. */
final class ImportMaker {
    private static final int SHOWN = 200;
    private static final int MOST_SHEETS = 50;
    private final Records records;

    ImportMaker(Records records) {
        this.records = records;
    }

    BringPage bring(RegisterModel model, Words words, List<String> errors) {
        String address = Addresses.register(model.id());
        String label = model.label().in(words.language());
        return new BringPage(
                words.say("import.title", label),
                words.say("import.lead"),
                address + "/import",
                new Link(words.say("import.template"), address + "/import/template.xlsx"),
                new Link(words.say("import.back", label), address),
                problems(errors),
                model.entered().stream()
                        .filter(f -> !(f.type() instanceof FieldType.Attachment))
                        .map(f -> f.label().in(words.language()) + (f.required() ? " *" : ""))
                        .toList());
    }

    private static List<FormPage.Problem> problems(List<String> errors) {
        return errors.stream().map(e -> new FormPage.Problem("", e)).toList();
    }

    ColumnsPage columns(Upload upload, Proposal proposal, Words words, List<String> errors) {
        RegisterModel model = records.registers().model(upload.register());
        String label = model.label().in(words.language());
        List<ColumnsPage.Column> columns = new ArrayList<>();
        for (Proposal.Column column : proposal.columns()) {
            if (column.name().isEmpty() && column.samples().isEmpty()) {
                continue;
            }
            Optional<Target> chosen = Optional.ofNullable(proposal.chosen().get(column.number()));
            List<Option> options = new ArrayList<>();
            options.add(new Option("", words.say("import.leaveOut"), chosen.isEmpty()));
            proposal.possible()
                    .forEach(p -> options.add(new Option(
                            p.target().key(),
                            p.label().in(words.language()) + (p.required() ? " *" : ""),
                            chosen.filter(p.target()::equals).isPresent())));
            columns.add(new ColumnsPage.Column(
                    Columns.letters(column.number()),
                    column.name(),
                    String.join(" · ", column.samples()),
                    "c" + column.number(),
                    options,
                    chosen.isPresent()));
        }
        return new ColumnsPage(
                words.say("import.columnsTitle", upload.name()),
                words.say("import.columnsLead", label),
                "/imports/" + upload.id(),
                "/imports/" + upload.id(),
                IntStream.range(0, Math.min(MOST_SHEETS, proposal.sheets().size()))
                        .mapToObj(i ->
                                new Option(String.valueOf(i), proposal.sheets().get(i), i == proposal.sheet()))
                        .toList(),
                proposal.sheet(),
                proposal.heading().last(),
                proposal.remembered() ? words.say("import.remembered") : "",
                problems(errors),
                columns,
                new Link(words.say("import.another"), Addresses.register(model.id()) + "/import"));
    }

    Proposal as(Proposal proposal, Map<Integer, Target> columns) {
        return new Proposal(
                proposal.sheets(),
                proposal.sheet(),
                proposal.heading(),
                proposal.columns(),
                columns,
                proposal.possible(),
                false);
    }

    /** What is wrong with an assignment of columns. */
    List<String> wrong(RegisterModel model, Plan plan, Words words) {
        List<String> wrong = new ArrayList<>();
        if (plan.columns().isEmpty()) {
            return List.of(words.say("import.noColumn"));
        }
        Set<Target> seen = new HashSet<>();
        plan.columns().forEach((column, target) -> {
            String label = model.field(target.field())
                    .map(f -> f.label().in(words.language()))
                    .orElse(target.field());
            if (!seen.add(target)) {
                wrong.add(words.say("import.twice", label));
            }
        });
        for (FieldModel field : model.entered()) {
            boolean given =
                    plan.columns().values().stream().anyMatch(t -> t.field().equals(field.name()));
            if (field.required() && field.standard().isEmpty() && !given) {
                wrong.add(words.say("import.needed", field.label().in(words.language())));
            }
        }
        return wrong;
    }

    FoundPage found(Viewer viewer, Run run, Words words) {
        RegisterModel model = records.registers().model(run.upload.register());
        String label = model.label().in(words.language());
        String list = Addresses.register(model.id());
        List<Link> next = new ArrayList<>();
        if (run.running()) {
            int share = Math.min(99, run.rows() * 100 / Math.max(1, run.upload.rows()));
            return page(
                    words.say(run.entering ? "import.entering" : "import.checking", run.upload.name()),
                    words.say("import.progressLead"),
                    words.say("import.progress", run.rows(), run.upload.rows()),
                    share,
                    List.of(),
                    List.of(),
                    "",
                    null,
                    null,
                    next);
        }
        if (run.failed().isPresent()) {
            next.add(new Link(words.say("import.another"), list + "/import"));
            return page(
                    words.say("import.failed"),
                    run.failed().get().in(words.language()),
                    "",
                    0,
                    List.of(),
                    List.of(),
                    "",
                    null,
                    null,
                    next);
        }
        Checked checked = run.checked().orElseThrow();
        List<FoundPage.Row> rows = rows(model, run, checked, words);
        int more = checked.problems().values().stream().mapToInt(List::size).sum() - rows.size();
        boolean kept = checked.kept();
        if (kept) {
            next.add(new Link(words.say("import.open", label), list));
        }
        next.add(new Link(words.say("import.columns"), "/imports/" + run.upload.id()));
        next.add(new Link(words.say("import.another"), list + "/import"));
        if (kept) {
            next.remove(1);
        }
        return page(
                words.say(kept ? "import.entered" : "import.found", run.upload.name()),
                words.say(
                        kept
                                ? "import.enteredLead"
                                : checked.problems().isEmpty()
                                        ? "import.fineLead"
                                        : run.entering ? "import.notEntered" : "import.foundLead"),
                "",
                0,
                counts(checked, words),
                rows,
                more > 0 ? words.say("import.more", more) : "",
                kept ? null : decide(model, run, checked, words),
                checked.problems().isEmpty() && checked.known().isEmpty()
                        ? null
                        : new Link(words.say("import.reasons"), "/imports/" + run.upload.id() + "/reasons"),
                next);
    }

    private static FoundPage page(
            String title,
            String lead,
            String progress,
            int share,
            List<Tag> counts,
            List<FoundPage.Row> rows,
            String more,
            FoundPage.@Nullable Decide decide,
            @Nullable Link reasons,
            List<Link> next) {
        return new FoundPage(title, lead, progress, share, counts, rows, more, decide, reasons, next);
    }

    private static List<Tag> counts(Checked checked, Words words) {
        List<Tag> counts = new ArrayList<>();
        counts.add(new Tag(words.say("import.rows", checked.rows()), Tone.PLAIN));
        counts.add(new Tag(words.say("import.fresh", checked.fresh()), Tone.MET));
        if (checked.corrected() > 0) {
            counts.add(new Tag(words.say("import.corrected", checked.corrected()), Tone.MET));
        }
        if (checked.unchanged() > 0) {
            counts.add(new Tag(words.say("import.unchanged", checked.unchanged()), Tone.PLAIN));
        }
        if (checked.skipped() > 0) {
            counts.add(new Tag(words.say("import.skipped", checked.skipped()), Tone.PLAIN));
        }
        if (!checked.problems().isEmpty()) {
            counts.add(new Tag(words.say("import.bad", checked.problems().size()), Tone.OVERDUE));
        }
        return counts;
    }

    private static List<FoundPage.Row> rows(RegisterModel model, Run run, Checked checked, Words words) {
        List<FoundPage.Row> rows = new ArrayList<>();
        checked.problems().forEach((line, found) -> {
            for (Problem problem : found) {
                if (rows.size() < SHOWN) {
                    Optional<Integer> column = problem.field()
                            .flatMap(f -> run.plan.columns().entrySet().stream()
                                    .filter(c -> c.getValue().field().equals(f))
                                    .map(Map.Entry::getKey)
                                    .findFirst());
                    String cell = line == 0
                            ? ""
                            : column.map(c -> Columns.letters(c) + line).orElse(words.say("import.line", line));
                    rows.add(new FoundPage.Row(
                            cell,
                            problem.field()
                                    .flatMap(model::field)
                                    .map(f -> f.label().in(words.language()))
                                    .orElse(""),
                            problem.says().in(words.language()),
                            problem.blocking()));
                }
            }
        });
        return rows;
    }

    private FoundPage.@Nullable Decide decide(RegisterModel model, Run run, Checked checked, Words words) {
        if (checked.problems().containsKey(0)) {
            return null;
        }
        long good = checked.rows()
                - checked.problems().values().stream()
                        .filter(p -> p.stream().anyMatch(Problem::blocking))
                        .count();
        boolean sure = checked.known().values().stream().anyMatch(Checked.Known::sure);
        boolean alike = checked.known().values().stream().anyMatch(k -> !k.sure());
        List<FoundPage.Known> known = new ArrayList<>();
        checked.known().forEach((line, there) -> {
            if (known.size() < SHOWN) {
                known.add(new FoundPage.Known(
                        words.say("import.line", line),
                        there.by().in(words.language()),
                        new Link(
                                there.title().isEmpty() ? words.say("import.there") : there.title(),
                                Addresses.record(model.id(), there.record())),
                        "k" + line,
                        single(there, run.plan.single().get(line), words)));
            }
        });
        boolean blocked = checked.blocked();
        return new FoundPage.Decide(
                "/imports/" + run.upload.id() + "/found",
                sure ? choices(run.plan.same(), false, words) : List.of(),
                alike ? choices(run.plan.alike(), true, words) : List.of(),
                known,
                checked.warns(),
                blocked && good > 0 ? words.say("import.enterGood", good) : "",
                blocked ? "" : words.say("import.enterAll"));
    }

    private static List<Option> single(Checked.Known there, Plan.@Nullable Choice chosen, Words words) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", words.say("import.asAbove"), chosen == null));
        for (Plan.Choice choice : Plan.Choice.values()) {
            if (choice != Plan.Choice.ENTER || !there.sure()) {
                options.add(new Option(choice.name(), words.say("import.choice." + choice.name()), choice == chosen));
            }
        }
        return options;
    }

    private static List<Option> choices(Plan.Choice chosen, boolean others, Words words) {
        List<Option> options = new ArrayList<>();
        for (Plan.Choice choice : Plan.Choice.values()) {
            if (choice != Plan.Choice.ENTER || others) {
                options.add(new Option(choice.name(), words.say("import.choice." + choice.name()), choice == chosen));
            }
        }
        return options;
    }
}
