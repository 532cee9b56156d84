package io.liren.expression;

import io.liren.calendar.WorkingDays;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.testing.TestCluster;
import io.liren.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same invented facts in a database and in memory. Many are missing; some are voided or another community's. */
final class ClubFacts implements Memory, AutoCloseable {
    static final LocalDate TODAY = LocalDate.of(2026, 10, 2);
    static final UUID COMMUNITY = new UUID(0, 1);
    static final Map<String, Object> PARAMETERS = Map.of(
            "months",
            BigDecimal.valueOf(6),
            "fee",
            new BigDecimal("12.50"),
            "rates",
            new Bands(List.of(
                    new Bands.Band(new BigDecimal("3000"), new BigDecimal("0.5")),
                    new Bands.Band(new BigDecimal("5000"), new BigDecimal("1")),
                    new Bands.Band(null, new BigDecimal("2")))));
    private static final String RATES = "[{\"upto\":3000,\"rate\":0.5},{\"upto\":5000,\"rate\":1},{\"rate\":2}]";
    private static final WorkingDays WORKING_DAYS = WorkingDays.bundled();

    private final Random random;
    private final Map<String, Map<UUID, Map<String, @Nullable Object>>> facts = new LinkedHashMap<>();
    private final TestDatabase database = TestCluster.freshDatabase();

    ClubFacts(long seed) {
        random = new Random(seed);
        for (String register : List.of("club.home", "club.member", "club.visit")) {
            facts.put(register, new LinkedHashMap<>());
        }
        make();
        database.ownerDatabase().inTransaction(Scope.platform(), tx -> {
            lay(tx);
            return 0;
        });
    }

    private void make() {
        for (int i = 0; i < 8; i++) {
            add("club.home", 100 + i, map("street", text(), "rooms", whole(), "area", decimal()));
        }
        for (int i = 0; i < 24; i++) {
            add(
                    "club.member",
                    200 + i,
                    map(
                            "name", text(),
                            "sex", some("female", "male"),
                            "born_on", date(1940, 80),
                            "joined_on", date(2023, 4),
                            "left_on", date(2026, 1),
                            "children", whole(),
                            "income", decimal(),
                            "active", some(true, false),
                            "wakes_at", some(LocalTime.of(6, 30), LocalTime.of(7, 30)),
                            "home", reference(100, 8),
                            "mentor", reference(200, 24)));
        }
        for (int i = 0; i < 40; i++) {
            add(
                    "club.visit",
                    300 + i,
                    map(
                            "member", reference(200, 24),
                            "on", date(2026, 1),
                            "at", moment(),
                            "form", some("door", "phone", "letter"),
                            "purposes", many(() -> some("door", "phone", "letter")),
                            "minutes", whole(),
                            "cost", decimal(),
                            "present", many(() -> reference(200, 24)),
                            "state", some("open", "done")));
        }
    }

