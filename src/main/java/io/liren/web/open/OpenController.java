package io.liren.web.open;

import io.liren.access.Areas;
import io.liren.access.FollowCodes;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.ViewerResolver;
import io.liren.web.frame.Words;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The front page of a community that anyone may open, and where one follows what one has sent in. */
@Controller
class OpenController {
    private final Communities communities;
    private final List<Opening> openings;
    private final List<Following> followings;
    private final Database database;
    private final Flood flood;
    private final FrameMaker frames;

    OpenController(
            Communities communities,
            List<Opening> openings,
            List<Following> followings,
            Database database,
            Flood flood,
            FrameMaker frames) {
        this.communities = communities;
        this.openings = openings;
        this.followings = followings;
        this.database = database;
        this.flood = flood;
        this.frames = frames;
    }

    @GetMapping("/public")
    Object all(HttpServletRequest request) {
        List<Areas.Named> all = communities.all();
        if (all.size() == 1) {
            return "redirect:" + Doors.community(all.getFirst().id());
        }
        Words words = words(request);
        return Page.of(
                "open/page",
                frames.door(request, words.language(), words.say("open.which")),
                new OpenPage(
                        words.say("open.which"),
                        "",
                        List.of(new OpenPage.Group(
                                "",
                                all.stream()
                                        .map(c -> new OpenPage.Item(
                                                new Link(c.name().in(words.language()), Doors.community(c.id())),
                                                c.above().in(words.language())))
                                        .toList())),
                        ""));
    }

    @GetMapping("/public/{community}")
    Page one(HttpServletRequest request, @PathVariable UUID community) {
        Words words = words(request);
        Areas.Named here = here(community);
        List<OpenPage.Group> groups = new ArrayList<>();
        openings.forEach(o -> groups.addAll(o.of(community, words)));
        return Page.of(
                "open/page",
                frames.open(request, words.language(), here.name().in(words.language()), here),
                new OpenPage(
                        here.name().in(words.language()),
                        words.say(groups.isEmpty() ? "open.nothing" : "open.lead"),
                        groups,
                        Doors.following(community)));
    }

    @GetMapping("/public/{community}/following")
    Page following(HttpServletRequest request, @PathVariable UUID community) {
        return following(request, community, List.of(), Optional.empty());
    }

    @PostMapping("/public/{community}/following")
    Page followed(
            HttpServletRequest request, @PathVariable UUID community, @RequestParam(defaultValue = "") String code) {
        Words words = words(request);
        if (!flood.admits(Flood.What.FOLLOWING, community, request.getRemoteAddr())) {
            return following(request, community, List.of(new Problem("", words.say("open.tooMany"))), Optional.empty())
                    .status(HttpStatus.TOO_MANY_REQUESTS.value());
        }
        Optional<FollowPage.Found> found = database.inTransaction(
                        Scope.of(community), transaction -> FollowCodes.find(transaction, community, code))
                .flatMap(f -> followings.stream()
                        .flatMap(each -> each.of(community, f, words).stream())
                        .findFirst());
        return found.isPresent()
                ? following(request, community, List.of(), found)
                : following(
                                request,
                                community,
                                List.of(new Problem("code", words.say("open.noSuchCode"))),
                                Optional.empty())
                        .status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private Page following(
            HttpServletRequest request, UUID community, List<Problem> errors, Optional<FollowPage.Found> found) {
        Words words = words(request);
        Areas.Named here = here(community);
        return Page.of(
                "open/following",
                frames.open(request, words.language(), words.say("open.follow"), here),
                new FollowPage(
                        words.say("open.follow"),
                        words.say("open.followLead"),
                        Doors.following(community),
                        errors,
                        found.orElse(null)));
    }

    private Areas.Named here(UUID community) {
        return communities.find(community).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Words words(HttpServletRequest request) {
        return Words.in(ViewerResolver.spoken(request));
    }
}
