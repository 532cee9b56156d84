package io.liren.web.today;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.journal.Journal;
import io.liren.register.Registers;
import io.liren.sql.Database;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Today (今日). */
@Controller
class TodayController {
    private final TodayMaker maker;
    private final FrameMaker frames;

    TodayController(
            Database database,
            Journal journal,
            Edition edition,
            Derivations derivations,
            Today today,
            Registers registers,
            Titles titles,
            FrameMaker frames) {
        this.maker = new TodayMaker(
                edition,
                derivations,
                today,
                registers,
                titles,
                new Recent(database, journal, registers, titles, today));
        this.frames = frames;
    }

    @GetMapping("/")
    Page show(HttpServletRequest request, Viewer viewer, @RequestParam(defaultValue = "") String all) {
        Words words = frames.words(viewer);
        return Page.of(
                "today/page",
                frames.frame(request, viewer, words.say("nav.today"), "/"),
                maker.make(viewer, words, !all.isEmpty()));
    }
}
