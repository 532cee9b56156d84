package io.liren.web.notice;

import io.liren.access.Viewer;
import io.liren.notice.Notice;
import io.liren.notice.Notices;
import io.liren.notice.Posting;
import io.liren.web.frame.Link;
import io.liren.web.frame.RecordLinks;
import io.liren.web.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** At a record's page: its notices, those published and those to be. */
@Component
final class NoticeLinks implements RecordLinks {
    private final Notices notices;

    NoticeLinks(Notices notices) {
        this.notices = notices;
    }

    @Override
    public List<Link> of(Viewer viewer, Words words, String register, UUID record) {
        List<Link> links = new ArrayList<>();
        for (Notice notice : notices.of(viewer, register)) {
            List<Posting> postings = notices.postings(viewer, notice, Optional.of(record));
            String label = notice.label().in(words.language());
            if (!postings.isEmpty()) {
                Posting latest = postings.getFirst();
                links.add(new Link(
                        words.say(
                                "notice.linkState",
                                label,
                                latest.state().label().in(words.language())),
                        NoticeMaker.postingAddress(notice, latest.id())));
            } else if (viewer.asOf().isEmpty() && viewer.holdsAny(notice.by())) {
                links.add(new Link(words.say("notice.link", label), NoticeMaker.draftAddress(notice, record)));
            }
        }
        return links;
    }
}
