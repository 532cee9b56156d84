package io.liren.web.frame;

import io.liren.access.Viewer;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What people call records, many at once: one statement, not one a record. */
@FunctionalInterface
public interface Titles {
    /** The titles of records of a register, by id; none if the viewer may not read the register. */
    Map<UUID, String> of(Viewer viewer, String register, Collection<UUID> ids);
}
