package io.liren.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Overseers;
import io.liren.access.Viewer;
import io.liren.block.Compiler;
import io.liren.block.Edition;
import io.liren.calendar.FixedToday;
import io.liren.calendar.Period;
import io.liren.calendar.WorkingDays;
import io.liren.derivation.Derivations;
import io.liren.derivation.State;
import io.liren.duty.DutyKind;
import io.liren.journal.Chain;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.journal.Signing;
import io.liren.parameter.ParameterKind;
import io.liren.register.Attachments;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.register.RegisterKind;
import io.liren.register.Replay;
import io.liren.rulebook.Findings;
import io.liren.rulebook.RulebookReader;
import io.liren.schema.CalendarTables;
import io.liren.schema.CoreSchema;
import io.liren.schema.Migration;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.testing.TestCluster;
import io.liren.testing.TestDatabase;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A month is closed by two people and goes up; what is put right later never changes it, and is told with the next. */
class ClosingTest {
    private static final String BOOK = """
            ---
            rulebook: hall
            title: 调解室制度 | The hall
            version: 2026-01
            posts:
              clerk: 经办人 | Clerk
              head: 负责人 | Head
              outsider: 外人 | Outsider
            ---
            ## 1 月报 | The month
            每月五日前报送月报。
            ```register
            matter:
              label: 纠纷 | Matter
              title: [what]
              happened: told_on
              enter: [clerk]
              fields:
                what:      {label: 事由 | What, type: text, required: true}
                kind:      {label: 类别 | Kind, type: choice, options: {noise: 噪声 | Noise, water: 漏水 | Water}}
                told_on:   {label: 登记日期 | Told on, type: date, required: true}
                closed_on: {label: 办结日期 | Closed on, type: date}
                hours:     {label: 用时 | Hours, type: decimal}
            ```
            ```report
            month_of_hall:
              label: 调解月报 | The month of the hall
              every: month
              also: [quarter]
              rows:
                noise:
                  label: 噪声 | Noise
                  of: "matter where matter.kind == 'noise'"
                  measures:
                    stock: "matter.told_on <= period.end && (matter.closed_on == null || matter.closed_on > period.end)"
                    in:    "matter.told_on >= period.start && matter.told_on <= period.end"
                    out:   "matter.closed_on >= period.start && matter.closed_on <= period.end"
                    hours: {sum: matter.hours, where: "matter.closed_on >= period.start && matter.closed_on <= period.end"}
                water:
                  label: 漏水 | Water
                  of: "matter where matter.kind == 'water'"
                  measures:
                    stock: "matter.told_on <= period.end && (matter.closed_on == null || matter.closed_on > period.end)"
                    in:    "matter.told_on >= period.start && matter.told_on <= period.end"
                    out:   "matter.closed_on >= period.start && matter.closed_on <= period.end"
              columns:
                before: {label: 上月末 | Before, use: stock, period: previous}
                in:     {label: 新增 | New, use: in}
                out:    {label: 办结 | Closed, use: out}
                after:  {label: 月末 | After, use: stock}
                hours:  {label: 用时 | Hours, use: hours}
                rate:   {label: 办结占新增 | Closed of new, ratio: [out, in]}
                grown:  {label: 增减 | Change, difference: [after, before]}
              total: true
              identities:
                - {each: "before + in - out = after", says: 上月末 + 新增 - 办结 = 月末 | Before + new - closed = after}
                - {that: "noise.in + water.in = by_kind.total.matters", says: 与分类表一致 | As in the table by kind}
              hide-under: {count: 3, except: [clerk, head], rows: [water]}
              basis: 本制度第1条 | Clause 1
              admission: 准〔2026〕1号 | 2026-1
              to: 街道 | Street
              due: 5 days
              from: 2026-03-01
              prepared-by: clerk
              reviewed-by: head
            by_kind:
              label: 分类月报 | By kind
              every: month
              of: matter where matter.told_on >= period.start && matter.told_on <= period.end
              rows: matter.kind
              columns:
                matters: {label: 件数 | Matters, count: true}
                last:    {label: 上月 | Last month, count: true, period: previous}
                year:    {label: 上年同期 | A year ago, count: true, period: year-ago}
              total: true
              basis: 本制度第1条 | Clause 1
            open_matters:
              label: 未办结名单 | Matters still open
              every: month
              of: matter where matter.told_on <= period.end && (matter.closed_on == null || matter.closed_on > period.end) && matter.told_on.addMonths(2) > period.start
              list:
                - what
                - kind
                - {name: days, label: 天数 | Days, value: matter.told_on.daysUntil(period.end)}
              basis: 本制度第1条 | Clause 1
              prepared-by: clerk
              reviewed-by: head
            ```
            """;
    private static final UUID HERE = UUID.fromString("0192aaaa-0000-7000-8000-000000000001");
    private static final Period FEBRUARY = Period.parse("2026-02");
    private static final Period MARCH = Period.parse("2026-03");
    private static final Period APRIL = Period.parse("2026-04");

