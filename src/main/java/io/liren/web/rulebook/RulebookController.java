package io.liren.web.rulebook;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.exchange.InspectorFile;
import io.liren.register.Registers;
import io.liren.rulebook.Clause;
import io.liren.rulebook.Rulebook;
import io.liren.web.frame.Answering;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Rulebooks (制度) with their clauses. */
@Controller
class RulebookController {
    private static final String PLACE = "/rulebooks";
    private final Edition edition;
    private final Derivations derivations;
    private final EvidenceMaker evidence;
    private final RulebookMaker maker;
    private final FrameMaker frames;
    private final InspectorFile inspections;

    RulebookController(
            Edition edition,
            Derivations derivations,
            Registers registers,
            Titles titles,
            InspectorFile inspections,
            Today today,
            FrameMaker frames) {
        this.edition = edition;
        this.derivations = derivations;
        this.evidence = new EvidenceMaker(edition, registers, titles);
        this.maker = new RulebookMaker(edition, derivations, evidence, today);
        this.inspections = inspections;
        this.frames = frames;
    }

    @GetMapping(PLACE)
    Page all(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        return Page.of(
                "rulebook/all",
                frames.frame(request, viewer, words.say("rulebooks.title"), PLACE),
                maker.all(viewer, words));
    }

    @GetMapping(PLACE + "/{rulebook}")
    Page one(HttpServletRequest request, Viewer viewer, @PathVariable String rulebook) {
        return page(request, viewer, found(rulebook), Optional.empty());
    }

    @GetMapping(PLACE + "/{rulebook}/{clause}")
    Page clause(HttpServletRequest request, Viewer viewer, @PathVariable String rulebook, @PathVariable String clause) {
        Clause shown = edition.clause(rulebook + "." + clause).orElseThrow(RulebookController::missing);
        if (request.getHeader("HX-Request") != null) {
            Standings standings = Standings.of(edition, derivations, viewer, rulebook);
            Words words = frames.words(viewer);
            return Page.piece(
                    "rulebook/evidence",
                    "words",
                    words,
                    "id",
                    shown.number(),
                    "panel",
                    evidence.panel(shown, standings, viewer, words));
        }
        return page(request, viewer, found(rulebook), Optional.of(clause));
    }

    /** The inspector's file of a period: it opens without a network and checks itself. */
    @GetMapping(PLACE + "/{rulebook}/inspector.html")
    void inspector(
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String names)
            throws IOException {
        Rulebook found = found(rulebook);
        boolean named = !names.isEmpty();
        if (named && !RulebookMaker.mayName(viewer, found)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Period chosen = Period.read(period).orElseThrow(RulebookController::missing);
        byte[] content = inspections.write(viewer, found, chosen, named).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html;charset=UTF-8");
        Answering.asFile(
                response, found.title().in(viewer.language()) + " " + chosen.label(viewer.language()) + ".html");
        response.getOutputStream().write(content);
    }

    private Page page(HttpServletRequest request, Viewer viewer, Rulebook rulebook, Optional<String> opened) {
        Words words = frames.words(viewer);
        return Page.of(
                "rulebook/page",
                frames.frame(request, viewer, rulebook.title().in(viewer.language()), PLACE),
                maker.one(rulebook, opened, viewer, words));
    }

    private Rulebook found(String id) {
        return edition.rulebook(id).orElseThrow(RulebookController::missing);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
