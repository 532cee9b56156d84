package io.liren.app;

import io.liren.block.Coverage;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Rulebook;
import io.liren.wording.Label;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Checks rulebooks and runs their examples on a real database. */
final class CheckCommand implements Command {
    @Override
    public String name() {
        return "check";
    }

    @Override
    public Label summary() {
        return new Label("检查制度,运行全部示例", "check rulebooks and run every example");
    }

    @Override
    public List<Option> options() {
        return List.of(Option.STRICT, Option.JSON, Option.HOME, Option.DATABASE);
    }

    @Override
    public Operands operands() {
        return Operands.optional("dir");
    }

    @Override
    public int run(Arguments arguments) {
        Path folder = arguments.operands().isEmpty()
                ? Path.of("rulebooks")
                : Path.of(arguments.operands().getFirst());
        Optional<String> address = arguments.text(Option.DATABASE);
        Progress progress = Progress.console();
        try (Connections connections = Connections.open(arguments.home("check"), Places.cache(), address, progress)) {
            Checking.Checked checked = Checking.check(folder, connections, arguments.has(Option.STRICT));
            if (arguments.has(Option.JSON)) {
                System.out.println(json(checked));
            } else {
                print(checked);
            }
            return checked.errors().isEmpty() ? OK : FAILED;
        }
    }

    private static void print(Checking.Checked checked) {
        checked.warnings().forEach(d -> System.out.println(DiagnosticText.of(d) + "\n"));
        checked.errors().forEach(d -> System.out.println(DiagnosticText.of(d) + "\n"));
        for (Rulebook rulebook : checked.edition().rulebooks()) {
            System.out.println(rulebook.id() + ": " + checked.line(rulebook.id()));
        }
        System.out.println(checked.line(""));
    }

    private static String json(Checking.Checked checked) {
        Map<String, Object> whole = counts(checked, "");
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Diagnostic found : checked.errors()) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("file", found.position().file());
            error.put("line", found.position().line());
            error.put("column", found.position().column());
            error.put("clause", found.clause());
            error.put("message", found.sentence());
            errors.add(error);
        }
        whole.put("errors", errors);
        Map<String, Object> rulebooks = new LinkedHashMap<>();
        checked.edition().rulebooks().forEach(r -> rulebooks.put(r.id(), counts(checked, r.id())));
        whole.put("rulebooks", rulebooks);
        return JsonMapper.shared().writeValueAsString(whole);
    }

    private static Map<String, Object> counts(Checking.Checked checked, String rulebook) {
        Coverage coverage = Coverage.of(checked.edition(), rulebook);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("clauses", coverage.clauses());
        counts.put("executed", coverage.executed());
        counts.put("partial", coverage.partial());
        counts.put("narrative", coverage.narrative());
        Map<String, Object> examples = new LinkedHashMap<>();
        examples.put("passed", checked.passed(rulebook));
        examples.put("failed", checked.failed(rulebook));
        counts.put("examples", examples);
        return counts;
    }
}