    private static TestDatabase data;
    private static Database database;
    private static Edition edition;
    private static final Journal JOURNAL = new Journal();
    private static final Keys KEYS = new Keys(new byte[16]);
    private final Map<LocalDate, FixedToday> clocks = new LinkedHashMap<>();
    private FixedToday today = new FixedToday(LocalDate.of(2026, 3, 1));

    @BeforeAll
    static void open() {
        data = TestCluster.freshDatabase("core", db -> CoreSchema.apply(db.owner()));
        database = data.database();
        Findings findings = new Findings();
        edition = new Compiler(List.of(new RegisterKind(), new ParameterKind(), new DutyKind(), new ReportKind()))
                .compile(List.of(RulebookReader.read("hall.md", BOOK, findings)), findings);
        assertThat(findings.all()).isEmpty();
        data.ownerDatabase().inTransaction(Scope.platform(), tx -> {
            CalendarTables.fill(tx, WorkingDays.bundled());
            Migration.apply(Migration.plan(edition.tables(), tx), tx);
            tx.update(Sql.of("insert into area (id, kind, name_zh, name_en) values ({id}, 'community', '社区', 'C')")
                    .value("id", HERE));
            tx.update(Sql.of("insert into area_path (ancestor_id, area_id, depth) values ({id}, {same}, 0)")
                    .value("id", HERE)
                    .value("same", HERE));
            tx.update(Sql.of("insert into community (id) values ({id})").value("id", HERE));
            return true;
        });
    }

    @AfterAll
    static void close() {
        data.close();
    }

