package io.liren.web.record;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.register.Attachments;
import io.liren.register.Facts;
import io.liren.register.Records;
import io.liren.web.form.Sent;
import io.liren.web.frame.Answering;
import io.liren.web.frame.Effects;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.RecordLinks;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One record (记录), and what can be done at it. */
@Controller
@RequestMapping("/registers/{rulebook}/{register}/{id}")
class RecordController {
    private final RecordMaker maker;
    private final RecordActs acts;
    private final FrameMaker frames;

    RecordController(
            Edition edition,
            Facts facts,
            Records records,
            Derivations derivations,
            Effects effects,
            Attachments attachments,
            Titles titles,
            Today today,
            List<RecordLinks> offered,
            FrameMaker frames) {
        CaseMaker cases = new CaseMaker(edition, records, derivations, attachments, titles, today);
        this.maker =
                new RecordMaker(edition, records, derivations, effects, attachments, titles, cases, today, offered);
        this.acts = new RecordActs(facts, records, effects, attachments, cases);
        this.frames = frames;
    }

    @GetMapping
    @Nullable
    Page show(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String history) {
        return page(
                request,
                response,
                viewer,
                maker.make(viewer, frames.words(viewer), rulebook + "." + register, id, history, Optional.empty()));
    }

    @PostMapping("/voiding")
    @Nullable
    Page voiding(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason) {
        return page(
                request,
                response,
                viewer,
                acts.voiding(viewer, frames.words(viewer), rulebook + "." + register, id, reason));
    }

    @PostMapping("/steps/{step}")
    @Nullable
    Page step(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id,
            @PathVariable String step)
            throws IOException {
        String book = rulebook + "." + register;
        Words words = frames.words(viewer);
        return page(
                request,
                response,
                viewer,
                acts.step(
                        viewer,
                        words,
                        book,
                        id,
                        step,
                        Sent.of(request),
                        tried -> maker.make(viewer, words, book, id, "", Optional.of(tried))));
    }

    @PostMapping("/looks/{field}")
    Page look(
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id,
            @PathVariable String field,
            @RequestParam(defaultValue = "") String purpose) {
        return Page.piece(
                "record/revealed",
                "revealed",
                acts.reveal(viewer, frames.words(viewer), rulebook + "." + register, id, field, purpose));
    }

    @GetMapping("/files/{field}")
    void file(
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id,
            @PathVariable String field)
            throws IOException {
        Attachments.Kept file = acts.file(viewer, rulebook + "." + register, id, field)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        // Never shown inside our pages: what somebody sent in could be a page of its own.
        response.setContentType("application/octet-stream");
        Answering.asFile(response, file.name());
        response.getOutputStream().write(file.content());
    }

    private @Nullable Page page(
            HttpServletRequest request, HttpServletResponse response, Viewer viewer, Reply<RecordPage> reply) {
        return Answering.of(
                reply,
                request,
                response,
                page -> Page.of("record/page", frames.frame(request, viewer, page.title(), "/registers"), page));
    }
}
