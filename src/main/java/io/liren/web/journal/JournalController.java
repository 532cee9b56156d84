package io.liren.web.journal;

import io.liren.access.Staff;
import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.journal.Chain;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.journal.Replays;
import io.liren.parameter.Parameter;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The journal (流水) of the community, and its check, for the administrator. Values are not shown here, only that they changed. */
@Controller
@RequestMapping("/journal")
class JournalController {
    private static final int SHOWN = 50;
    private static final int DIGITS = 12;
    private final Journal journal;
    private final Replays replays;
    private final Edition edition;
    private final Registers registers;
    private final Database database;
    private final Staff staff;
    private final Titles titles;
    private final Today today;
    private final FrameMaker frames;

    JournalController(
            Journal journal,
            Replays replays,
            Edition edition,
            Registers registers,
            Database database,
            Staff staff,
            Titles titles,
            Today today,
            FrameMaker frames) {
        this.journal = journal;
        this.replays = replays;
        this.edition = edition;
        this.registers = registers;
        this.database = database;
        this.staff = staff;
        this.titles = titles;
        this.today = today;
        this.frames = frames;
    }

    @GetMapping
    Page show(HttpServletRequest request, Viewer viewer, @RequestParam Optional<Long> before) {
        return page(request, viewer, before.orElse(Long.MAX_VALUE), null);
    }

    @PostMapping("/verify")
    Page verify(HttpServletRequest request, Viewer viewer) {
        onlyKeepers(viewer);
        Words words = frames.words(viewer);
        JournalPage.Result result = database.inTransaction(Scope.of(viewer.community()), transaction -> {
            // What is appended meanwhile waits, so that chain and tables are of one moment.
            journal.lock(transaction, viewer.community());
            Chain.Verified chain = Chain.verify(transaction, viewer.community());
            Optional<String> fault = chain.broken().map(b -> b.what().in(words.language()));
            if (fault.isEmpty()) {
                fault = replays.firstDifference(transaction, viewer.community())
                        .map(d -> words.say(
                                "journal.differs",
                                d.position(),
                                what(d.register(), words)
                                        + d.field().map(f -> " · " + f).orElse(""),
                                d.what().in(words.language()),
                                d.expected(),
                                d.found()));
            }
            return fault.map(
                            f -> new JournalPage.Result(new Tag(words.say("journal.broken"), Tone.OVERDUE), List.of(f)))
                    .orElse(new JournalPage.Result(
                            new Tag(words.say("journal.holds", chain.head().position()), Tone.MET),
                            List.of(words.say(
                                    "journal.head",
                                    chain.head().position(),
                                    chain.head().digest()))));
        });
        if (request.getHeader("HX-Request") == null) {
            return page(request, viewer, Long.MAX_VALUE, result);
        }
        return Page.piece("journal/result", "result", result);
    }

    private static void onlyKeepers(Viewer viewer) {
        if (!viewer.posts().contains(Staff.ADMINISTRATOR)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private Page page(HttpServletRequest request, Viewer viewer, long before, JournalPage.@Nullable Result result) {
        onlyKeepers(viewer);
        Words words = frames.words(viewer);
        List<Journal.Placed> placed = database.inTransaction(
                Scope.of(viewer.community()), t -> journal.latest(t, viewer.community(), before, SHOWN + 1));
        boolean more = placed.size() > SHOWN;
        List<Journal.Placed> shown = placed.subList(0, Math.min(SHOWN, placed.size()));
        Map<UUID, String> names =
                staff.names(shown.stream().map(p -> p.entry().actor()).toList());
        Map<UUID, String> subjects = subjects(viewer, shown);
        JournalPage page = new JournalPage(
                words.say("journal.lead"),
                before == Long.MAX_VALUE && !shown.isEmpty()
                        ? words.say("journal.last", shown.getFirst().position())
                        : "",
                "/journal/verify",
                result,
                shown.stream().map(p -> entry(p, words, names, subjects)).toList(),
                before == Long.MAX_VALUE ? null : "/journal",
                more ? "/journal?before=" + shown.getLast().position() : null);
        return Page.of("journal/page", frames.frame(request, viewer, words.say("journal.title"), "/settings"), page);
    }

    /** What records are called, for those registers that the reader's posts may read. */
    private Map<UUID, String> subjects(Viewer viewer, List<Journal.Placed> shown) {
        Map<String, Set<UUID>> byRegister = new HashMap<>();
        for (Journal.Placed placed : shown) {
            registers
                    .find(placed.entry().register())
                    .filter(model -> model.opensTo(viewer))
                    .ifPresent(model -> byRegister
                            .computeIfAbsent(model.id(), r -> new HashSet<>())
                            .add(placed.entry().record()));
        }
        Map<UUID, String> subjects = new HashMap<>();
        byRegister.forEach((register, ids) -> subjects.putAll(titles.of(viewer, register, ids)));
        return subjects;
    }

    private JournalPage.Entry entry(
            Journal.Placed placed, Words words, Map<UUID, String> names, Map<UUID, String> subjects) {
        Entry entry = placed.entry();
        String subject = subjects.get(entry.record());
        return new JournalPage.Entry(
                String.valueOf(placed.position()),
                Formats.instant(entry.at(), today.zone(), words.language()),
                names.getOrDefault(entry.actor(), words.say("journal.system")),
                words.say("journal." + entry.kind().name().toLowerCase(Locale.ROOT)) + " · "
                        + what(entry.register(), words),
                subject == null ? null : new Link(subject, Addresses.record(entry.register(), entry.record())),
                registers.reason(entry.reason(), words.language()),
                placed.digest().substring(0, DIGITS));
    }

    private String what(String register, Words words) {
        if (register.equals(Staff.REGISTER)) {
            return words.say("users.title");
        }
        return registers
                .find(register)
                .map(RegisterModel::label)
                .or(() -> edition.derivation(register).map(Derivation::label))
                .or(() -> edition.find(Parameter.class, register).map(Parameter::label))
                .orElse(Label.same(register))
                .in(words.language());
    }
}
