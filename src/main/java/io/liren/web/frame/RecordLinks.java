package io.liren.web.frame;

import io.liren.access.Viewer;
import java.util.List;
import java.util.UUID;

/** Whoever offers something at a record's page: its notices, its documents. */
@FunctionalInterface
public interface RecordLinks {
    /** The ways on, for this viewer; none if there is nothing. */
    List<Link> of(Viewer viewer, Words words, String register, UUID record);
}
