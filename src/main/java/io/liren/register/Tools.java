package io.liren.register;

import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.sql.Transaction;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What every write needs.
 *
 * @param listeners are told of writes; the list may grow
 */
record Tools(
        Edition edition, Registers registers, Today today, Journal journal, Keys keys, List<WriteListener> listeners) {
    /**
     * What is derived from the facts is derived by one write at a time, so that it sees the facts of all before it. The
     * chain's lock serves: it is taken here at the latest, after all that can be done side by side.
     */
    void tell(Transaction transaction, UUID community, Set<String> added, Set<String> changed) {
        if (!listeners.isEmpty()) {
            journal.lock(transaction, community);
            listeners.forEach(l -> l.written(transaction, community, added, changed));
        }
    }
}
