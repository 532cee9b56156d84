package io.liren.web.reason;

import io.liren.access.Viewer;
import io.liren.reason.Reason;
import io.liren.reason.Reasons;
import io.liren.register.FieldModel;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Why a computed value of a record is what it is. */
@Controller
@RequestMapping("/registers/{rulebook}/{register}/{id}/reasons/{field}")
class ReasonController {
    private final Reasons reasons;
    private final Records records;
    private final FrameMaker frames;

    ReasonController(Reasons reasons, Records records, FrameMaker frames) {
        this.reasons = reasons;
        this.records = records;
        this.frames = frames;
    }

    @GetMapping
    Page show(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id,
            @PathVariable String field) {
        return page(request, viewer, rulebook + "." + register, id, field, Optional.empty());
    }

    /** The same with what is protected, for a purpose; each look is on record. */
    @PostMapping
    Page open(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable UUID id,
            @PathVariable String field,
            @RequestParam String purpose) {
        return page(
                request,
                viewer,
                rulebook + "." + register,
                id,
                field,
                Optional.of(purpose).filter(p -> !p.isBlank()));
    }

    private Page page(
            HttpServletRequest request,
            Viewer viewer,
            String register,
            UUID id,
            String field,
            Optional<String> purpose) {
        Words words = frames.words(viewer);
        Optional<RecordView> record = records.registers()
                .find(register)
                .filter(m -> reasons.explains(register, field))
                .flatMap(m -> records.record(viewer, register, id));
        Reason.Worked told = record.flatMap(r -> reasons.of(viewer, register, id, field, purpose))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String address = Addresses.record(register, id);
        ReasonPage page = new ReasonPage(
                words.say("reason.title", told.name()),
                new Link(record.orElseThrow().title(), address),
                line(words, told),
                told.hides() && viewer.asOf().isEmpty() ? address + "/reasons/" + field : "",
                purposes(words, record.orElseThrow()));
        return Page.of("reason/page", frames.frame(request, viewer, page.title(), "/registers"), page);
    }

    private static List<Option> purposes(Words words, RecordView record) {
        List<Option> purposes = new ArrayList<>();
        record.register().entered().stream()
                .map(FieldModel::sensitive)
                .flatMap(Optional::stream)
                .map(s -> s.purpose().in(words.language()))
                .distinct()
                .forEach(p -> purposes.add(new Option(p, p, purposes.isEmpty())));
        for (String key : List.of("record.purposeCheck", "record.purposeAsked")) {
            purposes.add(new Option(words.say(key), words.say(key), purposes.isEmpty()));
        }
        return purposes;
    }

    private static ReasonPage.Line line(Words words, Reason reason) {
        return switch (reason) {
            case Reason.Input input ->
                line(
                        words,
                        input.name(),
                        input.value(),
                        "",
                        input.record().map(ReasonController::href).orElse(""));
            case Reason.Day day -> line(words, day.name(), day.value(), "", "");
            case Reason.Parameter parameter ->
                line(
                        words,
                        parameter.name(),
                        parameter.value() + (parameter.value().isEmpty() ? "" : words.unit(parameter.unit())),
                        parameter
                                .from()
                                .map(from -> words.say(
                                        "reason.since", Formats.date(from, words.language()), parameter.source()))
                                .orElse(words.say("reason.notInForce")),
                        "");
            case Reason.Worked worked ->
                new ReasonPage.Line(
                        worked.name(),
                        shown(words, worked.value()),
                        words.say("reason.rule", worked.rule()),
                        "",
                        worked.from().stream().map(r -> line(words, r)).toList(),
                        "");
            case Reason.Over over ->
                new ReasonPage.Line(
                        over.name(),
                        shown(words, over.value()),
                        "",
                        "",
                        over.items().stream()
                                .map(i ->
                                        new ReasonPage.Line(i.title(), i.value(), "", href(i.record()), List.of(), ""))
                                .toList(),
                        over.more() > 0 ? words.say("reason.more", over.more()) : "");
        };
    }

    private static ReasonPage.Line line(Words words, String name, String value, String note, String href) {
        return new ReasonPage.Line(name, shown(words, value), note, href, List.of(), "");
    }

    private static String shown(Words words, String value) {
        return value.isEmpty() ? words.say("reason.missing") : value;
    }

    private static String href(Reason.Place place) {
        return Addresses.record(place.register(), place.record());
    }
}
