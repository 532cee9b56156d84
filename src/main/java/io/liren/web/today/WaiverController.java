package io.liren.web.today;

import io.liren.access.Viewer;
import io.liren.derivation.Waivers;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Waiving an occurrence (免除), and taking that back. */
@Controller
class WaiverController {
    private final Waivers waivers;
    private final FrameMaker frames;

    WaiverController(Waivers waivers, FrameMaker frames) {
        this.waivers = waivers;
        this.frames = frames;
    }

    @PostMapping("/duties/{duty}/{subject}/{period}/waiver")
    Object create(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String duty,
            @PathVariable UUID subject,
            @PathVariable String period,
            @RequestParam String reason) {
        if (!waivers.waive(viewer, duty, subject, period, reason)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Words words = frames.words(viewer);
        String text = words.say("today.waived", reason);
        String undo = Addresses.waiver(duty, subject, period) + "/undo";
        if (request.getHeader("HX-Request") == null) {
            FrameMaker.flash(request, text, undo);
            return "redirect:/";
        }
        return Page.piece(
                "today/gone",
                "words",
                words,
                "csrf",
                frames.frame(request, viewer, "", "/").csrf(),
                "row",
                new GoneRow(text, undo));
    }

    @PostMapping("/duties/{duty}/{subject}/{period}/waiver/undo")
    String undo(Viewer viewer, @PathVariable String duty, @PathVariable UUID subject, @PathVariable String period) {
        if (!waivers.restore(viewer, duty, subject, period)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return "redirect:/";
    }
}
