package io.liren.bench;

import io.liren.access.Areas;
import io.liren.access.Staff;
import io.liren.access.Tokens;
import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.DerivationScope;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.journal.Journal;
import io.liren.register.Bulk;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Row;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Enters invented people over HTTP, with several clients over many communities at once, and holds it against the same work
 * as plain SQL: the very same rows, keys and journal entries inserted, the chain moved on under its lock, and the touched
 * duties' statements run once a community. Then it reads pages of the list over HTTP, and as the plain query.
 */
public final class EntryBench {
    /** How many clients there are at one time. */
    public static final int CLIENTS = 8;

    private static final int COLUMNS = 12;
    private static final int PAGE = 50;
    /** How many rounds warm it up: what an office uses has been running for days. */
    private static final int WARM = 3;

    private final Database owner;
    private final Database database;
    private final Facts facts;
    private final Journal journal;
    private final Edition edition;
    private final Today today;
    private final RegisterModel register;
    private final List<FieldModel> columns;
    private final Invented invented;
    private final List<Office> offices = new ArrayList<>();
    private final Random random = new Random(20261125);
    private int invention;

    private record Office(UUID community, String token) {}

    /** @param owner the owner of a database that is thrown away */
    public EntryBench(
            Database owner,
            Database database,
            Facts facts,
            Records records,
            Journal journal,
            Edition edition,
            Today today) {
        this.owner = owner;
        this.database = database;
        this.facts = facts;
        this.journal = journal;
        this.edition = edition;
        this.today = today;
        this.register = ImportBench.fullest(records);
        this.columns = ImportBench.filled(register).limit(COLUMNS).toList();
        this.invented = new Invented(columns, today.today());
    }

    /**
     * How something went with all clients at once.
     *
     * @param median seconds, of one
     * @param perSecond of all
     */
    public record Pace(double median, double perSecond) {
        /** The same, if so many seconds more had gone by. */
        private Pace and(int count, double seconds) {
            return new Pace(median, count / (count / perSecond + seconds));
        }
    }

    /**
     * What was measured.
     *
     * @param enteredInSql the same work as plain SQL: the rows, the chain, the touched duties
     * @param inserted the rows alone
     */
    public record Result(
            String register,
            int communities,
            int people,
            int entries,
            Pace entered,
            Pace enteredInSql,
            Pace inserted,
            Pace pages,
            Pace queries) {
        /** The share of the same work as plain SQL that entries over HTTP reach. */
        public double entriesToInserts() {
            return entered.perSecond / enteredInSql.perSecond;
        }

        /** The share that they reach of inserting the rows alone, with neither chain nor derivation. */
        public double entriesToRowsAlone() {
            return entered.perSecond / inserted.perSecond;
        }

        /** The share of the plain queries that pages over HTTP reach. */
        public double pagesToQueries() {
            return pages.perSecond / queries.perSecond;
        }
    }

    /** Makes communities with a clerk each, and fills the register with people. */
    public void fill(int communities, int people) {
        for (int i = 0; i < communities; i++) {
            Office office = office(i);
            offices.add(office);
            List<Bulk.Line> lines = IntStream.range(0, people / communities)
                    .mapToObj(row -> Bulk.Line.of(person()))
                    .toList();
            if (facts.bulk(clerk(office.community()), register.id(), lines) instanceof Bulk.Result.Refused refused) {
                throw new BenchFailure(new Label(
                        "造的人没有登记上:" + refused.problems(), "the invented people were refused: " + refused.problems()));
            }
        }
    }

    private Office office(int number) {
        UUID community = community("测量 " + number);
        Viewer clerk = clerk(community);
        owner.inTransaction(Scope.platform(), transaction -> {
            Staff.found(
                    transaction,
                    journal,
                    clerk.user(),
                    today.now(),
                    community,
                    clerk.user(),
                    "bench-" + number,
                    clerk.name(),
                    "",
                    clerk.posts());
            return true;
        });
        String token = new Tokens(database, journal, today)
                .make(clerk, Tokens.Kind.API, "bench", Set.of("read", "write", "duties"), Optional.empty())
                .secret();
        return new Office(community, token);
    }

    private UUID community(String name) {
        return owner.inTransaction(Scope.platform(), transaction -> {
            UUID id = Ids.fresh(today.now());
            UUID above = transaction.one(Sql.of("select id from area order by id limit 1"), row -> row.uuid("id"));
            Areas.make(transaction, id, Optional.of(above), "community", name, name);
            return id;
        });
    }

    private Viewer clerk(UUID community) {
        return new Viewer(
                UUID.nameUUIDFromBytes(community.toString().getBytes(StandardCharsets.US_ASCII)),
                "测量",
                community,
                Set.copyOf(register.enter()),
                Language.ZH,
                Optional.empty());
    }

