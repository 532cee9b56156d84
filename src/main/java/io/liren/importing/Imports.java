package io.liren.importing;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.register.Facts;
import io.liren.register.Loading;
import io.liren.register.Problem;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.sql.Database;
import io.liren.wording.Label;
import io.liren.workbook.Limits;
import io.liren.workbook.Line;
import io.liren.workbook.Returned;
import io.liren.workbook.Workbook;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Takes spreadsheets into registers (导入): brought, matched, checked as a whole, then entered as one. */
public final class Imports {
    private static final int HEAD = 80;
    private static final int HEADINGS_LOOKED_AT = 30;
    private static final int SHOWN = 3;
    private static final int ROUNDS = 3;

    private final Facts facts;
    private final Records records;
    private final Today today;
    private final Uploads uploads;
    private final Limits limits;

    /** @param limits how much of a file is read */
    public Imports(Database database, Facts facts, Records records, Today today, Limits limits) {
        this.facts = facts;
        this.records = records;
        this.today = today;
        this.uploads = new Uploads(database, today);
        this.limits = limits;
    }

    /** How much of a file is read. */
    public Limits limits() {
        return limits;
    }

    /**
     * Keeps a file for a day, for the viewer; it is read through once.
     *
     * @throws io.liren.workbook.BadWorkbook if it can't be read
     */
    public UUID bring(Viewer viewer, String register, String name, byte[] content) {
        int rows = count(content, 0);
        return uploads.keep(viewer, register, name, content, rows);
    }

    private int count(byte[] content, int sheet) {
        int[] rows = {0};
        try (Workbook workbook = Workbook.open(content, limits)) {
            workbook.read(sheet, line -> rows[0]++);
        }
        return rows[0];
    }

    /** A file the viewer has brought. */
    public Optional<Upload> upload(Viewer viewer, UUID id) {
        return uploads.find(viewer, id);
    }

    /** What the file looks like, and which column would go where. */
    public Proposal propose(Viewer viewer, Upload upload, Optional<Integer> sheet, Optional<Integer> heading) {
        int chosenSheet = sheet.or(() -> upload.plan().map(Plan::sheet)).orElse(0);
        try (Workbook workbook = Workbook.open(upload.content(), limits)) {
            int known = chosenSheet >= 0 && chosenSheet < workbook.sheets().size() ? chosenSheet : 0;
            return proposal(viewer, upload, workbook, known, heading);
        }
    }

    private Proposal proposal(Viewer viewer, Upload upload, Workbook workbook, int sheet, Optional<Integer> asked) {
        Matching matching = new Matching(records.registers().model(upload.register()), records, viewer, today);
        List<Line> first = workbook.first(sheet, HEAD);
        Headings headings = new Headings(first, workbook.merges(sheet));
        Optional<Integer> line =
                asked.or(() -> upload.plan().filter(p -> p.sheet() == sheet).map(Plan::heading));
        Heading heading = line.isPresent()
                ? headings.at(line.get())
                : new Headings(first.subList(0, Math.min(HEADINGS_LOOKED_AT, first.size())), workbook.merges(sheet))
                        .find(matching::likeness);
        List<Line> rows =
                first.stream().filter(l -> l.number() > heading.last()).toList();
        Optional<Map<Integer, Target>> remembered = uploads.remembered(viewer, upload.register(), heading);
        Optional<Map<Integer, Target>> confirmed =
                upload.plan().filter(p -> p.sheet() == sheet && asked.isEmpty()).map(Plan::columns);
        int width = Math.max(
                heading.names().size(),
                rows.stream().mapToInt(r -> r.cells().size()).max().orElse(0));
        return new Proposal(
                workbook.sheets(),
                sheet,
                heading,
                IntStream.range(0, width)
                        .mapToObj(c -> new Proposal.Column(c, heading.name(c), samples(rows, c)))
                        .toList(),
                confirmed.or(() -> remembered).orElseGet(() -> matching.propose(heading, rows)),
                matching.possible().stream()
                        .map(p -> new Proposal.Choice(p.target(), p.label(), p.required()))
                        .toList(),
                confirmed.isEmpty() && remembered.isPresent());
    }

