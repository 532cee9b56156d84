package io.liren.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.register.Bulk;
import io.liren.register.EntryOptions;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.testing.Town;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Things that are kept and given out: there are never too few on any day, and what was counted stands beside the book. */
class StockTest {
    private static final String SHELF = """
            ---
            rulebook: shelf
            title: 物资 | Shelf
            posts: {keeper: 保管员 | Keeper}
            ---
            ```register
            person: {label: 人 | Person, title: [name], fields: {name: {label: 姓名 | Name, type: text, required: true}}}
            thing:  {label: 物品 | Item, title: [name], fields: {name: {label: 品名 | Name, type: text, required: true}}}
            lot:
              label: 批次 | Batch
              title: [thing]
              fields:
                thing: {label: 物品 | Item, type: reference, to: thing, required: true}
                until: {label: 有效期至 | Good until, type: date}
            move:
              label: 收发 | In or out
              title: [lot, day]
              happened: day
              fields:
                lot:   {label: 批次 | Batch, type: reference, to: lot, required: true}
                day:   {label: 日期 | Date, type: date, required: true}
                what:  {label: 类别 | Kind, type: choice, required: true, options: {in: 收进 | In, out: 发出 | Out, over: 盘盈 | Over, short: 盘亏 | Short}}
                many:  {label: 数量 | Number, type: integer, required: true, min: 0}
                why:   {label: 原因 | Why, type: text}
                tally: {label: 盘点 | Stocktake, type: reference, to: tally}
            tally:
              label: 盘点 | Stocktake
              title: [lot, day]
              happened: day
              fields:
                lot:  {label: 批次 | Batch, type: reference, to: lot, required: true}
                day:  {label: 日期 | Date, type: date, required: true}
                seen: {label: 实有 | Found, type: integer, required: true}
                by:   {label: 盘点人 | By, type: references, to: person}
                why:  {label: 原因 | Why, type: text}
            ```
            ## 1 物资 | Shelf
            收发要登记。
            ```stock
            goods:
              label: 物资 | Goods
              items: thing
              batches: lot
              expires: until
              entries: move
              in: [in, over]
              out: [out, short]
              not-past-expiry: [out]
              explained: [over, short]
              reason: why
              counted: {of: tally, found: seen, why: why, by: by, people: 2, settled-by: tally}
            ```
            """;

    private static Town town;

