package io.liren.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.block.Compiler;
import io.liren.block.Edition;
import io.liren.calendar.FixedToday;
import io.liren.calendar.Today;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Rulebook;
import io.liren.rulebook.RulebookReader;
import io.liren.schema.CoreSchema;
import io.liren.schema.Migration;
import io.liren.schema.Plan;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.testing.TestCluster;
import io.liren.testing.TestDatabase;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small office with one rulebook, two communities and a clerk: what the stories in this package begin with. */
final class Office implements AutoCloseable {
    static final UUID HERE = UUID.fromString("0192aaaa-0000-7000-8000-000000000001");
    static final UUID THERE = UUID.fromString("0192aaaa-0000-7000-8000-000000000002");
    static final UUID CLERK = UUID.fromString("0192aaaa-0000-7000-8000-0000000000c1");
    static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    static final String BOOK = """
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
            home:
              label: 房屋 | Home
              fields:
                room: {label: 房号 | Room, type: text, required: true}
              unique: [[room]]
            person:
              label: 人员 | Person
              title: [name]
              enter: [clerk]
              fields:
                name:   {label: 姓名 | Name, type: text, required: true}
                number: {label: 身份证号 | Identity number, type: identity, unique: true, derive: {birth: born, sex: sex}, sensitive: {class: L3, purpose: 核对身份 | to tell people apart}, for: [doctor]}
                born:   {label: 出生日期 | Born, type: date}
                sex:    {label: 性别 | Sex, type: choice, options: {male: 男 | Male, female: 女 | Female}}
                home:   {label: 住处 | Home, type: reference, to: home}
                phone:  {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}, for: [clerk]}
                age:    {label: 年龄 | Age, type: integer, computed: "person.born.yearsUntil(today)"}
              list: [name, born, home, age]
              search: [name]
            visit:
              label: 走访 | Visit
              title: [person, on]
              happened: on
              about: person
              fields:
                person: {label: 人员 | Person, type: reference, to: person, required: true}
                on:     {label: 日期 | Date, type: date, required: true, default: today}
                kinds:  {label: 事由 | Purposes, type: choices, options: {care: 关爱 | Care, check: 核对 | Check}}
                gift:   {label: 慰问金 | Gift, type: money, min: 0, max: 5000}
                note:   {label: 记录 | Note, type: text, long: true, sensitive: {class: L3, purpose: 关爱 | care}, for: [doctor]}
              list: [person, on, gift]
              search: [person]
            ```
            """;

    final TestDatabase data;
    final Database database;
    final Edition edition;
    final Registers registers;
    final Journal journal = new Journal();
    final Keys keys = new Keys(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    Today today = new FixedToday(DAY);

    private Office(String book) {
        data = TestCluster.freshDatabase("core", db -> CoreSchema.apply(db.owner()));
        database = data.database();
        edition = edition(book);
        registers = new Registers(edition);
        data.ownerDatabase().inTransaction(Scope.platform(), tx -> {
            Plan plan = Migration.plan(edition.tables(), tx);
            Migration.apply(plan, tx);
            for (UUID community : List.of(HERE, THERE)) {
                tx.update(Sql.of("insert into area (id, kind, name_zh, name_en) values ({id}, 'community', '社区', 'C')")
                        .value("id", community));
                tx.update(Sql.of("insert into area_path (ancestor_id, area_id, depth) values ({id}, {same}, 0)")
                        .value("id", community)
                        .value("same", community));
                tx.update(Sql.of("insert into community (id) values ({id})").value("id", community));
            }
            return plan;
        });
    }

    static Office open() {
        return new Office(BOOK);
    }

    static Office open(String book) {
        return new Office(book);
    }

    static Edition edition(String book) {
        Findings findings = new Findings();
        Rulebook rulebook = RulebookReader.read("small.md", book, findings);
        Edition edition = new Compiler(List.of(new RegisterKind())).compile(List.of(rulebook), findings);
        assertThat(findings.all()).isEmpty();
        return edition;
    }

    Facts facts() {
        return new Facts(database, edition, today, journal, keys);
    }

    Viewer clerk() {
        return viewer(HERE, "small.clerk");
    }

    Viewer viewer(UUID community, String... posts) {
        return new Viewer(CLERK, "丙", community, Set.of(posts), Language.ZH, Optional.empty());
    }

    Office on(LocalDate day) {
        today = new FixedToday(day);
        return this;
    }

    UUID enter(String register, Map<String, ? extends @Nullable Object> values) {
        return enter(clerk(), register, values);
    }

    UUID enter(Viewer viewer, String register, Map<String, ? extends @Nullable Object> values) {
        Outcome outcome = facts().enter(viewer, "small." + register, values, EntryOptions.none());
        assertThat(outcome).isInstanceOf(Outcome.Entered.class);
        return ((Outcome.Entered) outcome).id();
    }

    @Override
    public void close() {
        data.close();
    }
}
