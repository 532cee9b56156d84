package io.liren.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.block.BlockKind;
import io.liren.block.Compiler;
import io.liren.block.Edition;
import io.liren.block.Texts;
import io.liren.calendar.FixedToday;
import io.liren.calendar.Today;
import io.liren.calendar.WorkingDays;
import io.liren.derivation.Derivations;
import io.liren.duty.DutyKind;
import io.liren.effect.Pictures;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.ledger.LedgerKind;
import io.liren.ledger.Ledgers;
import io.liren.limit.LimitKind;
import io.liren.procedure.ProcedureKind;
import io.liren.register.Attachments;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Rulebook;
import io.liren.rulebook.RulebookReader;
import io.liren.schema.CalendarTables;
import io.liren.schema.CoreSchema;
import io.liren.schema.Migration;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.testing.TestCluster;
import io.liren.testing.TestDatabase;
import io.liren.web.frame.Effects;
import io.liren.web.frame.Titles;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A small office behind the pages: one rulebook with a duty and two limits, one community, one clerk. */
public final class WebOffice implements AutoCloseable {
    /** The community. */
    public static final UUID HERE = UUID.fromString("0192aaaa-0000-7000-8000-000000000001");

    private static final UUID CLERK = UUID.fromString("0192aaaa-0000-7000-8000-0000000000c1");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | A small rulebook
            version: 2026-01
            posts:
              clerk: 经办人 | Clerk
              doctor: 医生 | Doctor
            ---
            ## 1 登记 | Records
            人员登记。
            ```register
            person:
              label: 人员 | Person
              title: [name]
              enter: [clerk]
              fields:
                name:   {label: 姓名 | Name, type: text, required: true}
                born:   {label: 出生日期 | Born, type: date}
                phone:  {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}, for: [clerk]}
                kind:   {label: 类别 | Kind, type: choice, options: {a: 甲类 | A, b: 乙类 | B}}
                age:    {label: 年龄 | Age, type: integer, computed: "person.born.yearsUntil(today)"}
              list: [name, born, kind, age]
              search: [name]
            visit:
              label: 走访 | Visit
              title: [person, on]
              happened: on
              about: person
              enter: [clerk]
              fields:
                person: {label: 人员 | Person, type: reference, to: person, required: true}
                on:     {label: 日期 | Date, type: date, required: true, default: today}
                with:   {label: 同去 | Together with, type: references, to: person}
                kinds:  {label: 事由 | Purposes, type: choices, options: {care: 关爱 | Care, check: 核对 | Check}}
                gift:   {label: 慰问金 | Gift, type: money, min: 0, max: 5000}
                done:   {label: 办完 | Done, type: boolean}
                at:     {label: 几点 | At, type: time}
                paper:  {label: 照片 | Photo, type: attachment}
                note:   {label: 记录 | Note, type: text, long: true}
                age:    {label: 当日年龄 | Age on the day, type: integer, computed: "visit.person.born.yearsUntil(visit.on)"}
              list: [person, on, gift]
              search: [person]
            ```
            ```limit
            not_in_future: {on: visit, must: "visit.on <= today", otherwise: block, says: 日期不能晚于今天 | Not after today, field: on}
            modest: {on: visit, must: "visit.gift == null || visit.gift <= 1000", otherwise: warn, says: 超过 1000 元 | More than 1000 yuan, field: gift}
            ```
            ## 2 走访 | Visits
            每季度走访一次。
            ```duty
            quarterly:
              label: 季度走访 | Quarterly visit
              for: person
              every: quarter
              from: 2026-01-01
              met-by: visit where visit.person == person
              owed-by: clerk
            ```
            """;

    public final TestDatabase data;
    public final Database database;
    public final Edition edition;
    public final Today today;
    public final Journal journal = new Journal();
    public final Keys keys = new Keys(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    public final Facts facts;
    public final Records records;
    public final Derivations derivations;
    public final Attachments attachments;
    public final Titles titles;
    public final Ledgers ledgers;
    public final Effects effects;

    /** Opens it empty. */
    public WebOffice() {
        this(BOOK);
    }

    /** The same with other rulebooks; the first one has the clerk's post, and is called small. */
    public WebOffice(String... books) {
        this(List.of(), books);
    }

    /** The same with more kinds of blocks. */
    public WebOffice(List<BlockKind<?>> more, String... books) {
        this(TestCluster.freshDatabase("core", db -> CoreSchema.apply(db.owner())), new FixedToday(DAY), more, books);
        data.ownerDatabase().inTransaction(Scope.platform(), tx -> {
            CalendarTables.fill(tx, WorkingDays.bundled());
            tx.update(Sql.of("insert into area (id, kind, name_zh, name_en) values ({id}, 'community', '社区', 'C')")
                    .value("id", HERE));
            tx.update(Sql.of("insert into area_path (ancestor_id, area_id, depth) values ({id}, {same}, 0)")
                    .value("id", HERE)
                    .value("same", HERE));
            return tx.update(Sql.of("insert into community (id) values ({id})").value("id", HERE));
        });
    }

    /** The same office started again on another day with other texts of its rulebooks. */
    public WebOffice startedAgain(LocalDate day, String... other) {
        return new WebOffice(data, new FixedToday(day), List.of(), other);
    }

    private WebOffice(TestDatabase data, Today today, List<BlockKind<?>> more, String... books) {
        this.data = data;
        this.today = today;
        database = data.database();
        Findings findings = new Findings();
        List<Rulebook> rulebooks = new ArrayList<>();
        for (String book : books) {
            rulebooks.add(
                    RulebookReader.read(book.replaceAll("(?s).*?rulebook: (\\S+).*", "$1") + ".md", book, findings));
        }
        edition = new Compiler(Stream.concat(
                                Stream.of(
                                        new RegisterKind(),
                                        new LimitKind(),
                                        new DutyKind(),
                                        new LedgerKind(),
                                        new ProcedureKind()),
                                more.stream())
                        .toList())
                .compile(
                        rulebooks,
                        findings,
                        data.ownerDatabase()
                                .inTransaction(Scope.platform(), tx -> Texts.loads(tx, rulebooks, today.now())));
        assertThat(findings.all()).isEmpty();
        data.ownerDatabase().inTransaction(Scope.platform(), tx -> {
            Migration.apply(Migration.plan(edition.tables(), tx), tx);
            Texts.keep(tx, edition, today.now());
            return edition;
        });
        facts = new Facts(database, edition, today, journal, keys);
        records = new Records(database, edition, today, keys);
        derivations = new Derivations(database, edition, today);
        facts.onWrite(derivations::written);
        attachments = new Attachments(database, today);
        titles = records::titles;
        ledgers = new Ledgers(records, edition, today);
        effects = new Effects(edition, new Pictures(edition, records, derivations, ledgers, today), titles);
    }

    /** The clerk, reading Chinese. */
    public Viewer clerk() {
        return viewer("small.clerk");
    }

    /** Someone else with these posts. */
    public Viewer viewer(String... posts) {
        return new Viewer(CLERK, "丙", HERE, Set.of(posts), Language.ZH, Optional.empty());
    }

    /** Enters a record that is in order. */
    public UUID enter(String register, Map<String, ?> values) {
        Outcome outcome = facts.enter(clerk(), "small." + register, values, EntryOptions.none());
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
        return ((Outcome.Entered) outcome).id();
    }

    @Override
    public void close() {
        data.close();
    }
}