    private Map<String, String> person() {
        Map<String, String> values = new HashMap<>();
        List<@Nullable Object> row = invented.row(++invention);
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            if (value != null) {
                values.put(columns.get(i).name(), value.toString());
            }
        }
        return values;
    }

    /** Measures, with a server that listens at a port of this machine, once so many entries have warmed it up a few times. */
    public Result measure(int port, int entries) {
        String api = "http://127.0.0.1:" + port + "/api/v1";
        String address = api + "/registers/" + register.id().replace('.', '/');
        System.setProperty("http.maxConnections", String.valueOf(CLIENTS));
        for (int round = 0; round < WARM; round++) {
            enter(address, entries);
            duties(api);
        }
        List<UUID> made = new ArrayList<>();
        Pace entered = enter(address, entries, made);
        List<Derivation> touched = touched();
        entered = entered.and(entries, duties(api));
        Pace inserted = insert(made, "照抄", false);
        Pace enteredInSql = insert(made, "另抄", true).and(entries, derive(touched));
        pages(address, entries);
        Pace pages = pages(address, entries);
        query(entries);
        Pace queries = query(entries);
        int people = owner.inTransaction(Scope.platform(), transaction -> (int) transaction
                .one(
                        Sql.of("select count(*) as count from {table}")
                                .name("table", register.table().name()),
                        (Row row) -> row.whole("count"))
                .longValue());
        return new Result(
                register.id(), offices.size(), people, entries, entered, enteredInSql, inserted, pages, queries);
    }

    private void enter(String address, int count) {
        enter(address, count, new ArrayList<>());
    }

    private Pace enter(String address, int count, List<UUID> made) {
        List<Request> requests = IntStream.range(0, count)
                .mapToObj(i -> new Request(
                        any(), address, JsonMapper.shared().writeValueAsString(Map.of("values", person())), 201))
                .toList();
        UUID[] ids = new UUID[count];
        Pace pace = together(
                count,
                i -> ids[i] = UUID.fromString(JsonMapper.shared()
                        .readTree(requests.get(i).sent())
                        .required("id")
                        .asString()));
        made.addAll(Arrays.asList(ids));
        return pace;
    }

    /** Everybody asks what is due, so that what the entries touched is derived; how many seconds that takes. */
    private double duties(String api) {
        Pace asked = together(offices.size(), i -> new Request(offices.get(i), api + "/duties", "", 200).sent());
        return offices.size() / asked.perSecond();
    }

    private Office any() {
        return offices.get(random.nextInt(offices.size()));
    }

    /**
     * A question or an entry over HTTP.
     *
     * @param body an entry; empty: a question
     * @param expected the status of a good answer
     */
    private record Request(Office office, String address, String body, int expected) {
        /** Sends it, on a connection that another request may have used before; returns the answer's body. */
        String sent() {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create(address).toURL().openConnection();
                connection.setRequestProperty("Authorization", "Bearer " + office.token());
                if (!body.isEmpty()) {
                    connection.setRequestMethod("POST");
                    connection.setDoOutput(true);
                    connection.setRequestProperty("Content-Type", "application/json");
                    connection.setRequestProperty("Prefer", "return=minimal");
                    try (OutputStream out = connection.getOutputStream()) {
                        out.write(body.getBytes(StandardCharsets.UTF_8));
                    }
                }
                int status = connection.getResponseCode();
                try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                    String answer = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    if (status != expected) {
                        throw new BenchFailure(new Label(
                                "服务器答 " + status + ":" + answer, "the server answered " + status + ": " + answer));
                    }
                    return answer;
                }
            } catch (IOException e) {
                throw new BenchFailure(new Label("服务器没有回答:" + e, "the server did not answer: " + e));
            }
        }
    }

    /** One row of a table as PostgreSQL itself writes it. */
    private record Written(UUID community, String table, String row) {}

    /** The duties that entries have touched. */
    private List<Derivation> touched() {
        Set<String> stale = Set.copyOf(owner.inTransaction(
                Scope.platform(),
                transaction -> transaction.rows(
                        Sql.of("select distinct unnest(stale) as duty from derived"), row -> row.text("duty"))));
        return edition.derivations().stream()
                .filter(duty -> stale.contains(duty.id()))
                .toList();
    }

    /** Runs the duties' statements for each community, in the same role; how many seconds that takes. */
    private double derive(List<Derivation> duties) {
        String[] ids = duties.stream().map(Derivation::id).toArray(String[]::new);
        Pace derived = together(offices.size(), i -> {
            UUID community = offices.get(i).community();
            DerivationScope scope = Derivations.scope(List.of(community), today.today(), today.zone());
            database.inTransaction(Scope.of(community), transaction -> {
                transaction.update(
                        Sql.of("delete from occurrence where community_id = {community} and duty = any({duties})")
                                .value("community", community)
                                .value("duties", ids));
                return duties.stream()
                        .mapToInt(duty -> transaction.update(Derivations.insert(duty, scope)))
                        .sum();
            });
        });
        return offices.size() / derived.perSecond();
    }

    /**
     * The same rows under other communities, each entry's in a transaction, in the same role.
     *
     * @param chain whether the chain is moved on too: its end is locked, and gets the digest of what was entered
     */
    private Pace insert(List<UUID> made, String name, boolean chain) {
        Map<UUID, UUID> elsewhere = new HashMap<>();
        offices.forEach(office -> elsewhere.put(office.community(), community(name + " " + office.community())));
        Map<UUID, List<Written>> rows = new HashMap<>();
        for (String[] table : new String[][] {
            {register.table().name(), "id"},
            {register.table().versions(), "id"},
            {"journal", "record"},
            {"person_key", "person_id"}
        }) {
            written(table[0], table[1], made)
                    .forEach((id, there) ->
                            rows.computeIfAbsent(id, i -> new ArrayList<>()).addAll(there));
        }
        return together(made.size(), i -> {
            List<Written> entry = rows.getOrDefault(made.get(i), List.of());
            UUID from = entry.getFirst().community();
            UUID to = elsewhere.getOrDefault(from, from);
            database.inTransaction(Scope.of(to), transaction -> {
                for (Written row : entry) {
                    transaction.update(Sql.of("""
                                            insert into {table}
                                            select (x.r).* from (select {row}::{table} as r offset 0) x""")
                            .name("table", row.table())
                            .value("row", row.row().replace(from.toString(), to.toString())));
                }
                return chain
                        ? transaction.update(Sql.of("""
                                            update community
                                               set position = position + 1,
                                                   head = sha256(head || convert_to({entry}, 'UTF8'))
                                             where id = {community}""")
                                .value("entry", entry.getLast().row())
                                .value("community", to))
                        : entry.size();
            });
        });
    }

    private Map<UUID, List<Written>> written(String table, String key, List<UUID> made) {
        Map<UUID, List<Written>> rows = new HashMap<>();
        owner.inTransaction(
                Scope.platform(),
                transaction -> transaction.rows(
                        Sql.of("""
                                select t.community_id, t.{key} as id, t::text as written
                                  from {table} t
                                 where t.{key} = any({made}) and t.community_id = any({communities})""")
                                .name("table", table)
                                .name("key", key)
                                .value("made", made.toArray(UUID[]::new))
                                .value(
                                        "communities",
                                        offices.stream().map(Office::community).toArray(UUID[]::new)),
                        row -> rows.computeIfAbsent(row.uuid("id"), i -> new ArrayList<>())
                                .add(new Written(row.uuid("community_id"), table, row.text("written")))));
        return rows;
    }

    /** The newest of a community with the fields that are stored, as the plain query has them. */
    private Pace pages(String address, int count) {
        String stored = register.entered().stream().map(FieldModel::name).collect(Collectors.joining(","));
        String page = address + "?size=" + PAGE + "&fields=" + stored;
        List<Request> requests = IntStream.range(0, count)
                .mapToObj(i -> new Request(any(), page, "", 200))
                .toList();
        return together(count, i -> requests.get(i).sent());
    }

    /** The newest of a community, and how many there are: what a page shows. */
    private Pace query(int count) {
        List<UUID> asked =
                IntStream.range(0, count).mapToObj(i -> any().community()).toList();
        return together(
                count,
                i -> database.inTransaction(
                        Scope.of(asked.get(i)),
                        transaction -> transaction
                                .rows(
                                        Sql.of("""
                                                select t.*, (select count(*) from {table} c
                                                              where c.community_id = {community}
                                                                and c.voided_at is null) as all_of_them
                                                  from {table} t
                                                 where t.community_id = {community} and t.voided_at is null
                                                 order by t.id desc limit {most}""")
                                                .name("table", register.table().name())
                                                .value("community", asked.get(i))
                                                .value("most", PAGE),
                                        Row::all)
                                .size()));
    }

    private interface Work {
        void at(int number);
    }

    /** Does so many pieces of work with all clients at once. */
    private static Pace together(int count, Work work) {
        double[] seconds = new double[count];
        AtomicInteger next = new AtomicInteger();
        List<RuntimeException> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        long start = System.nanoTime();
        List<Thread> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> Thread.ofPlatform().start(() -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        long began = System.nanoTime();
                        try {
                            work.at(i);
                        } catch (RuntimeException e) {
                            failures.add(e);
                            next.set(count);
                        }
                        seconds[i] = (System.nanoTime() - began) / 1e9;
                    }
                }))
                .toList();
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        double all = (System.nanoTime() - start) / 1e9;
        Arrays.sort(seconds);
        return new Pace(seconds[count / 2], count / all);
    }
}
