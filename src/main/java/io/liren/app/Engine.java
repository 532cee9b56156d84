package io.liren.app;

import io.liren.access.Accounts;
import io.liren.access.Areas;
import io.liren.access.StaffReplay;
import io.liren.block.Compiler;
import io.liren.block.Edition;
import io.liren.block.Loaded;
import io.liren.block.Texts;
import io.liren.calendar.Today;
import io.liren.calendar.WorkingDays;
import io.liren.derivation.Derivations;
import io.liren.derivation.WaiverReplay;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.journal.Replays;
import io.liren.journal.Signing;
import io.liren.ledger.Ledgers;
import io.liren.parameter.ParameterReplay;
import io.liren.parameter.Parameters;
import io.liren.register.Attachments;
import io.liren.register.Facts;
import io.liren.register.Records;
import io.liren.register.Replay;
import io.liren.report.Reports;
import io.liren.report.Sheets;
import io.liren.rulebook.Findings;
import io.liren.schema.CalendarTables;
import io.liren.schema.CoreSchema;
import io.liren.schema.Ids;
import io.liren.schema.Migration;
import io.liren.schema.MigrationRefused;
import io.liren.schema.Plan;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Transaction;
import io.liren.web.frame.Titles;
import io.liren.wording.Label;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Every object of the running system, made once, over one database and one edition of the rulebooks. */
record Engine(
        Database owner,
        Database database,
        Edition edition,
        Today today,
        Journal journal,
        Keys keys,
        Facts facts,
        Records records,
        Derivations derivations,
        Ledgers ledgers,
        Reports reports,
        Parameters parameters,
        Accounts accounts,
        Titles titles,
        Path templates) {
    /** The file of a home that holds its master secret. */
    static final String MASTER_SECRET = "master.key";

    /**
     * Lays the tables the rulebooks ask for and makes the objects.
     *
     * @throws StartFailure if the rulebooks have errors, or ask for a change of the tables that would lose something
     */
    static Engine open(Connections connections, Path home, Path rulebooks, Today today, Progress progress) {
        return open(connections, home, rulebooks, Checking.begun(rulebooks), today, progress);
    }

    /** The same, with the rulebooks that are being read already. */
    static Engine open(
            Connections connections,
            Path home,
            Path rulebooks,
            Supplier<Checking.Ready> reading,
            Today today,
            Progress progress) {
        CoreSchema.apply(connections.owner()); // while the rulebooks are being read
        Checking.Ready ready = progress.step(new Label("读制度", "reading the rulebooks"), reading);
        refuse(ready.findings());
        Database owner = connections.ownerDatabase();
        Edition edition = remembering(owner, ready.edition(), today);
        Parameters parameters = new Parameters(edition);
        Optional<String> program = Program.with(edition);
        boolean laid = program.isPresent()
                && owner.inTransaction(Scope.platform(), transaction -> Program.isLaid(transaction, program.get()));
        if (!laid) {
            progress.step(
                    new Label("建表", "laying tables"),
                    () -> owner.inTransaction(
                            Scope.platform(), transaction -> lay(transaction, edition, parameters, today, program)));
        }
        Database database = new Database(connections.app());
        Journal journal = new Journal();
        Keys keys = new Keys(master(home));
        Facts facts = new Facts(database, edition, today, journal, keys);
        Records records = new Records(database, edition, today, keys);
        Derivations derivations = new Derivations(database, edition, today, program);
        facts.onWrite(derivations::written);
        return new Engine(
                owner,
                database,
                edition,
                today,
                journal,
                keys,
                facts,
                records,
                derivations,
                new Ledgers(records, edition, today),
                new Reports(records, edition),
                parameters,
                new Accounts(database),
                records::titles,
                rulebooks.resolve("templates"));
    }

    /** The same edition, in which what began under an earlier text of a rulebook is still held to that. */
    private static Edition remembering(Database owner, Edition edition, Today today) {
        Map<String, List<Loaded>> texts = owner.inTransaction(
                Scope.platform(), transaction -> Texts.loads(transaction, edition.rulebooks(), today.now()));
        Compiler compiler = new Compiler(Kinds.all());
        if (!compiler.remembers(texts)) {
            return edition;
        }
        Findings findings = new Findings();
        Edition remembering = compiler.compile(edition.rulebooks(), findings, texts);
        refuse(findings);
        return remembering;
    }

    private static void refuse(Findings findings) {
        if (findings.hasErrors()) {
            findings.errors().forEach(found -> System.err.println(DiagnosticText.of(found) + "\n"));
            throw new StartFailure(new Label(
                    "制度有 " + findings.errors().size() + " 处错误,没有启动。./liren check 列出全部。",
                    "the rulebooks have " + findings.errors().size()
                            + " errors, not started; ./liren check lists them"));
        }
    }

    /** Brings the tables, the calendar and the rulebooks' parameters to what this edition says; returns how much changed. */
    private static int lay(
            Transaction transaction, Edition edition, Parameters parameters, Today today, Optional<String> program) {
        CalendarTables.fill(transaction, WorkingDays.bundled());
        Plan plan = Migration.plan(edition.tables(), transaction);
        try {
            Migration.apply(plan, transaction);
        } catch (MigrationRefused e) {
            throw new StartFailure(new Label(
                    "制度改动了已有的表,不能自动迁移:" + e.getMessage(),
                    "the rulebooks change existing tables in a way that is not done by itself: " + e.getMessage()));
        }
        UUID topmost = Areas.topmost(transaction, Ids.fresh(today.now()));
        parameters.load(transaction, topmost, today.now());
        Texts.keep(transaction, edition, today.now());
        program.ifPresent(digest -> Program.laid(transaction, digest));
        return plan.changes().size();
    }

    /** The key that wraps people's keys; it lies in the home, not in the database. */
    private static byte[] master(Path home) {
        try {
            return masterKey(Folders.secret(home.resolve(MASTER_SECRET)));
        } catch (java.io.IOException e) {
            throw DiskSpace.explain(e, home);
        }
    }

    /** The key that a home's master secret gives. */
    static byte[] masterKey(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes reports. */
    Sheets sheets() {
        return new Sheets(
                database, facts, new Attachments(database, today), journal, new Signing(keys), reports, today);
    }

    /** Everything the journal holds entries for, to be held against its tables. */
    Replays replays() {
        return new Replays(List.of(
                new Replay(edition, journal, keys),
                new WaiverReplay(journal),
                new StaffReplay(journal),
                new ParameterReplay(edition, journal)));
    }

    /** All communities there are. */
    List<UUID> communities() {
        return owner.inTransaction(Scope.platform(), Areas::communities);
    }
}
