package io.liren.web.open;

import io.liren.access.FollowCodes;
import io.liren.web.frame.Words;
import java.util.Optional;
import java.util.UUID;

/** Whoever takes something in from residents tells what has become of it. */
@FunctionalInterface
public interface Following {
    /** What has become of a record; empty if it is not theirs. */
    Optional<FollowPage.Found> of(UUID community, FollowCodes.Followed followed, Words words);
}
