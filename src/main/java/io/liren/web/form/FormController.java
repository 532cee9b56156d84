package io.liren.web.form;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.register.Attachments;
import io.liren.register.Facts;
import io.liren.register.Records;
import io.liren.web.frame.Answering;
import io.liren.web.frame.Effects;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Entering and correcting (登记、更正). */
@Controller
class FormController {
    private static final String BOOK = "/registers/{rulebook}/{register}";
    private final Forms forms;
    private final Records records;
    private final FrameMaker frames;

    FormController(
            Facts facts,
            Records records,
            Attachments attachments,
            Effects effects,
            Titles titles,
            Today today,
            FrameMaker frames) {
        this.forms = new Forms(facts, records, attachments, effects, titles, today);
        this.records = records;
        this.frames = frames;
    }

    @GetMapping(BOOK + "/new")
    @Nullable
    Page fresh(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register) {
        Sent query = new Sent(Answering.parameters(request), Map.of());
        return page(
                request, response, viewer, forms.fresh(viewer, frames.words(viewer), rulebook + "." + register, query));
    }

    @PostMapping(BOOK + "/new")
    @Nullable
    Page enter(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register)
            throws IOException {
        return page(
                request,
                response,
                viewer,
                forms.enter(viewer, frames.words(viewer), rulebook + "." + register, Sent.of(request)));
    }

    @GetMapping(BOOK + "/{id}/correction")
    @Nullable
    Page correction(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id) {
        return page(
                request,
                response,
                viewer,
                forms.correction(viewer, frames.words(viewer), rulebook + "." + register, id));
    }

    @PostMapping(BOOK + "/{id}/correction")
    @Nullable
    Page correct(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id)
            throws IOException {
        return page(
                request,
                response,
                viewer,
                forms.correct(viewer, frames.words(viewer), rulebook + "." + register, id, Sent.of(request)));
    }

    @PostMapping(BOOK + "/preview")
    Page preview(
            HttpServletRequest request, Viewer viewer, @PathVariable String rulebook, @PathVariable String register) {
        String id = known(rulebook + "." + register);
        Words words = frames.words(viewer);
        Sent sent = new Sent(Answering.parameters(request), Map.of());
        return Page.piece(
                "form/preview", "words", words, "preview", forms.preview(viewer, words, id, sent), "swapped", true);
    }

    @GetMapping("/pick/{register}")
    Page pick(
            Viewer viewer,
            @PathVariable String register,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String many,
            @RequestParam(defaultValue = "") String q) {
        Words words = frames.words(viewer);
        PickList list = forms.pick(viewer, words, known(register), name, !many.isEmpty(), q);
        return Page.piece("form/picks", "words", words, "list", list);
    }

    private String known(String register) {
        if (records.registers().find(register).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return register;
    }

    private @Nullable Page page(
            HttpServletRequest request, HttpServletResponse response, Viewer viewer, Reply<FormPage> reply) {
        return Answering.of(
                reply,
                request,
                response,
                page -> Page.of("form/page", frames.frame(request, viewer, page.title(), "/registers"), page));
    }
}
