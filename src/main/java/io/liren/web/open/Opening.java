package io.liren.web.open;

import io.liren.web.frame.Words;
import java.util.List;
import java.util.UUID;

/** Whoever has something for the community's public front page. */
@FunctionalInterface
public interface Opening {
    /** What stands open today; groups without items are left out. */
    List<OpenPage.Group> of(UUID community, Words words);
}
