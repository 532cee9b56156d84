package io.liren.web.parameter;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.parameter.Parameter;
import io.liren.parameter.Parameters;
import io.liren.rulebook.Rulebook;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import io.liren.web.setting.SettingsPage;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Parameters (参数) as they are in force, with their sources; and the doors of the settings. */
@Controller
class ParameterController {
    private static final String PLACE = "/settings";
    private final Parameters parameters;
    private final Edition edition;
    private final Database database;
    private final Today today;
    private final FrameMaker frames;

    ParameterController(Parameters parameters, Edition edition, Database database, Today today, FrameMaker frames) {
        this.parameters = parameters;
        this.edition = edition;
        this.database = database;
        this.today = today;
        this.frames = frames;
    }

    @GetMapping(PLACE)
    Page doors(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        String note = Formats.count(edition.all(Parameter.class).size(), viewer.language());
        SettingsPage page = new SettingsPage(List.of(new SettingsPage.Group(
                words.say("nav.rulebooks"),
                List.of(new SettingsPage.Door(words.say("parameters.title"), "/parameters", note)))));
        return Page.of("setting/page", frames.frame(request, viewer, words.say("settings.title"), PLACE), page);
    }

    @GetMapping("/parameters")
    Page show(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        LocalDate day = viewer.asOf().orElse(today.today());
        List<Parameters.Past> values =
                database.inTransaction(Scope.of(viewer.community()), t -> parameters.values(t, viewer.community()));
        List<ParametersPage.Group> groups = new ArrayList<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            List<ParametersPage.Parameter> shown = edition.all(Parameter.class).stream()
                    .filter(p -> p.place().rulebook().equals(rulebook.id()))
                    .map(p -> parameter(p, values, day, words))
                    .toList();
            if (!shown.isEmpty()) {
                groups.add(new ParametersPage.Group(rulebook.title().in(viewer.language()), shown));
            }
        }
        return Page.of(
                "parameter/page",
                frames.frame(request, viewer, words.say("parameters.title"), PLACE),
                new ParametersPage(words.say("parameters.lead"), groups));
    }

    private static ParametersPage.Parameter parameter(
            Parameter parameter, List<Parameters.Past> values, LocalDate day, Words words) {
        Language language = words.language();
        List<Parameters.Past> own =
                values.stream().filter(v -> v.name().equals(parameter.id())).toList();
        Optional<Parameters.Past> now =
                own.stream().filter(v -> !v.from().isAfter(day)).findFirst();
        return new ParametersPage.Parameter(
                parameter.id(),
                parameter.label().in(language),
                now.map(v -> v.json() + " " + parameter.unit()).orElse("—"),
                now.map(v -> Formats.date(v.from(), language)).orElse(""),
                now.map(v -> Label.parse(v.source()).in(language)).orElse(""),
                now.map(Parameters.Past::areaName).orElse(""),
                List.of(),
                own.stream()
                        .skip(1)
                        .map(v -> new ParametersPage.Past(
                                v.json(),
                                v.areaName(),
                                Formats.date(v.from(), language),
                                Label.parse(v.source()).in(language),
                                ""))
                        .toList(),
                null);
    }
}