    private void add(String register, int number, Map<String, @Nullable Object> fields) {
        fields.put("id", new UUID(0, number));
        if (random.nextInt(10) == 0) {
            fields.put("voided_at", LocalDate.of(2026, 1, 1));
        }
        facts.get(register).put(new UUID(0, number), fields);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private @Nullable Object some(Object... values) {
        return random.nextInt(4) == 0 ? null : values[random.nextInt(values.length)];
    }

    private @Nullable Object many(java.util.function.Supplier<@Nullable Object> each) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Object item = each.get();
            if (item != null) {
                list.add(item);
            }
        }
        return list;
    }

    private @Nullable Object reference(int first, int count) {
        return some(new UUID(0, first + random.nextInt(count)));
    }

    private @Nullable Object text() {
        return some("甲", "乙", "王庚七", "东街", "");
    }

    private @Nullable Object whole() {
        return some(BigDecimal.valueOf(random.nextInt(9) - 2), BigDecimal.valueOf(random.nextInt(200)));
    }

    private @Nullable Object decimal() {
        return some(
                new BigDecimal("3000"),
                new BigDecimal("3000.01"),
                BigDecimal.valueOf(random.nextInt(1_000_000), 2),
                BigDecimal.valueOf(random.nextInt(50) - 20, 1));
    }

    /** Often the last days of a month. */
    private @Nullable Object date(int year, int years) {
        LocalDate day = LocalDate.of(year, 1, 1).plusDays(random.nextInt(365 * years));
        LocalDate end = day.withDayOfMonth(day.lengthOfMonth());
        return some(day, day, end, LocalDate.of(year + years - 1, 10, 2));
    }

    /** Often near midnight, where the day depends on the zone. */
    private @Nullable Object moment() {
        Instant noon = Instant.parse("2026-09-30T04:00:00Z");
        return some(
                noon.plusSeconds(random.nextInt(400_000)),
                Instant.parse("2026-09-30T15:59:59Z"),
                Instant.parse("2026-09-30T16:00:00Z"));
    }

    private void lay(Transaction tx) {
        tx.update(Sql.of("create table calendar_day (day date primary key, working boolean, ordinal int)"));
        StringBuilder days = new StringBuilder();
        for (WorkingDays.Day day : WORKING_DAYS.days()) {
            days.append(day.day())
                    .append('\t')
                    .append(day.working())
                    .append('\t')
                    .append(day.ordinal())
                    .append('\n');
        }
        tx.copy(Sql.of("copy calendar_day from stdin"), days.toString());
        tx.update(Sql.of("create index on calendar_day (ordinal)"));
        tx.update(Sql.of("create table club_home (community_id uuid, id uuid, voided_at timestamptz,"
                + " street text, rooms bigint, area numeric)"));
        tx.update(Sql.of("create table club_member (community_id uuid, id uuid, voided_at timestamptz,"
                + " name text, sex text, born_on date, joined_on date, left_on date, children bigint,"
                + " income numeric(15,2), active boolean, wakes_at time, home_id uuid, mentor_id uuid)"));
        tx.update(Sql.of("create table club_visit (community_id uuid, id uuid, voided_at timestamptz,"
                + " member_id uuid, \"on\" date, at timestamptz, form text, purposes text[], minutes bigint, cost numeric,"
                + " present_ids uuid[], state text)"));
        tx.update(
                Sql.of(
                        "create function case_state(uuid) returns text stable language sql as"
                                + " 'select state from club_visit where id = $1 and community_id = ''00000000-0000-0000-0000-000000000001'''"));
        for (UUID community : List.of(COMMUNITY, new UUID(0, 2))) {
            insert(tx, community, Club.home);
            insert(tx, community, Club.member);
            insert(tx, community, Club.visit);
        }
    }

    private void insert(Transaction tx, UUID community, Shape shape) {
        facts.get(shape.register()).values().forEach(row -> {
            List<Sql> columns = new ArrayList<>(List.of(Sql.of("community_id"), Sql.of("id"), Sql.of("voided_at")));
            List<Sql> values = new ArrayList<>(List.of(Sql.bind(community), Sql.bind(row.get("id"))));
            values.add(row.get("voided_at") == null ? Sql.of("null") : Sql.of("now()"));
            shape.fields().forEach((name, field) -> {
                String column = field.source() instanceof Source.Column(String c) ? c : name;
                if (!(field.source() instanceof Source.Computed)) {
                    columns.add(Sql.identifier(column));
                    values.add(cast(field.type(), row.get(name)));
                }
            });
            tx.update(Sql.of("insert into {table} ({columns}) values ({values})")
                    .name("table", shape.table())
                    .part("columns", Sql.join(", ", columns))
                    .part("values", Sql.join(", ", values)));
        });
    }

    private static Sql cast(Type type, @Nullable Object value) {
        return Sql.of("{value}::{type}").value("value", value).part("type", SqlPieces.typeName(type));
    }

    @Override
    public List<Map<String, @Nullable Object>> all(String register) {
        return facts.get(register).values().stream()
                .filter(row -> row.get("voided_at") == null)
                .toList();
    }

    @Override
    public Optional<Map<String, @Nullable Object>> record(String register, UUID id) {
        return Optional.ofNullable(facts.get(register).get(id));
    }

    Situation situation() {
        return new Situation(
                TODAY,
                LocalDate.of(2026, 7, 1),
                LocalDate.of(2026, 9, 30),
                LocalDate.of(2026, 9, 7),
                PARAMETERS,
                WORKING_DAYS,
                this);
    }

    /** For a statement over rows {@code m} of members and {@code v} of visits. */
    Bindings bindings() {
        return Bindings.of(Sql.of("m.community_id"), Sql.bind(TODAY))
                .row("member", "m")
                .row("v", "v")
                .period(Sql.of("date '2026-07-01'"), Sql.of("date '2026-09-30'"))
                .trigger(Sql.of("date '2026-09-07'"))
                .parameters(name -> switch (name) {
                    case "months" -> Sql.of("6::numeric");
                    case "fee" -> Sql.of("12.50");
                    default -> Sql.of("{rates}::jsonb").value("rates", RATES);
                });
    }

    TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
    }
}
