package io.liren.web.open;

import io.liren.access.Areas;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The communities that have a public front page (社区公开页). */
@Component
public final class Communities {
    private final Database database;

    Communities(Database database) {
        this.database = database;
    }

    /** All of them, by name. */
    public List<Areas.Named> all() {
        return database.inTransaction(Scope.platform(), Areas::named);
    }

    /** One of them. */
    public Optional<Areas.Named> find(UUID id) {
        return all().stream().filter(c -> c.id().equals(id)).findFirst();
    }
}
