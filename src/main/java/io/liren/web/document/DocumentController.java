package io.liren.web.document;

import io.liren.access.Viewer;
import io.liren.document.Document;
import io.liren.document.Documents;
import io.liren.paper.Docx;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.RecordLinks;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** A document of a record: what would be printed, issuing it, and those issued. */
@Controller
@RequestMapping("/documents/{rulebook}/{name}/for/{record}")
class DocumentController implements RecordLinks {
    private final Documents documents;
    private final Records records;
    private final Titles titles;
    private final FrameMaker frames;

    DocumentController(Documents documents, Records records, Titles titles, FrameMaker frames) {
        this.documents = documents;
        this.records = records;
        this.titles = titles;
        this.frames = frames;
    }

    @GetMapping
    Page show(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID record) {
        return page(request, viewer, find(viewer, rulebook, name), record, List.of());
    }

    @PostMapping
    Object issue(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID record) {
        Document document = find(viewer, rulebook, name);
        Words words = frames.words(viewer);
        return switch (documents.issue(viewer, document, record)) {
            case Outcome.Entered entered -> {
                FrameMaker.flash(request, words.say("document.issued"), null);
                yield "redirect:" + address(document, record);
            }
            case Outcome.Refused(var problems) ->
                page(
                        request,
                        viewer,
                        document,
                        record,
                        problems.stream()
                                .map(p -> new Problem("", p.says().in(words.language())))
                                .toList());
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record has no conflict");
        };
    }

    private Page page(
            HttpServletRequest request, Viewer viewer, Document document, UUID record, List<Problem> problems) {
        Words words = frames.words(viewer);
        List<Docx.Line> lines = documents
                .lines(viewer, document, record, words.language())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String register = document.of().register();
        String called = titles.of(viewer, register, List.of(record)).getOrDefault(record, "");
        boolean may = viewer.asOf().isEmpty() && viewer.holdsAny(document.by());
        DocumentPage page = new DocumentPage(
                document.label().in(words.language()),
                called,
                new Link(words.say("notice.record"), Addresses.record(register, record)),
                problems,
                lines.stream()
                        .map(l -> new DocumentPage.Line(l.label(), l.words().isEmpty() ? "—" : l.words()))
                        .toList(),
                may ? address(document, record) : "",
                documents.issued(viewer, document, record).stream()
                        .map(i -> issued(document, i, words))
                        .toList());
        Page made = Page.of("document/page", frames.frame(request, viewer, page.title(), "/registers"), page);
        return problems.isEmpty() ? made : made.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private static DocumentPage.Issued issued(Document document, Documents.Issued issued, Words words) {
        String address = Addresses.record(document.issued(), issued.id());
        return new DocumentPage.Issued(
                issued.number(),
                words.say("document.on", Formats.date(issued.on(), words.language())),
                new Link(issued.number(), address),
                List.of(
                        new Link(words.say("document.pdf"), address + "/files/pdf_file"),
                        new Link(words.say("document.word"), address + "/files/word_file")));
    }

    private static String address(Document document, UUID record) {
        return "/documents/" + document.id().replace('.', '/') + "/for/" + record;
    }

    private Document find(Viewer viewer, String rulebook, String name) {
        return documents
                .find(rulebook + "." + name)
                .filter(d -> records.registers().model(d.of().register()).opensTo(viewer))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @Override
    public List<Link> of(Viewer viewer, Words words, String register, UUID record) {
        List<Link> links = new ArrayList<>();
        for (Document document : documents.of(register)) {
            String label = document.label().in(words.language());
            documents.issued(viewer, document, record).stream()
                    .findFirst()
                    .map(i -> new Link(words.say("document.linkIssued", label, i.number()), address(document, record)))
                    .or(() -> viewer.asOf().isEmpty() && viewer.holdsAny(document.by())
                            ? java.util.Optional.of(
                                    new Link(words.say("document.link", label), address(document, record)))
                            : java.util.Optional.empty())
                    .ifPresent(links::add);
        }
        return links;
    }
}
