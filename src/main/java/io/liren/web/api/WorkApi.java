package io.liren.web.api;

import io.liren.access.Tokens;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.PeriodUnit;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.exchange.OpenApi;
import io.liren.report.Report;
import io.liren.report.Reports;
import io.liren.report.Sheet;
import io.liren.report.Sheets;
import io.liren.report.Standing;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is derived: duties (任务) and reports (报表), and the description of the whole API. */
@RestController
class WorkApi {
    private static final int MOST = 5000;
    private final Edition edition;
    private final Derivations derivations;
    private final Reports reports;
    private final Sheets sheets;

    WorkApi(Edition edition, Derivations derivations, Reports reports, Sheets sheets) {
        this.edition = edition;
        this.derivations = derivations;
        this.reports = reports;
        this.sheets = sheets;
    }

    /** The API's description, made from the rulebooks that run. */
    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<String> description(@RequestAttribute Caller caller) {
        return Answer.ok(Problems.JSON.writeValueAsString(OpenApi.of(edition))).sent();
    }

    /** Occurrences of duties; {@code state=owed} leaves out what is met or waived. */
    @GetMapping("/api/v1/duties")
    ResponseEntity<String> duties(
            @RequestAttribute Caller caller,
            @RequestParam(defaultValue = "owed") String state,
            @RequestParam(defaultValue = "") String rulebook) {
        caller.needs(Tokens.May.DUTIES);
        List<Derivation> asked = edition.derivations().stream()
                .filter(d -> caller.token().reaches(rulebook(d)))
                .filter(d -> rulebook.isEmpty() || rulebook(d).equals(rulebook))
                .toList();
        Stream<Occurrence> found = derivations.occurrences(caller.viewer(), asked).stream()
                .filter(o -> state.equals("owed")
                        ? o.state().isOwed()
                        : state.equals("all") || o.state().word().equals(state));
        List<Map<String, @Nullable Object>> all =
                found.limit(MOST).map(this::occurrence).toList();
        return Answer.ok(Problems.JSON.writeValueAsString(Map.of("duties", all, "complete", all.size() < MOST)))
                .sent();
    }

    private static String rulebook(Derivation duty) {
        return duty.id().substring(0, duty.id().indexOf('.'));
    }

    private Map<String, @Nullable Object> occurrence(Occurrence occurrence) {
        Derivation duty = edition.derivation(occurrence.duty()).orElseThrow();
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("duty", duty.id());
        one.put("label", Map.of("zh", duty.label().zh(), "en", duty.label().en()));
        one.put("clause", duty.clause().map(io.liren.rulebook.Clause::id).orElse(null));
        one.put("owed_by", duty.owedBy());
        one.put("subject_register", duty.subject().orElse(null));
        one.put("subject", occurrence.subject().map(Object::toString).orElse(null));
        one.put("period", occurrence.period());
        one.put("opens_on", occurrence.opensOn().toString());
        one.put("due_on", occurrence.dueOn().toString());
        one.put("state", occurrence.state().word());
        one.put("met_on", occurrence.metOn().map(Object::toString).orElse(null));
        one.put("needed", occurrence.needed().toPlainString());
        one.put("found", occurrence.found().toPlainString());
        one.put("evidence", occurrence.evidence().stream().map(Object::toString).toList());
        return one;
    }

    /** A report's numbers of a period: those that were closed, else those of now. */
    @GetMapping("/api/v1/reports/{rulebook}/{name}/{period}")
    ResponseEntity<String> report(
            @RequestAttribute Caller caller,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable String period) {
        caller.needs(Tokens.May.REPORTS);
        caller.reaches(rulebook);
        Report report = reports.find(rulebook + "." + name)
                .orElseThrow(() -> new Answer.Stopped(Problems.of(404, "report", "没有这张报表", "There is no such report")));
        List<PeriodUnit> units =
                Stream.concat(Stream.of(report.every()), report.also().stream()).toList();
        Period asked = Period.read(period)
                .filter(p -> units.contains(p.unit()))
                .orElseThrow(() -> new Answer.Stopped(Problems.of(
                        400,
                        "period",
                        "期间写成 2026-03、2026-Q1、2026 这样",
                        "A period is written as 2026-03, 2026-Q1, 2026")));
        Optional<Standing> standing = asked.unit() == report.every()
                ? Optional.of(sheets.standing(caller.viewer(), report, asked))
                : Optional.empty();
        Sheet sheet = standing.flatMap(Standing::prepared)
                .map(kept -> new Sheet(report, asked, kept.numbers()))
                .orElseGet(() -> reports.sheet(caller.viewer(), report, asked));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("report", report.id());
        body.put("label", Map.of("zh", report.label().zh(), "en", report.label().en()));
        body.put("period", asked.key());
        body.put("sealed", standing.filter(Standing::isSealed).isPresent());
        body.put(
                "digest",
                standing.filter(Standing::isSealed)
                        .flatMap(Standing::prepared)
                        .map(io.liren.report.SealedSheet::digest)
                        .orElse(null));
        Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
        sheet.numbers().forEach((row, cells) -> numbers.put(row, cells(caller, sheet, row, cells)));
        body.put("numbers", numbers);
        return Answer.ok(Problems.JSON.writeValueAsString(body)).sent();
    }

    private static Map<String, @Nullable Object> cells(
            Caller caller, Sheet sheet, String row, Map<String, BigDecimal> cells) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        cells.forEach((column, number) -> line.put(
                column,
                sheet.isHidden(caller.viewer(), row, column)
                        ? Map.of("masked", "small")
                        : number.stripTrailingZeros().toPlainString()));
        return line;
    }

    /** Whatever else is asked for. */
    @RequestMapping("/api/**")
    ResponseEntity<String> nothing() {
        return Problems.of(404, "path", "没有这个地址;说明在 /api/v1/openapi.json", "Nothing is here; see /api/v1/openapi.json")
                .sent();
    }
}
