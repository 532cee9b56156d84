package io.liren.web.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.exchange.TableFile;
import io.liren.importing.Checked;
import io.liren.importing.Imports;
import io.liren.importing.Plan;
import io.liren.importing.Proposal;
import io.liren.importing.Target;
import io.liren.importing.Upload;
import io.liren.ledger.Ledgers;
import io.liren.register.Bulk;
import io.liren.register.FieldModel;
import io.liren.register.ListQuery;
import io.liren.register.Page;
import io.liren.register.Problem;
import io.liren.register.RegisterModel;
import io.liren.testing.Town;
import io.liren.wording.Language;
import io.liren.workbook.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves the house as a workbook comes into the community next door as the same records. */
class RoundTripTest {
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | A small rulebook
            posts: {clerk: 经办人 | Clerk}
            ---
            ## 1 登记 | Records
            人员、房屋和走访登记。
            ```register
            home:
              label: 房屋 | Home
              title: [building, room]
              enter: [clerk]
              fields:
                building: {label: 楼栋 | Building, type: text, required: true}
                room:     {label: 室 | Room, type: text, required: true}
                area:     {label: 面积 | Floor area, type: decimal}
              unique: [[building, room]]
            person:
              label: 居民 | Person
              title: [name]
              enter: [clerk]
              fields:
                name:  {label: 姓名 | Name, type: text, required: true, unique: true}
                born:  {label: 出生日期 | Born, type: date}
                phone: {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}, for: [clerk]}
                home:  {label: 住房 | Home, type: reference, to: home}
            visit:
              label: 走访 | Visit
              title: [person, on]
              happened: on
              enter: [clerk]
              fields:
                person: {label: 居民 | Person, type: reference, to: person, required: true}
                on:     {label: 走访日期 | Date, type: date, required: true}
                at:     {label: 几点 | Time, type: time}
                noted:  {label: 记录时间 | Noted at, type: moment}
                with:   {label: 同去的人 | Together with, type: references, to: person}
                homes:  {label: 看过的房屋 | Homes seen, type: references, to: home}
                why:    {label: 事由 | Reason, type: choice, options: {care: 关爱（老人） | Care for the old, check: 核对 | Check}}
                kinds:  {label: 办了什么 | What was done, type: choices, options: {talk: 谈心 | Talk, gift: 慰问 | Gift, repair: 维修 | Repair}}
                gift:   {label: 慰问金 | Gift in yuan, type: money}
                people: {label: 人数 | How many, type: integer}
                hours:  {label: 时长 | Hours, type: decimal}
                done:   {label: 办结 | Finished, type: boolean}
                note:   {label: 经过 | Account, type: text, long: true}
                short:  {label: 简记 | In short, type: text}
            ```
            """;
    private static final List<String> NOTES = List.of(
            "老人身体尚好，子女常来看望。",
            "第一段\n第二段：请楼长多留意",
            "=1+1 不是公式",
            "+86 的电话打不通",
            "-3 楼有异响",
            "@楼长",
            "'单引号开头",
            "A&B <某> \"引\" 😀𠮷",
            "０１２ 全角数字",
            "007",
            "2026.10",
            "张 三",
            "无",
            "/",
            "同上",
            "合计");

    private final Random random = new Random(20261125);

    @ParameterizedTest
    @EnumSource(Language.class)
    void aRegisterLeavesAndComesInNextDoor(Language language) throws IOException {
        try (Town town = Town.under(BOOK).on("2026-03-31")) {
            Viewer here = reading(town.someone("经办", "small.clerk"), language);
            Viewer there = Town.nextDoor(here);
            fill(town, here);
            for (String register : List.of("small.home", "small.person", "small.visit")) {
                RegisterModel model = town.records.registers().model(register);
                List<String> fields = model.entered().stream()
                        .filter(f -> !f.isSensitive())
                        .map(FieldModel::name)
                        .toList();
                byte[] file = exported(town, here, register, fields);
                Imports imports = new Imports(town.database, town.facts, town.records, town.today(), Limits.USUAL);
                Upload upload = imports.upload(there, imports.bring(there, register, "往返.xlsx", file))
                        .orElseThrow();
                Proposal proposal = imports.propose(there, upload, Optional.empty(), Optional.empty());
                // Its own headings are known again, each in its place.
                assertThat(proposal.heading().last()).isEqualTo(1);
                Map<Integer, Target> columns = new TreeMap<>();
                fields.forEach(field -> columns.put(columns.size(), Target.of(field)));
                assertThat(new TreeMap<>(proposal.chosen())).isEqualTo(columns);
                Plan plan = Plan.of(proposal.sheet(), proposal.heading().last(), proposal.chosen());
                Checked entered = imports.enter(there, upload, plan, rows -> {});
                assertThat(entered.problems()).isEmpty();
                assertThat(entered.kept()).isTrue();
                assertThat(records(town, there, model, fields))
                        .as(register)
                        .containsExactlyInAnyOrderElementsOf(records(town, here, model, fields));
            }
        }
    }

    @Test
    void whatLeavesMaskedIsNotTakenForARealValue() throws IOException {
        try (Town town = Town.under(BOOK).on("2026-03-31")) {
            Viewer here = town.someone("经办", "small.clerk");
            Viewer there = Town.nextDoor(here);
            town.enter(here, "small.person", Map.of("name", "赵甲", "phone", "13800001111"));
            byte[] file = exported(town, here, "small.person", List.of("name", "phone"));
            Imports imports = new Imports(town.database, town.facts, town.records, town.today(), Limits.USUAL);
            Upload upload = imports.upload(there, imports.bring(there, "small.person", "遮盖.xlsx", file))
                    .orElseThrow();
            Plan plan = Plan.of(0, 1, Map.of(0, Target.of("name"), 1, Target.of("phone")));
            Checked checked = imports.enter(there, upload, plan, rows -> {});
            assertThat(checked.kept()).isFalse();
            assertThat(checked.problems().get(2)).extracting(Problem::field).containsExactly(Optional.of("phone"));
        }
    }

    private static Viewer reading(Viewer viewer, Language language) {
        return new Viewer(viewer.user(), viewer.name(), viewer.community(), viewer.posts(), language, Optional.empty());
    }

    private static byte[] exported(Town town, Viewer viewer, String register, List<String> fields) throws IOException {
        Ledgers ledgers = new Ledgers(town.records, town.edition, town.today());
        Exports exports = new Exports(
                town.records,
                ledgers,
                new LedgerMaker(
                        town.edition, ledgers, town.records, town.records::titles, new SavedViews(town.database)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exports.register(viewer, ListQuery.of(register).columns(fields), TableFile.XLSX, List.of(), out);
        return out.toByteArray();
    }

    private void fill(Town town, Viewer clerk) {
        List<Bulk.Line> rooms = new ArrayList<>();
        List<Bulk.Line> people = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rooms.add(Bulk.Line.of(
                    Map.of("building", (1 + i / 4) + "号楼", "room", String.valueOf(101 + i % 4), "area", decimal(2))));
        }
        List<UUID> homes = entered(town, clerk, "small.home", rooms);
        for (int i = 0; i < 20; i++) {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("name", "张王李赵".charAt(i % 4) + "" + "甲乙丙丁戊己庚辛壬癸".charAt(i / 2));
            maybe(values, "born", LocalDate.of(1930, 1, 1).plusDays(random.nextInt(30_000)));
            maybe(values, "home", homes.get(random.nextInt(homes.size())));
            people.add(Bulk.Line.of(values));
        }
        List<UUID> known = entered(town, clerk, "small.person", people);
        List<Bulk.Line> visits = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Map<String, @Nullable Object> values = new HashMap<>();
            values.put("person", known.get(random.nextInt(known.size())));
            values.put("on", LocalDate.of(2026, 1, 1).plusDays(i));
            maybe(values, "at", LocalTime.of(random.nextInt(24), random.nextInt(60)));
            maybe(
                    values,
                    "noted",
                    LocalDate.of(2026, 1, 1).plusDays(random.nextInt(80)) + " "
                            + LocalTime.of(random.nextInt(24), random.nextInt(60)));
            maybe(values, "with", some(known));
            maybe(values, "homes", some(homes));
            maybe(values, "why", random.nextBoolean() ? "care" : "check");
            maybe(values, "kinds", some(List.of("talk", "gift", "repair")));
            maybe(values, "gift", decimal(2));
            maybe(values, "people", BigDecimal.valueOf(random.nextInt(2_000_000)));
            maybe(values, "hours", decimal(3));
            maybe(values, "done", random.nextBoolean());
            maybe(values, "note", NOTES.get(i % NOTES.size()));
            maybe(values, "short", NOTES.get(random.nextInt(NOTES.size())).replace('\n', ' '));
            visits.add(Bulk.Line.of(values));
        }
        entered(town, clerk, "small.visit", visits);
    }

    private static List<UUID> entered(Town town, Viewer clerk, String register, List<Bulk.Line> lines) {
        Bulk.Result result = town.facts.bulk(clerk, register, lines);
        assertThat(result).isInstanceOf(Bulk.Result.Entered.class);
        return ((Bulk.Result.Entered) result).ids();
    }

    private BigDecimal decimal(int places) {
        return BigDecimal.valueOf(random.nextLong(100_000_000_000L), places);
    }

    private void maybe(Map<String, @Nullable Object> values, String field, Object value) {
        if (random.nextInt(4) > 0) {
            values.put(field, value);
        }
    }

    private <T> List<T> some(List<T> of) {
        return random.ints(0, of.size())
                .distinct()
                .limit(1 + random.nextInt(Math.min(3, of.size())))
                .mapToObj(of::get)
                .toList();
    }

    /** Records as one would compare them by eye: those referred to by what they are called, numbers by their value. */
    private static List<Map<String, String>> records(
            Town town, Viewer viewer, RegisterModel model, List<String> fields) {
        Page page = town.records.list(
                viewer, ListQuery.of(model.id()).columns(fields).size(500));
        return page.lines().stream()
                .map(line -> {
                    Map<String, String> said = new TreeMap<>();
                    line.values().forEach((field, value) -> {
                        if (value != null) {
                            said.put(field, said(value, page.titles()));
                        }
                    });
                    return said;
                })
                .toList();
    }

    private static String said(Object value, Map<UUID, String> titles) {
        return switch (value) {
            case List<?> many ->
                many.stream()
                        .flatMap(Stream::ofNullable)
                        .map(one -> said(one, titles))
                        .toList()
                        .toString();
            case UUID id -> titles.getOrDefault(id, "nobody");
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case Object other -> other.getClass().getSimpleName() + " " + other;
        };
    }
}
