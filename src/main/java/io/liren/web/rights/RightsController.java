package io.liren.web.rights;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.consent.Consents;
import io.liren.paper.Pdf;
import io.liren.register.Holdings;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.web.frame.Answering;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.RecordLinks;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** What is held about somebody, who looked, and a copy to hand over. */
@Controller
@RequestMapping("/rights/{rulebook}/{register}/{id}")
class RightsController implements RecordLinks {
    private final Holdings holdings;
    private final Records records;
    private final RightsMaker maker;
    private final FrameMaker frames;

    RightsController(
            Edition edition, Holdings holdings, Consents consents, Records records, Today today, FrameMaker frames) {
        this.holdings = holdings;
        this.records = records;
        this.maker = new RightsMaker(edition, holdings, consents, today);
        this.frames = frames;
    }

    @GetMapping
    Page show(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id) {
        RecordView person = find(viewer, rulebook + "." + register, id);
        RightsPage page = maker.page(
                viewer, frames.words(viewer), person, address(person.register().id(), id));
        return Page.of("rights/page", frames.frame(request, viewer, page.title(), "/registers"), page);
    }

    @PostMapping("/copy")
    void copy(
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id)
            throws IOException {
        RecordView person = find(viewer, rulebook + "." + register, id);
        if (viewer.asOf().isPresent()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Words words = frames.words(viewer);
        byte[] copy = Pdf.of(maker.copy(viewer, words, person));
        response.setContentType("application/pdf");
        Answering.asFile(response, words.say("rights.copyName") + ".pdf");
        response.getOutputStream().write(copy);
    }

    private RecordView find(Viewer viewer, String register, UUID id) {
        return records.registers()
                .find(register)
                .filter(m -> holdings.asked(m.id()))
                .flatMap(m -> records.record(viewer, m.id(), id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String address(String register, UUID id) {
        return "/rights/" + register.replace('.', '/') + "/" + id;
    }

    @Override
    public List<Link> of(Viewer viewer, Words words, String register, UUID record) {
        return holdings.asked(register)
                ? List.of(new Link(words.say("rights.link"), address(register, record)))
                : List.of();
    }
}
