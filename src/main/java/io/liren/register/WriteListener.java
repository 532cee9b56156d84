package io.liren.register;

import io.liren.sql.Transaction;
import java.util.Set;
import java.util.UUID;

/** Is told of each write, inside its transaction and before its entry in the journal. */
@FunctionalInterface
public interface WriteListener {
    /**
     * @param added the registers that got new records, full ids
     * @param changed the registers of which records that were there are no longer as they were
     */
    void written(Transaction transaction, UUID community, Set<String> added, Set<String> changed);
}
