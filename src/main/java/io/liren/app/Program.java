package io.liren.app;

import io.liren.block.Edition;
import io.liren.journal.Signing;
import io.liren.rulebook.Rulebook;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which build of the program runs which rulebooks: what one start did for them, the next need not do again. */
final class Program {
    private static final String TABLES = "tables";

    private Program() {}

    /** A digest of the build and of all rulebooks; empty if it runs from single classes, which may change at any time. */
    static Optional<String> with(Edition edition) {
        try {
            Path jar = Path.of(Program.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(jar)) {
                return Optional.empty();
            }
            StringBuilder all = new StringBuilder()
                    .append(Files.size(jar))
                    .append(' ')
                    .append(Files.getLastModifiedTime(jar).toMillis());
            for (Rulebook rulebook : edition.rulebooks()) {
                all.append('\0').append(rulebook.id()).append('\0').append(rulebook.source());
            }
            return Optional.of(Signing.digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (URISyntaxException | IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the tables were last laid for this. */
    static boolean isLaid(Transaction owner, String digest) {
        return owner.any(Sql.of("select 1 from laid where what = {what} and digest = {digest}")
                .value("what", TABLES)
                .value("digest", digest));
    }

    /** Notes that the tables are laid for this. */
    static void laid(Transaction owner, String digest) {
        owner.update(Sql.of("""
                insert into laid (what, digest) values ({what}, {digest})
                on conflict (what) do update set digest = excluded.digest""").value("what", TABLES).value("digest", digest));
    }
}
