package io.liren.web.notice;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.notice.Notice;
import io.liren.notice.NoticeState;
import io.liren.notice.Notices;
import io.liren.notice.Posting;
import io.liren.web.frame.Link;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.web.open.Doors;
import io.liren.wording.Formats;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Makes the page of all notices: what runs, what waits for an answer, what can be published, what has ended. */
final class NoticesMaker {
    private static final int SHOWN = 20;
    private final Notices notices;
    private final Titles titles;
    private final Today today;

    NoticesMaker(Notices notices, Titles titles, Today today) {
        this.notices = notices;
        this.titles = titles;
        this.today = today;
    }

    NoticesPage make(Viewer viewer, Words words) {
        LocalDate day = viewer.asOf().orElse(today.today());
        Map<NoticeState, List<Posting>> byState = new TreeMap<>();
        List<NoticesPage.Row> ready = new ArrayList<>();
        List<NoticesPage.Row> standing = new ArrayList<>();
        for (Notice notice : notices.all(viewer)) {
            if (notice.stands()) {
                standing.add(new NoticesPage.Row(
                        new Link(notice.label().in(words.language()), NoticeMaker.address(notice)),
                        words.say("notice.standing"),
                        null));
            } else {
                List<Posting> postings = notices.postings(viewer, notice, Optional.empty());
                postings.forEach(p -> byState.computeIfAbsent(p.state(), s -> new ArrayList<>())
                        .add(p));
                ready.addAll(ready(viewer, words, notice));
            }
        }
        List<NoticesPage.Group> groups = new ArrayList<>();
        for (NoticeState state :
                List.of(NoticeState.UNANSWERED, NoticeState.RUNNING, NoticeState.ENDED, NoticeState.TAKEN_DOWN)) {
            List<Posting> postings = byState.getOrDefault(state, List.of());
            add(groups, words, state.label().in(words.language()), postings.size(), rows(viewer, words, postings, day));
            if (state == NoticeState.RUNNING) {
                add(groups, words, words.say("notice.ready"), ready.size(), ready);
                add(groups, words, words.say("notice.standingTitle"), standing.size(), standing);
            }
        }
        return new NoticesPage(groups, new Link(words.say("notice.front"), Doors.community(viewer.community())));
    }

    private static void add(
            List<NoticesPage.Group> groups, Words words, String title, int count, List<NoticesPage.Row> rows) {
        if (!rows.isEmpty()) {
            groups.add(new NoticesPage.Group(
                    title + " " + count,
                    rows.stream().limit(SHOWN).toList(),
                    count > SHOWN ? words.say("notice.more", SHOWN) : ""));
        }
    }

    private List<NoticesPage.Row> rows(Viewer viewer, Words words, List<Posting> postings, LocalDate day) {
        List<Posting> shown = postings.stream()
                .sorted(java.util.Comparator.comparing(Posting::publishedOn).reversed())
                .limit(SHOWN)
                .toList();
        Map<String, Set<UUID>> wanted = new TreeMap<>();
        shown.forEach(p -> wanted.computeIfAbsent(p.notice().of().register(), r -> new LinkedHashSet<>())
                .add(p.record()));
        Map<UUID, String> called = new java.util.HashMap<>();
        wanted.forEach((register, ids) -> called.putAll(titles.of(viewer, register, ids)));
        return shown.stream()
                .map(p -> new NoticesPage.Row(
                        new Link(
                                called.getOrDefault(
                                        p.record(), p.notice().label().in(words.language())),
                                NoticeMaker.postingAddress(p.notice(), p.id())),
                        words.say(
                                        "notice.rowWhat",
                                        p.notice().label().in(words.language()),
                                        Formats.shortDate(p.publishedOn(), words.language()),
                                        Formats.shortDate(p.untilOn(), words.language()))
                                + (p.objections() == 0
                                        ? ""
                                        : words.say("notice.rowObjections", p.objections(), p.open())),
                        NoticeMaker.tag(p, day, words)))
                .toList();
    }

    /** Records that may be published, by what their rulebook says, and have not been. */
    private List<NoticesPage.Row> ready(Viewer viewer, Words words, Notice notice) {
        if (notice.where().isEmpty() || viewer.asOf().isPresent() || !viewer.holdsAny(notice.by())) {
            return List.of();
        }
        List<UUID> ids = notices.ready(viewer, notice, SHOWN + 1);
        Map<UUID, String> called = titles.of(viewer, notice.of().register(), ids);
        return ids.stream()
                .map(id -> new NoticesPage.Row(
                        new Link(
                                called.getOrDefault(id, notice.label().in(words.language())),
                                NoticeMaker.draftAddress(notice, id)),
                        notice.label().in(words.language()),
                        null))
                .toList();
    }
}
