package io.liren.web.search;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.derivation.Derivations;
import io.liren.register.Records;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finding (查找), and where to enter (登记). */
@Controller
class SearchController {
    private final SearchMaker searches;
    private final EnterMaker enters;
    private final FrameMaker frames;

    SearchController(Edition edition, Records records, Derivations derivations, FrameMaker frames) {
        this.searches = new SearchMaker(edition, records);
        this.enters = new EnterMaker(edition, records, derivations);
        this.frames = frames;
    }

    @GetMapping("/search")
    Page search(HttpServletRequest request, Viewer viewer, @RequestParam(defaultValue = "") String q) {
        SearchPage page = searches.make(viewer, frames.words(viewer), q);
        return Page.of("search/page", frames.frame(request, viewer, page.title(), "/search"), page);
    }

    @GetMapping("/enter")
    Page enter(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        return Page.of(
                "search/enter",
                frames.frame(request, viewer, words.say("enter.title"), "/enter"),
                enters.make(viewer, words));
    }
}
