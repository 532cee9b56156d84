package io.liren.web.organisation;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.election.Election;
import io.liren.election.Elections;
import io.liren.election.Offices;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.sql.Database;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Titles;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** Elections (选举): the whole of one on a page, its votes entered round by round, and the term confirmed. */
@Controller
@RequestMapping("/elections/{rulebook}/{name}")
class ElectionController {
    private final Edition edition;
    private final Records records;
    private final Titles titles;
    private final Today today;
    private final FrameMaker frames;
    private final Offices offices;
    private final ElectionMaker maker;

    ElectionController(
            Database database,
            Edition edition,
            Facts facts,
            Records records,
            Titles titles,
            Today today,
            FrameMaker frames) {
        this.edition = edition;
        this.records = records;
        this.titles = titles;
        this.today = today;
        this.frames = frames;
        this.offices = new Offices(database, facts);
        this.maker = new ElectionMaker(records, offices);
    }

    private Call call(Viewer viewer) {
        return new Call(viewer, frames.words(viewer), viewer.asOf().orElse(today.today()), titles);
    }

    private Election find(Viewer viewer, String rulebook, String name) {
        return edition.all(Election.class).stream()
                .filter(e -> e.id().equals(rulebook + "." + name))
                .filter(e -> List.of(e.elections(), e.candidates(), e.counts()).stream()
                        .allMatch(r -> records.registers().model(r).opensTo(viewer)))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/{record}")
    Page show(
            HttpServletRequest request,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID record) {
        return show(request, viewer, find(viewer, rulebook, name), record, List.of());
    }

    private Page show(
            HttpServletRequest request, Viewer viewer, Election election, UUID record, List<String> problems) {
        Board board = maker.make(call(viewer), election, record, problems)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Page page =
                Page.of("organisation/board", frames.frame(request, viewer, board.title(), Call.ORGANISATIONS), board);
        return problems.isEmpty() ? page : page.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    /** The votes of a round; the election is the count's own. */
    @PostMapping("/counts/{count}")
    @Nullable
    Page votes(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID count) {
        Election election = find(viewer, rulebook, name);
        UUID record = records.record(viewer, election.counts(), count)
                .map(r -> r.values().get("election"))
                .filter(UUID.class::isInstance)
                .map(UUID.class::cast)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Map<UUID, Long> votes = new LinkedHashMap<>();
        List<Elections.Candidate> standing = maker.standing(call(viewer), election, record)
                .map(Elections.Standing::standing)
                .orElse(List.of());
        for (Elections.Candidate candidate : standing) {
            String written = request.getParameter(ElectionMaker.VOTES + candidate.id());
            if (written == null || !written.strip().matches("\\d{1,6}")) {
                return show(
                        request, viewer, election, record, List.of(call(viewer).say("election.allVotes")));
            }
            votes.put(candidate.id(), Long.parseLong(written.strip()));
        }
        return done(request, response, viewer, election, record, offices.votes(viewer, election, count, votes));
    }

    /** Those elected take office: a person confirms it. */
    @PostMapping("/{record}/term")
    @Nullable
    Page term(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID record) {
        Election election = find(viewer, rulebook, name);
        return done(request, response, viewer, election, record, offices.begin(viewer, election, record));
    }

    private @Nullable Page done(
            HttpServletRequest request,
            HttpServletResponse response,
            Viewer viewer,
            Election election,
            UUID record,
            Outcome outcome) {
        return switch (outcome) {
            case Outcome.Entered entered -> {
                Sending.on(
                        request,
                        response,
                        ElectionMaker.address(election, record),
                        call(viewer).say("election.kept"));
                yield null;
            }
            case Outcome.Refused(var problems) ->
                show(
                        request,
                        viewer,
                        election,
                        record,
                        problems.stream()
                                .map(p -> p.says().in(viewer.language()))
                                .distinct()
                                .toList());
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record has no conflict");
        };
    }
}
