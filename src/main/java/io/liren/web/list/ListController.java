package io.liren.web.list;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.exchange.TableFile;
import io.liren.ledger.Ledger;
import io.liren.ledger.Ledgers;
import io.liren.register.Records;
import io.liren.sql.Database;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Answering;
import io.liren.web.frame.Frame;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Registers (登记簿) and ledgers (台账) as lists. */
@Controller
class ListController {
    private static final String REGISTERS = "/registers";
    private static final String LEDGERS = "/ledgers";
    private final SavedViews views;
    private final BooksMaker books;
    private final ListMaker lists;
    private final LedgerMaker ledgers;
    private final Exports exports;
    private final Ledgers source;
    private final Records records;
    private final FrameMaker frames;

    ListController(
            Database database, Edition edition, Records records, Ledgers ledgers, Titles titles, FrameMaker frames) {
        this.views = new SavedViews(database);
        this.books = new BooksMaker(edition, records);
        this.lists = new ListMaker(records, titles, views);
        this.ledgers = new LedgerMaker(edition, ledgers, records, titles, views);
        this.exports = new Exports(records, ledgers, this.ledgers);
        this.source = ledgers;
        this.records = records;
        this.frames = frames;
    }

    @GetMapping(REGISTERS)
    Page registers(HttpServletRequest request, Viewer viewer) {
        BooksPage page = books.registers(viewer, frames.words(viewer));
        return Page.of("list/books", frames.frame(request, viewer, page.title(), REGISTERS), page);
    }

    @GetMapping(REGISTERS + "/{rulebook}/{register}")
    @Nullable
    Page register(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register) {
        Asked asked = new Asked(Answering.parameters(request));
        return page(
                request,
                response,
                viewer,
                REGISTERS,
                lists.make(viewer, frames.words(viewer), rulebook + "." + register, asked));
    }

    @GetMapping(REGISTERS + "/{rulebook}/{register}/export.{ending:xlsx|pdf|docx}")
    void exportRegister(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String register,
            @PathVariable String ending)
            throws IOException {
        TableFile file = TableFile.ending(ending).orElseThrow(ListController::missing);
        String id = rulebook + "." + register;
        String name = records.registers()
                .find(id)
                .filter(m -> m.opensTo(viewer))
                .map(m -> m.label().in(viewer.language()))
                .orElseThrow(ListController::missing);
        Asked asked = new Asked(Answering.parameters(request)).orColumns(views.of(viewer, Addresses.register(id)));
        Answering.asFile(response, name + "." + ending, file.mediaType());
        exports.register(
                viewer,
                lists.query(viewer, id, asked).orElseThrow(ListController::missing),
                file,
                under(request, viewer),
                response.getOutputStream());
    }

    @GetMapping(LEDGERS)
    Page ledgers(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        BooksPage page = ledgers.all(viewer, words);
        return Page.of("list/books", frames.frame(request, viewer, page.title(), LEDGERS), page);
    }

    @GetMapping(LEDGERS + "/{rulebook}/{ledger}")
    @Nullable
    Page ledger(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String ledger) {
        Asked asked = new Asked(Answering.parameters(request));
        return page(
                request,
                response,
                viewer,
                LEDGERS,
                ledgers.one(viewer, frames.words(viewer), rulebook + "." + ledger, asked));
    }

    @GetMapping(LEDGERS + "/{rulebook}/{ledger}/export.{ending:xlsx|pdf|docx}")
    void exportLedger(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String ledger,
            @PathVariable String ending)
            throws IOException {
        TableFile file = TableFile.ending(ending).orElseThrow(ListController::missing);
        Ledger found = source.find(viewer, rulebook + "." + ledger).orElseThrow(ListController::missing);
        Answering.asFile(response, found.label().in(viewer.language()) + "." + ending, file.mediaType());
        Asked asked = new Asked(Answering.parameters(request)).orColumns(views.of(viewer, LedgerMaker.address(found)));
        exports.ledger(viewer, found, asked, file, under(request, viewer), response.getOutputStream());
    }

    /** Whose it is, as of which day: printed under the title. */
    private List<String> under(HttpServletRequest request, Viewer viewer) {
        Frame frame = frames.frame(request, viewer, "", REGISTERS);
        return List.of(frame.community() + " · " + frame.date().words());
    }

    private @Nullable Page page(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            String place,
            Reply<ListPage> reply) {
        return Answering.of(
                reply,
                request,
                response,
                page -> Page.of("list/page", frames.frame(request, viewer, page.title(), place), page));
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
