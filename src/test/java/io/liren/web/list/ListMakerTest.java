package io.liren.web.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.exchange.TableFile;
import io.liren.ledger.Ledgers;
import io.liren.web.WebOffice;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListMakerTest {
    private static final Words WORDS = Words.in(Language.ZH);
    private WebOffice office;
    private ListMaker lists;

    @BeforeEach
    void open() {
        office = new WebOffice();
        lists = new ListMaker(office.records, office.titles, new SavedViews(office.database));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private ListPage page(String register, String address) {
        Reply<ListPage> reply = lists.make(office.clerk(), WORDS, "small." + register, asked(address));
        assertThat(reply).isInstanceOf(Reply.Show.class);
        return ((Reply.Show<ListPage>) reply).page();
    }

    private static Asked asked(String address) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (address.contains("?")) {
            for (String pair : address.substring(address.indexOf('?') + 1).split("&")) {
                String[] both = pair.split("=", 2);
                parameters
                        .computeIfAbsent(URLDecoder.decode(both[0], StandardCharsets.UTF_8), n -> new ArrayList<>())
                        .add(URLDecoder.decode(both[1], StandardCharsets.UTF_8));
            }
        }
        return new Asked(parameters);
    }

    @Test
    void pagesLeadOnAndBack() {
        for (int i = 0; i < 120; i++) {
            office.enter("person", Map.of("name", "甲" + (100 + i)));
        }
        ListPage first = page("person", "?sort=name");
        assertThat(first.sentence()).contains("120").contains("姓名");
        assertThat(first.pages().previous()).isNull();
        ListPage second = page("person", String.valueOf(first.pages().next()));
        assertThat(second.pages().words()).contains("51").contains("100");
        ListPage third = page("person", String.valueOf(second.pages().next()));
        assertThat(third.rows()).hasSize(20);
        assertThat(third.pages().next()).isNull();
        ListPage back = page("person", String.valueOf(third.pages().previous()));
        assertThat(back.rows()).isEqualTo(second.rows());
        assertThat(page("person", String.valueOf(back.pages().previous())).rows())
                .isEqualTo(first.rows());
    }

    @Test
    void filtersReadAsASentenceAndAreTakenAwayOneByOne() {
        UUID jia = office.enter("person", Map.of("name", "欧阳甲", "kind", "a", "born", "1980-01-01"));
        UUID yi = office.enter("person", Map.of("name", "乙", "kind", "b"));
        office.enter("visit", Map.of("person", jia, "on", "2026-03-01", "gift", "10"));
        office.enter("visit", Map.of("person", yi, "on", "2026-02-01", "gift", "20"));

        assertThat(page("person", "?q=oyj").rows()).hasSize(1);
        ListPage kinds = page("person", "?kind.is=a&born.from=1970-1-1");
        assertThat(kinds.rows()).hasSize(1);
        assertThat(kinds.chips()).extracting(ListPage.Chip::value).containsExactly("1970-1-1 起", "甲类");
        assertThat(page("person", kinds.chips().getLast().without()).chips()).hasSize(1);
        assertThat(page("visit", "?person=" + jia).rows()).hasSize(1);
        assertThat(page("visit", "?person.has=oy").rows()).hasSize(1);
        assertThat(page("visit", "?person.has=nobody").rows()).isEmpty();
        assertThat(page("visit", "").foot()).containsExactly("共 2 条", "", "30.00元");
        assertThat(page("person", "?born.missing=missing").rows()).hasSize(1);
        ListPage adding = page("visit", "?add=on&q=x");
        assertThat(adding.adding()).isNotNull();
        assertThat(adding.adding().input()).isInstanceOf(FilterForm.Days.class);
        assertThat(adding.adding().kept()).containsExactly(new ListPage.Kept("q", "x"));
        assertThat(page("person", "").fields()).extracting(l -> l.text()).doesNotContain("电话");
    }

    @Test
    void anExportHoldsWhatIsSeenAndNoFormula() throws IOException {
        office.enter("person", Map.of("name", "=HYPERLINK(\"x\")", "born", "1980-01-01"));
        Exports exports = new Exports(
                office.records,
                new Ledgers(office.records, office.edition, office.today),
                new LedgerMaker(
                        office.edition,
                        new Ledgers(office.records, office.edition, office.today),
                        office.records,
                        office.titles,
                        new SavedViews(office.database)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exports.register(
                office.clerk(),
                lists.query(office.clerk(), "small.person", asked("")).orElseThrow(),
                TableFile.XLSX,
                List.of(),
                out);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(2);
            assertThat(rows.getFirst().getCellText(0)).isEqualTo("姓名");
            assertThat(rows.get(1).getCell(0).getFormula()).isNull();
            assertThat(rows.get(1).getCellText(0)).isEqualTo("'=HYPERLINK(\"x\")");
        }
    }

    @Test
    void theOverviewCountsAndWhoMayNotReadIsKeptOut() {
        office.enter("person", Map.of("name", "甲"));
        BooksPage books = new BooksMaker(office.edition, office.records).registers(office.clerk(), WORDS);
        assertThat(books.groups())
                .singleElement()
                .satisfies(g -> assertThat(g.books().getFirst().count()).contains("1"));
        assertThat(lists.make(office.clerk(), WORDS, "small.nothing", asked("")))
                .isInstanceOf(Reply.Missing.class);
    }

    @Test
    void whoChoosesColumnsFindsThemAgainAndAViewIsKeptUnderItsName() {
        office.enter("person", Map.of("name", "甲", "born", "1960-1-1"));
        SavedViews views = new SavedViews(office.database);
        String book = "/registers/small/person";
        assertThat(page("person", "").columns())
                .extracting(ListPage.Column::label)
                .containsExactly("姓名", "出生日期", "类别", "年龄");
        views.keep(office.clerk(), book, new SavedViews.Saved(SavedViews.STANDARD, "columns=name,age"));
        ListPage chosen = page("person", "");
        assertThat(chosen.columns()).extracting(ListPage.Column::label).containsExactly("姓名", "年龄");
        assertThat(chosen.keeping().own()).isTrue();
        assertThat(page("person", "?columns=born").columns())
                .as("what the address says goes first")
                .hasSize(1);
        views.keep(office.clerk(), book, new SavedViews.Saved("老人", "born.to=1966-03-10&sort=born"));
        assertThat(page("person", "?born.to=1966-03-10&sort=born").keeping().views())
                .containsExactly(new Keeping.View("老人", book + "?born.to=1966-03-10&sort=born", true));
        views.forget(office.clerk(), book, "老人");
        assertThat(page("person", "").keeping().views()).isEmpty();
    }

    @Test
    void aRowIsLookedAtBesideTheListWithWhatIsSensitiveMasked() {
        UUID jia = office.enter("person", Map.of("name", "甲", "phone", "13100000001"));
        ListPage page = page("person", "?sort=name&seen=" + jia);
        assertThat(page.rows().getFirst().glance()).contains("sort=name").contains("seen=" + jia);
        assertThat(page.glance().open().text()).isEqualTo("甲");
        assertThat(page.glance().close()).isEqualTo("/registers/small/person?sort=name");
        assertThat(page.glance().facts())
                .contains(new Glance.Fact("电话", "131****0001", ""))
                .extracting(Glance.Fact::label)
                .as("what is missing is left out")
                .doesNotContain("出生日期");
        assertThat(page("person", "?seen=nonsense").glance()).isNull();
    }
}