    private static List<String> samples(List<Line> rows, int column) {
        return rows.stream()
                .map(r -> r.cell(column))
                .filter(c -> !c.blank())
                .map(c -> c.text().length() > 24 ? c.text().substring(0, 24) + "…" : c.text())
                .distinct()
                .limit(SHOWN)
                .toList();
    }

    /** Notes which column goes where; it is proposed again for files with the same heading. */
    public void confirm(Viewer viewer, Upload upload, Plan plan) {
        try (Workbook workbook = Workbook.open(upload.content(), limits)) {
            Heading heading =
                    new Headings(workbook.first(plan.sheet(), HEAD), workbook.merges(plan.sheet())).at(plan.heading());
            uploads.confirm(viewer, upload, plan, heading);
        }
    }

    /** Tries it: what would be entered, what is known already, and every problem at its cell. Nothing is kept. */
    public Checked check(Viewer viewer, Upload upload, Plan plan, IntConsumer progress) {
        return run(viewer, upload, plan, false, progress);
    }

    /** Takes it in: all rows, or all good ones, or none. */
    public Checked enter(Viewer viewer, Upload upload, Plan plan, IntConsumer progress) {
        return run(viewer, upload, plan, true, progress);
    }

    private Checked run(Viewer viewer, Upload upload, Plan plan, boolean kept, IntConsumer progress) {
        RegisterModel model = records.registers().model(upload.register());
        try (Workbook workbook = Workbook.open(upload.content(), limits)) {
            Headings headings = new Headings(workbook.first(plan.sheet(), HEAD), workbook.merges(plan.sheet()));
            Heading heading = headings.at(plan.heading());
            Map<Integer, List<Problem>> out = new TreeMap<>();
            String reason = "导入 " + upload.name();
            // Leaving out what is wrong may make others wrong that lean on it: it is asked again, a few times.
            for (int round = 0; ; round++) {
                Reading reading = new Reading(
                        viewer, model, records, today, plan, heading, progress, out.keySet(), workbook.isOurs());
                Loading.How how = new Loading.How(reason, plan.acknowledged(), kept);
                Loading.Result result = facts.load(
                        viewer,
                        upload.register(),
                        how,
                        loading -> reading.run(
                                loading, workbook.merges(plan.sheet()), lines -> workbook.read(plan.sheet(), lines)));
                Map<Integer, List<Problem>> wrong = stopping(result, plan);
                if (result.kept() || !kept || !plan.onlyGood() || round == ROUNDS || wrong.isEmpty()) {
                    Checked checked = reading.checked(result, out);
                    if (result.kept() && out.isEmpty()) {
                        uploads.forget(viewer, upload.id());
                    }
                    return checked;
                }
                out.putAll(wrong);
            }
        }
    }

    /** The lines that keep it from being taken in; none if the whole file does. */
    private static Map<Integer, List<Problem>> stopping(Loading.Result result, Plan plan) {
        Map<Integer, List<Problem>> wrong = new TreeMap<>();
        if (!result.problems().containsKey(0)) {
            result.problems().forEach((line, found) -> {
                if (plan.acknowledged().isEmpty() || found.stream().anyMatch(Problem::blocking)) {
                    wrong.put(line, found);
                }
            });
        }
        return wrong;
    }

    /** Writes the file as it came, with a column that says what is wrong with each line, or that it is known. */
    public void giveBack(Viewer viewer, Upload upload, Plan plan, Checked checked, OutputStream out)
            throws IOException {
        Map<Integer, String> reasons =
                new TreeMap<>(checked.reasons(viewer.language(), new Label("已有记录,", "Known already, ")));
        int width;
        int heading;
        try (Workbook workbook = Workbook.open(upload.content(), limits)) {
            List<Line> first = workbook.first(plan.sheet(), HEAD);
            heading = new Headings(first, workbook.merges(plan.sheet()))
                    .at(plan.heading())
                    .last();
            int[] widest = {0};
            workbook.read(
                    plan.sheet(),
                    line -> widest[0] = Math.max(widest[0], line.cells().size()));
            width = widest[0];
        }
        reasons.put(heading, new Label("导入结果", "What was found").in(viewer.language()));
        Returned.write(upload.content(), plan.sheet(), width, reasons, limits, out);
    }
}