    @BeforeAll
    static void open() {
        town = Town.under(SHELF);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private final Viewer keeper = town.someone("保管", "shelf.keeper");
    private UUID thing;
    private UUID lot;
    private UUID other;

    @BeforeEach
    void begin() {
        town.on("2026-04-20");
        thing = town.enter(keeper, "shelf.thing", Map.of("name", "口罩"));
        lot = town.enter(keeper, "shelf.lot", Map.of("thing", thing, "until", "2026-03-31"));
        other = town.enter(keeper, "shelf.lot", Map.of("thing", thing));
    }

    private Map<String, Object> moving(UUID of, String day, String what, int many, Object... more) {
        Map<String, Object> values = new HashMap<>(Map.of("lot", of, "day", day, "what", what, "many", many));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    private UUID moved(UUID of, String day, String what, int many, Object... more) {
        return town.enter(keeper, "shelf.move", moving(of, day, what, many, more));
    }

    private List<String> refused(UUID of, String day, String what, int many, Object... more) {
        return town.refused(keeper, "shelf.move", moving(of, day, what, many, more));
    }

    private Map<String, Object> tallying(String day, int seen, Object... more) {
        List<UUID> both = List.of(
                town.enter(keeper, "shelf.person", Map.of("name", "甲")),
                town.enter(keeper, "shelf.person", Map.of("name", "乙")));
        Map<String, Object> values = new HashMap<>(Map.of("lot", lot, "day", day, "seen", seen, "by", both));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    @Test
    void eachBatchHasABalanceOfItsOwnAndAnItemHasThemAll() {
        moved(lot, "2026-02-01", "in", 10);
        moved(other, "2026-02-01", "in", 4);
        moved(lot, "2026-02-10", "out", 7);
        assertThat(refused(lot, "2026-02-11", "out", 4)).containsExactly("shelf.goods.never-below");
        assertThat(town.values(keeper, "shelf.lot", lot).get("on_hand")).hasToString("3");
        assertThat(town.values(keeper, "shelf.thing", thing).get("on_hand")).hasToString("7");
        assertThat(town.ask("shelf", "goods", thing, null, null)).isEqualTo("7");
        assertThat(town.ask("shelf", "goods", lot, null, "lowest")).isEqualTo("3");
    }

    @Test
    void noDayGoneByIsEverShortWhateverIsPutRightOrVoid() {
        UUID first = moved(lot, "2026-02-01", "in", 10);
        moved(lot, "2026-02-10", "out", 6);
        moved(lot, "2026-02-20", "in", 10);
        assertThat(refused(lot, "2026-02-05", "out", 5)).containsExactly("shelf.goods.never-below");
        assertThat(Town.codes(town.facts.correct(
                        keeper, "shelf.move", first, 1, Map.of("many", 5), EntryOptions.because("记错"))))
                .containsExactly("shelf.goods.never-below");
        assertThat(Town.codes(town.facts.correct(
                        keeper, "shelf.move", first, 1, Map.of("lot", other), EntryOptions.because("记错"))))
                .containsExactly("shelf.goods.never-below");
        assertThat(Town.codes(town.facts.voidRecord(keeper, "shelf.move", first, "登错")))
                .containsExactly("shelf.goods.never-below");
    }

    @Test
    void whatIsPastItsDayIsNotGivenOutButMayBeWrittenOff() {
        moved(lot, "2026-02-01", "in", 10);
        moved(lot, "2026-03-31", "out", 1);
        assertThat(refused(lot, "2026-04-01", "out", 1)).containsExactly("shelf.goods.expiry");
        assertThat(refused(lot, "2026-04-01", "short", 1)).containsExactly("shelf.goods.reason");
        moved(lot, "2026-04-01", "short", 9, "why", "过期销毁");
    }

    @Test
    void aStocktakeThatDiffersSaysWhyAndIsPutIntoTheBook() {
        moved(lot, "2026-02-01", "in", 10);
        assertThat(town.refused(keeper, "shelf.tally", tallying("2026-03-01", 8)))
                .containsExactly("shelf.goods.difference");
        Map<String, Object> alone = tallying("2026-03-01", 10);
        alone.put("by", List.of(((List<?>) alone.get("by")).getFirst()));
        assertThat(town.refused(keeper, "shelf.tally", alone)).containsExactly("shelf.goods.people");
        UUID tally = town.enter(keeper, "shelf.tally", tallying("2026-03-01", 8, "why", "两个漏登记"));
        assertThat(town.values(keeper, "shelf.tally", tally))
                .containsEntry("gap", number("-2"))
                .containsEntry("unsettled", number("-2"));
        assertThat(refused(other, "2026-03-01", "over", 1, "why", "错", "tally", tally))
                .containsExactly("shelf.goods.settles");
        moved(lot, "2026-03-01", "short", 2, "why", "盘亏", "tally", tally);
        // The count stands beside the book as it was before its own difference was put in.
        assertThat(town.values(keeper, "shelf.tally", tally))
                .containsEntry("book", number("10"))
                .containsEntry("gap", number("-2"))
                .containsEntry("unsettled", number("0"));
        assertThat(town.values(keeper, "shelf.lot", lot).get("on_hand")).hasToString("8");
    }

    private static java.math.BigDecimal number(String text) {
        return new java.math.BigDecimal(text);
    }

    @Test
    void whateverIsEnteredItIsTheSumOfWhatWasTaken() {
        Random random = new Random(20260401);
        TreeMap<Integer, Integer> byDay = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            int day = 1 + random.nextInt(28);
            int many = 1 + random.nextInt(9);
            boolean in = random.nextInt(3) == 0;
            TreeMap<Integer, Integer> after = new TreeMap<>(byDay);
            after.merge(day, in ? many : -many, Integer::sum);
            int running = 0;
            boolean holds = true;
            for (int each : after.values()) {
                running += each;
                holds &= running >= 0;
            }
            List<String> codes = refused(other, "2026-03-%02d".formatted(day), in ? "in" : "out", many);
            assertThat(codes.isEmpty()).as("entry " + i).isEqualTo(holds);
            if (holds) {
                byDay = after;
            }
        }
        assertThat(town.ask("shelf", "goods", other, null, null))
                .isEqualTo(String.valueOf(
                        byDay.values().stream().mapToInt(Integer::intValue).sum()));
    }

    @Test
    void manyAtOnceAreHeldToItTogether() {
        moved(other, "2026-03-01", "in", 10);
        List<Bulk.Line> lines = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            lines.add(Bulk.Line.of(moving(other, "2026-03-02", "out", 6)));
        }
        assertThat(town.facts.bulk(keeper, "shelf.move", lines)).isInstanceOf(Bulk.Result.Refused.class);
    }

    @Test
    void aKindThatIsNeitherInNorOutIsAMistakeOfTheRulebook() {
        Findings findings = new Findings();
        Town.compile(findings, SHELF.replace("out: [out, short]", "out: [out]"));
        assertThat(findings.errors())
                .extracting(Diagnostic::sentence)
                .anySatisfy(s -> assertThat(s.toString()).contains("short"));
    }
}
