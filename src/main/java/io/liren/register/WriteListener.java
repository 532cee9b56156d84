package io.liren.register;

import io.liren.sql.Transaction;
import java.util.Set;
import java.util.UUID;

/** Is told of each write, inside its transaction and before its entry in the journal. */
@FunctionalInterface
public interface WriteListener {
    /**
     * @param registers the registers written to, full ids
     */
    void written(Transaction transaction, UUID community, Set<String> registers);
}
