package io.liren.web.importing;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.exchange.SheetWriter;
import io.liren.importing.Imports;
import io.liren.importing.Plan;
import io.liren.importing.Proposal;
import io.liren.importing.Target;
import io.liren.importing.Upload;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.sql.Database;
import io.liren.web.frame.Answering;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import io.liren.workbook.BadWorkbook;
import io.liren.workbook.Limits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Taking a spreadsheet in (导入), in three steps; each has an address of its own. */
@Controller
class ImportController {
    private static final String BOOK = "/registers/{rulebook}/{register}/import";
    private static final String FILE = "/imports/{id}";
    private static final String PLACE = "/registers";
    private final Imports imports;
    private final Runs runs;
    private final Records records;
    private final FrameMaker frames;
    private final ImportMaker maker;

    ImportController(Database database, Facts facts, Records records, Today today, FrameMaker frames) {
        this.imports = new Imports(database, facts, records, today, Limits.USUAL);
        this.runs = new Runs(imports);
        this.records = records;
        this.frames = frames;
        this.maker = new ImportMaker(records);
    }

    @GetMapping(BOOK)
    Page bring(
            HttpServletRequest request, Viewer viewer, @PathVariable String rulebook, @PathVariable String register) {
        return bringing(request, viewer, model(viewer, rulebook + "." + register), List.of());
    }

    @PostMapping(BOOK)
    Object brought(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String rows)
            throws IOException {
        RegisterModel model = model(viewer, rulebook + "." + register);
        Words words = frames.words(viewer);
        boolean pasted = file == null || file.isEmpty();
        byte[] content = file == null || file.isEmpty() ? Pasted.file(rows, model) : file.getBytes();
        if (content.length == 0) {
            return bringing(request, viewer, model, List.of(words.say("import.noFile")))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        String name = pasted || file == null ? words.say("import.pasted") + ".csv" : file.getOriginalFilename();
        try {
            UUID id = imports.bring(viewer, model.id(), name == null ? "" : name.replaceAll(".*[/\\\\]", ""), content);
            return "redirect:/imports/" + id;
        } catch (BadWorkbook e) {
            return bringing(request, viewer, model, List.of(e.says().in(viewer.language())))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
    }

    private Page bringing(HttpServletRequest request, Viewer viewer, RegisterModel model, List<String> errors) {
        BringPage page = maker.bring(model, frames.words(viewer), errors);
        return Page.of("importing/bring", frames.frame(request, viewer, page.title(), PLACE), page);
    }

    @GetMapping(BOOK + "/template.xlsx")
    void template(
            HttpServletResponse response, Viewer viewer, @PathVariable String rulebook, @PathVariable String register)
            throws IOException {
        RegisterModel model = model(viewer, rulebook + "." + register);
        String name = model.label().in(viewer.language());
        Answering.asExcel(response, name);
        List<String> heads = model.entered().stream()
                .filter(f -> !(f.type() instanceof FieldType.Attachment))
                .map(FieldModel::label)
                .map(l -> l.in(viewer.language()))
                .toList();
        SheetWriter.write(response.getOutputStream(), name, heads, viewer.language(), lines -> {});
    }

    @GetMapping(FILE)
    Page columns(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam Optional<Integer> sheet,
            @RequestParam Optional<Integer> heading) {
        Upload upload = upload(viewer, id);
        return columns(request, viewer, upload, imports.propose(viewer, upload, sheet, heading), List.of());
    }

    private Page columns(
            HttpServletRequest request, Viewer viewer, Upload upload, Proposal proposal, List<String> errors) {
        ColumnsPage page = maker.columns(upload, proposal, frames.words(viewer), errors);
        return Page.of("importing/columns", frames.frame(request, viewer, page.title(), PLACE), page);
    }

    @PostMapping(FILE)
    Object confirm(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam int sheet,
            @RequestParam int heading,
            @RequestParam Map<String, String> sent) {
        Upload upload = upload(viewer, id);
        Map<Integer, Target> columns = new TreeMap<>();
        sent.forEach((name, value) -> {
            if (name.matches("c\\d{1,3}") && !value.isEmpty()) {
                columns.put(Integer.valueOf(name.substring(1)), Target.read(value));
            }
        });
        Plan plan = Plan.of(sheet, heading, columns);
        List<String> errors = maker.wrong(records.registers().model(upload.register()), plan, frames.words(viewer));
        if (!errors.isEmpty()) {
            Proposal proposal = imports.propose(viewer, upload, Optional.of(sheet), Optional.of(heading));
            return columns(request, viewer, upload, maker.as(proposal, columns), errors)
                    .status(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        imports.confirm(viewer, upload, plan);
        runs.start(viewer, upload(viewer, id), plan, false);
        return "redirect:/imports/" + id + "/found";
    }

    @GetMapping(FILE + "/found")
    Object found(HttpServletRequest request, HttpServletResponse response, Viewer viewer, @PathVariable UUID id) {
        Optional<Run> run = runs.find(viewer, id);
        if (run.isEmpty()) {
            return "redirect:/imports/" + upload(viewer, id).id();
        }
        if (run.get().running()) {
            response.setHeader("Refresh", "1");
        }
        FoundPage page = maker.found(viewer, run.get(), frames.words(viewer));
        return Page.of("importing/found", frames.frame(request, viewer, page.title(), PLACE), page);
    }

    @PostMapping(FILE + "/found")
    Object enter(Viewer viewer, @PathVariable UUID id, @RequestParam Map<String, String> sent) {
        Upload upload = upload(viewer, id);
        Run run = runs.find(viewer, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Map<Integer, Plan.Choice> single = new TreeMap<>();
        sent.forEach((name, value) -> {
            if (name.matches("k\\d{1,7}") && !value.isEmpty()) {
                single.put(Integer.valueOf(name.substring(1)), choice(value));
            }
        });
        Plan plan = run.plan.decided(
                choice(sent.getOrDefault("same", "")),
                choice(sent.getOrDefault("alike", "")),
                single,
                sent.getOrDefault("which", "").equals("good"),
                Optional.of(sent.getOrDefault("reason", "").strip()).filter(r -> !r.isEmpty()));
        runs.start(viewer, upload, plan, !sent.getOrDefault("which", "").equals("again"));
        return "redirect:/imports/" + id + "/found";
    }

    private static Plan.Choice choice(String word) {
        return java.util.Arrays.stream(Plan.Choice.values())
                .filter(c -> c.name().equals(word))
                .findFirst()
                .orElse(Plan.Choice.SKIP);
    }

    @GetMapping(FILE + "/reasons")
    void reasons(HttpServletResponse response, Viewer viewer, @PathVariable UUID id) throws IOException {
        Run run = runs.find(viewer, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var checked = run.checked().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String name = run.upload.name();
        if (name.endsWith(".xlsx")) {
            Answering.asExcel(
                    response,
                    name.substring(0, name.length() - 5) + "-"
                            + frames.words(viewer).say("import.result"));
        } else {
            response.setContentType("text/csv");
            Answering.asFile(response, name);
        }
        imports.giveBack(viewer, run.upload, run.plan, checked, response.getOutputStream());
    }

    private RegisterModel model(Viewer viewer, String id) {
        RegisterModel model =
                records.registers().find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!model.entrusts(viewer)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return model;
    }

    private Upload upload(Viewer viewer, UUID id) {
        Upload upload = imports.upload(viewer, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model(viewer, upload.register());
        return upload;
    }
}
