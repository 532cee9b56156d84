package io.liren.web.parameter;

import io.liren.access.Staff;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.journal.Journal;
import io.liren.parameter.Parameter;
import io.liren.parameter.ParameterText;
import io.liren.parameter.Parameters;
import io.liren.rulebook.Rulebook;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Parameters (参数) as they are in force, with their sources; the administrator sets them for the community. */
@Controller
@RequestMapping("/parameters")
class ParameterController {
    private final Parameters parameters;
    private final Derivations derivations;
    private final Journal journal;
    private final Staff staff;
    private final Edition edition;
    private final Database database;
    private final Today today;
    private final FrameMaker frames;

    ParameterController(
            Parameters parameters,
            Derivations derivations,
            Journal journal,
            Staff staff,
            Edition edition,
            Database database,
            Today today,
            FrameMaker frames) {
        this.parameters = parameters;
        this.derivations = derivations;
        this.journal = journal;
        this.staff = staff;
        this.edition = edition;
        this.database = database;
        this.today = today;
        this.frames = frames;
    }

    @GetMapping
    Page show(HttpServletRequest request, Viewer viewer, @RequestParam(defaultValue = "") Set<String> only) {
        return page(request, viewer, only, Optional.empty());
    }

    @PostMapping("/{id}")
    Object set(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String id,
            @RequestParam Map<String, String> typed) {
        if (!Staff.keeps(viewer)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Parameter parameter =
                edition.find(Parameter.class, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Words words = frames.words(viewer);
        Map<String, String> problems = new HashMap<>();
        String source = typed.getOrDefault("source", "").strip();
        if (source.isEmpty() || source.length() > 400) {
            problems.put("source", words.say("parameters.sourceMissing"));
        }
        Optional<LocalDate> from = day(typed.getOrDefault("from", ""));
        if (from.isEmpty()) {
            problems.put("from", words.say("parameters.fromMissing"));
        }
        switch (ParameterText.read(parameter.type(), typed.getOrDefault("value", ""))) {
            case ParameterText.Read.Wrong wrong ->
                problems.put("value", wrong.why().in(words.language()));
            case ParameterText.Read.Value value
            when problems.isEmpty() -> {
                database.inTransaction(Scope.of(viewer.community()), transaction -> {
                    parameters.set(
                            transaction,
                            journal,
                            viewer,
                            parameter,
                            from.orElseThrow(),
                            value.json(),
                            source,
                            today.now());
                    return true;
                });
                derivations.derive(List.of(viewer.community()));
                FrameMaker.flash(
                        request,
                        words.say("parameters.done", Formats.date(from.orElseThrow(), words.language())),
                        null);
                return "redirect:/parameters#" + id;
            }
            case ParameterText.Read.Value value -> {}
        }
        Page page = page(request, viewer, Set.of(), Optional.of(new Typed(id, typed, problems)));
        return page.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private record Typed(String id, Map<String, String> values, Map<String, String> problems) {}

    private static Optional<LocalDate> day(String typed) {
        try {
            LocalDate day = LocalDate.parse(typed.strip());
            return day.getYear() < 1950 || day.getYear() > 2200 ? Optional.empty() : Optional.of(day);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The page of those with an id in {@code only}, or of all where it is empty. */
    private Page page(HttpServletRequest request, Viewer viewer, Set<String> only, Optional<Typed> typed) {
        Words words = frames.words(viewer);
        LocalDate day = viewer.asOf().orElse(today.today());
        List<Parameters.Past> values =
                database.inTransaction(Scope.of(viewer.community()), t -> parameters.values(t, viewer.community()));
        Map<UUID, String> names = staff.names(
                values.stream().flatMap(v -> v.setBy().stream()).distinct().toList());
        ParameterMaker maker = new ParameterMaker(edition, words, day, values, names);
        List<ParametersPage.Group> groups = new ArrayList<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            List<ParametersPage.Parameter> shown = edition.all(Parameter.class).stream()
                    .filter(p -> p.place().rulebook().equals(rulebook.id()))
                    .filter(p -> only.isEmpty() || only.contains(p.id()))
                    .map(p -> maker.parameter(p, setting(p, viewer, words, day, typed)))
                    .toList();
            if (!shown.isEmpty()) {
                groups.add(new ParametersPage.Group(rulebook.title().in(viewer.language()), shown));
            }
        }
        List<Problem> problems = typed.stream()
                .flatMap(t ->
                        t.problems().entrySet().stream().map(p -> new Problem(t.id() + "-" + p.getKey(), p.getValue())))
                .toList();
        return Page.of(
                "parameter/page",
                frames.frame(request, viewer, words.say("parameters.title"), "/settings"),
                new ParametersPage(
                        words.say(only.isEmpty() ? "parameters.lead" : "parameters.only"),
                        !only.isEmpty(),
                        problems,
                        groups));
    }

    private static Optional<ParametersPage.Setting> setting(
            Parameter parameter, Viewer viewer, Words words, LocalDate day, Optional<Typed> typed) {
        if (!Staff.keeps(viewer)) {
            return Optional.empty();
        }
        Optional<Typed> mine = typed.filter(t -> t.id().equals(parameter.id()));
        List<Field> fields = ParameterMaker.fields(
                parameter,
                words,
                day,
                mine.map(Typed::values).orElse(Map.of()),
                mine.map(Typed::problems).orElse(Map.of()));
        return Optional.of(new ParametersPage.Setting("/parameters/" + parameter.id(), fields, mine.isPresent()));
    }
}