    @Test
    void aClosedMonthNeverChangesAndItsCorrectionGoesUpWithTheNext() {
        on("2026-02-20");
        UUID drum = matter("noise", "2026-02-10", "2026-03-12", "2");
        on("2026-03-20");
        UUID piano = matter("noise", "2026-03-05", null, "1");
        matter("noise", "2026-03-07", "2026-03-20", "3");
        UUID tap = matter("water", "2026-03-09", null, null);

        on("2026-04-02");
        assertThat(state(MARCH)).isEqualTo(State.OPEN);
        assertThat(sheets().possible(clerk(), standing(MARCH))).containsExactly(Act.PREPARE);
        assertThat(sheets().possible(head(), standing(MARCH))).isEmpty();
        // A month that is not over can't be closed, nor one that is none.
        assertThat(refused(clerk(), APRIL, Act.PREPARE, "")).contains("hall.month_of_hall_sheet.period");
        done(clerk(), MARCH, Act.PREPARE, "");
        // One person doesn't do both, and nothing is sent before it was reviewed.
        Viewer both = viewer("both", "hall.clerk", "hall.head");
        assertThat(refused(clerk(), MARCH, Act.SEND, "")).isNotEmpty();
        assertThat(refused(clerk(), MARCH, Act.REVIEW, "")).isNotEmpty();
        assertThat(refused(
                        new Viewer(clerk().user(), "丙", HERE, both.posts(), Language.ZH, Optional.empty()),
                        MARCH,
                        Act.REVIEW,
                        ""))
                .contains("hall.month_of_hall_sheet.another");
        done(head(), MARCH, Act.REVIEW, "");
        done(clerk(), MARCH, Act.SEND, "");
        assertThat(state(MARCH)).isEqualTo(State.MET);
        Standing march = standing(MARCH);
        SealedSheet sealed = march.prepared().orElseThrow();
        assertThat(march.isSealed()).isTrue();
        assertThat(line(sealed.numbers(), "noise")).isEqualTo("before=1 in=2 out=2 after=1 hours=5 rate=100 grown=0");
        assertThat(line(sealed.numbers(), "water")).isEqualTo("before=0 in=1 out=0 after=1 rate=0 grown=1");
        assertThat(sheets().verifies(clerk(), sealed)).isTrue();

        // Weeks later the facts of March turn out otherwise.
        on("2026-04-20");
        correct(drum, Map.of("closed_on", LocalDate.of(2026, 4, 3)));
        correct(piano, Map.of("kind", "water"));
        UUID late = matter("noise", "2026-03-30", null, null);
        assertThat(standing(MARCH).prepared().orElseThrow().content()).isEqualTo(sealed.content());
        // A number of the closed sheet still opens onto the records of then.
        assertThat(reports().records(clerk(), report(), MARCH, "noise", "out", 10, sealed.preparedAt()))
                .contains(drum)
                .doesNotContain(late);
        assertThat(reports().records(clerk(), report(), MARCH, "noise", "out", 10))
                .doesNotContain(drum);
        List<Correction> owed = sheets().corrections(clerk(), report(), APRIL);
        assertThat(owed).allMatch(c -> c.period().equals(MARCH));
        Correction out = correction(owed, "noise", "out");
        assertThat(out.was()).isEqualByComparingTo("2");
        assertThat(out.now()).isEqualByComparingTo("1");
        assertThat(out.records())
                .containsExactly(new Correction.Changed("hall.matter", drum, BigDecimal.ONE, BigDecimal.ZERO));
        assertThat(correction(owed, "water", "in").records())
                .containsExactly(new Correction.Changed("hall.matter", piano, BigDecimal.ZERO, BigDecimal.ONE));
        // One left the row and another came: the number is as it was told.
        assertThat(owed).noneMatch(c -> c.row().equals("noise") && c.column().equals("in"));
        assertThat(correction(owed, "noise", "after").records())
                .extracting(Correction.Changed::record)
                .contains(late, drum);

        // They go up with April, and are told once.
        on("2026-05-04");
        done(clerk(), APRIL, Act.PREPARE, "");
        done(head(), APRIL, Act.REVIEW, "");
        done(clerk(), APRIL, Act.SEND, "");
        SealedSheet april = standing(APRIL).prepared().orElseThrow();
        assertThat(april.corrections().stream().map(Correction::toMap).toList())
                .isEqualTo(owed.stream().map(Correction::toMap).toList());
        assertThat(april.number("noise", "out").orElseThrow()).isEqualByComparingTo("1");
        assertThat(sheets().corrections(clerk(), report(), Period.parse("2026-05")))
                .isEmpty();
        on("2026-05-20");
        correct(tap, Map.of("told_on", LocalDate.of(2026, 2, 9)));
        assertThat(sheets().corrections(clerk(), report(), Period.parse("2026-05")))
                .filteredOn(c -> c.period().equals(MARCH) && c.column().equals("in"))
                .filteredOn(c -> c.row().equals("water"))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.was())
                            .as("as it was told last, in April's corrections")
                            .isEqualByComparingTo("2");
                    assertThat(c.now()).isEqualByComparingTo("1");
                });

        // One flipped byte, and the seal does not hold.
        byte[] changed = sealed.content().clone();
        changed[changed.length / 2] ^= 1;
        assertThat(Signing.digest(changed)).isNotEqualTo(sealed.digest());
        String key = database.inTransaction(Scope.of(HERE), t -> new Signing(KEYS).publicKey(t, HERE))
                .orElseThrow();
        assertThat(Signing.verifies(key, sealed.content(), sealed.signature())).isTrue();
        assertThat(Signing.verifies(key, changed, sealed.signature())).isFalse();

        // Above returns April with a reason; it is prepared anew, and what was sealed stays in the journal.
        Viewer street = viewer("street", Overseers.POST);
        assertThat(refused(street, APRIL, Act.RETURN, " ")).contains("hall.month_of_hall_sheet.reason");
        done(street, APRIL, Act.RETURN, "漏了一件");
        assertThat(state(APRIL)).isEqualTo(State.OVERDUE);
        on("2026-05-21");
        done(clerk(), APRIL, Act.PREPARE, "");
        done(head(), APRIL, Act.REVIEW, "");
        done(clerk(), APRIL, Act.SEND, "");
        assertThat(state(APRIL)).isEqualTo(State.MET_LATE);
        done(street, APRIL, Act.RECEIVE, "");

        data.ownerDatabase().inTransaction(Scope.of(HERE), t -> {
            assertThat(Chain.verify(t, HERE).broken()).isEmpty();
            assertThat(new Replay(edition, JOURNAL, KEYS).firstDifference(t, HERE))
                    .isEmpty();
            return true;
        });
    }

    @Test
    void whatDoesNotAddUpNamesItsRecords() {
        on("2024-03-20");
        UUID wrong = matter("noise", "2024-03-05", "2024-02-01", null);
        matter("noise", "2024-03-06", "2024-03-07", null);
        List<Reports.Checked> checked = reports().checked(clerk(), report(), Period.parse("2024-03"), 5);
        assertThat(checked).hasSize(3);
        Reports.Checked broken =
                checked.stream().filter(c -> !c.holds()).findFirst().orElseThrow();
        assertThat(broken.row()).contains("noise");
        assertThat(broken.difference()).isEqualByComparingTo("1");
        assertThat(broken.records()).containsEntry("hall.matter", List.of(wrong));
        assertThat(checked.getLast().identity().eachRow()).isFalse();
        assertThat(checked.getLast().holds()).as("the other report agrees").isTrue();
    }

    @Test
    void aListGoesUpAsItWasClosed() {
        on("2021-03-20");
        UUID first = matter("noise", "2021-03-05", null, null);
        matter("water", "2021-03-21", "2021-05-01", null);
        matter("water", "2021-03-07", "2021-03-09", null);
        on("2021-04-02");
        Report list = reports().find("hall.open_matters").orElseThrow();
        Period march = Period.parse("2021-03");
        assertThat(sheets().act(clerk(), list, march, Act.PREPARE, "")).isInstanceOf(Outcome.Entered.class);
        assertThat(sheets().act(head(), list, march, Act.REVIEW, "")).isInstanceOf(Outcome.Entered.class);
        on("2021-04-20");
        correct(first, Map.of("closed_on", LocalDate.of(2021, 3, 30)));
        SealedSheet sealed = sheets().standing(clerk(), list, march).prepared().orElseThrow();
        assertThat(sealed.lines())
                .containsExactly(
                        List.of("noise 2021-03-05", "noise", "26"), List.of("water 2021-03-21", "water", "10"));
        assertThat(sealed.number("listed", "number").orElseThrow()).isEqualByComparingTo("2");
        assertThat(sheets().verifies(clerk(), sealed)).isTrue();
        // As it is now, one is no longer on it; that is told as a correction with the record.
        assertThat(reports().lines(clerk(), list, march)).hasSize(1);
        assertThat(sheets().corrections(clerk(), list, Period.parse("2021-04")))
                .filteredOn(c -> c.row().equals("listed"))
                .singleElement()
                .satisfies(c -> assertThat(c.records())
                        .singleElement()
                        .satisfies(r -> assertThat(r.record()).isEqualTo(first)));
    }

    @Test
    void aSmallNumberIsKeptFromWhoIsNotOfTheUnit() {
        on("2025-03-20");
        matter("water", "2025-03-05", null, null);
        matter("noise", "2025-03-06", "2025-03-07", null);
        Sheet sheet = reports().sheet(clerk(), report(), Period.parse("2025-03"));
        assertThat(sheet.isHidden(clerk(), "water", "in")).isFalse();
        Viewer outsider = viewer("outsider", "hall.outsider");
        assertThat(sheet.isHidden(outsider, "water", "in")).isTrue();
        assertThat(sheet.isHidden(outsider, "water", "out"))
                .as("it would give the others away")
                .isTrue();
        assertThat(sheet.isHidden(outsider, Report.TOTAL, "in")).isTrue();
        assertThat(sheet.isHidden(outsider, "noise", "in")).isFalse();
        assertThat(sheet.isHidden(outsider, Report.TOTAL, "out")).isFalse();
    }

    @Test
    void aColumnMayLookAtTheMonthBeforeAndAtTheYearBefore() {
        on("2023-03-20");
        matter("noise", "2022-03-05", "2022-03-06", null);
        matter("noise", "2023-02-05", "2023-02-06", null);
        matter("noise", "2023-02-06", "2023-02-06", null);
        matter("noise", "2023-03-05", "2023-03-06", null);
        Sheet sheet = reports().sheet(clerk(), reports().find("hall.by_kind").orElseThrow(), Period.parse("2023-03"));
        assertThat(line(sheet.numbers(), "noise")).isEqualTo("matters=1 last=2 year=1");
    }

    // ---- the hall

    private void on(String day) {
        today = clocks.computeIfAbsent(LocalDate.parse(day), FixedToday::new);
    }

    private Facts facts() {
        Facts facts = new Facts(database, edition, today, JOURNAL, KEYS);
        facts.onWrite(derivations()::written);
        return facts;
    }

    private Derivations derivations() {
        return new Derivations(database, edition, today);
    }

    private Reports reports() {
        return new Reports(new Records(database, edition, today, KEYS), edition);
    }

    private Sheets sheets() {
        return new Sheets(
                database, facts(), new Attachments(database, today), JOURNAL, new Signing(KEYS), reports(), today);
    }

    private Report report() {
        return reports().find("hall.month_of_hall").orElseThrow();
    }

    private Standing standing(Period period) {
        return sheets().standing(clerk(), report(), period);
    }

    private State state(Period period) {
        return derivations()
                .occurrences(
                        clerk(),
                        List.of(edition.derivation("hall.month_of_hall").orElseThrow()))
                .stream()
                .filter(o -> o.period().equals(period.key()))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private void done(Viewer viewer, Period period, Act act, String reason) {
        assertThat(sheets().act(viewer, report(), period, act, reason)).isInstanceOf(Outcome.Entered.class);
    }

    private List<String> refused(Viewer viewer, Period period, Act act, String reason) {
        Outcome outcome = sheets().act(viewer, report(), period, act, reason);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome)
                .problems().stream().map(p -> p.code()).toList();
    }

    private static Correction correction(List<Correction> all, String row, String column) {
        return all.stream()
                .filter(c -> c.row().equals(row) && c.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    private static String line(Map<String, Map<String, BigDecimal>> numbers, String row) {
        Map<String, BigDecimal> cells = numbers.get(row);
        StringBuilder line = new StringBuilder();
        for (String column :
                List.of("before", "in", "out", "after", "hours", "rate", "grown", "matters", "last", "year")) {
            if (cells.containsKey(column)) {
                line.append(line.isEmpty() ? "" : " ")
                        .append(column)
                        .append('=')
                        .append(SealedSheet.plain(cells.get(column)));
            }
        }
        return line.toString();
    }

    private UUID matter(String kind, String told, @Nullable String closed, @Nullable String hours) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("what", kind + " " + told);
        values.put("kind", kind);
        values.put("told_on", LocalDate.parse(told));
        values.put("closed_on", closed == null ? null : LocalDate.parse(closed));
        values.put("hours", hours == null ? null : new BigDecimal(hours));
        Outcome outcome = facts().enter(clerk(), "hall.matter", values, EntryOptions.none());
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
        return ((Outcome.Entered) outcome).id();
    }

    private void correct(UUID record, Map<String, Object> changes) {
        assertThat(facts().correct(clerk(), "hall.matter", record, 1, changes, EntryOptions.because("核对后更正")))
                .isInstanceOf(Outcome.Entered.class);
    }

    private Viewer clerk() {
        return viewer("clerk", "hall.clerk");
    }

    private Viewer head() {
        return viewer("head", "hall.head");
    }

    private static Viewer viewer(String name, String... posts) {
        return new Viewer(
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                HERE,
                Set.of(posts),
                Language.ZH,
                Optional.empty());
    }
}
