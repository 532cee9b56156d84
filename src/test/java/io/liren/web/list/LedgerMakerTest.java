package io.liren.web.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.web.WebOffice;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger is narrowed, searched and cut to columns like any list, and stays a view of the facts. */
class LedgerMakerTest {
    private static final Words WORDS = Words.in(Language.ZH);
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | A small rulebook
            version: 2026-01
            posts:
              clerk: 经办人 | Clerk
            ---
            ## 1 走访 | Visits
            走访要登记。
            ```register
            person:
              label: 人员 | Person
              title: [name]
              enter: [clerk]
              fields:
                name:  {label: 姓名 | Name, type: text, required: true}
                phone: {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}}
              list: [name]
              search: [name]
            visit:
              label: 走访 | Visit
              title: [person, on]
              happened: on
              enter: [clerk]
              fields:
                person: {label: 人员 | Person, type: reference, to: person, required: true}
                on:     {label: 日期 | Date, type: date, required: true}
                gift:   {label: 慰问金 | Gift, type: money}
                kind:   {label: 方式 | Kind, type: choice, options: {home: 上门 | At home, phone: 电话 | By phone}}
              list: [person, on]
              search: [person]
            ```
            ```ledger
            visits:
              label: 走访台账 | Visits
              of: visit
              columns:
                - person
                - on
                - kind
                - gift
                - {name: month, label: 月份 | Month, value: visit.on.month()}
              order: [on]
              sums: [gift]
            ```
            """;
    private WebOffice office;
    private LedgerMaker ledgers;
    private UUID wang;

    @BeforeEach
    void open() {
        office = new WebOffice(BOOK);
        ledgers = new LedgerMaker(
                office.edition, office.ledgers, office.records, office.titles, new SavedViews(office.database));
        wang = office.enter("person", Map.of("name", "王庚七"));
        UUID li = office.enter("person", Map.of("name", "李丁四"));
        office.enter("visit", Map.of("person", wang, "on", "2026-01-05", "kind", "home", "gift", "100"));
        office.enter("visit", Map.of("person", wang, "on", "2026-02-05", "kind", "phone"));
        office.enter("visit", Map.of("person", li, "on", "2026-03-05", "kind", "home", "gift", "50"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private ListPage page(String query) {
        return ((Reply.Show<ListPage>) ledgers.one(office.clerk(), WORDS, "small.visits", Asked.of(query))).page();
    }

    @Test
    void itIsNarrowedByChoiceDayNumberAndName() {
        assertThat(page("").rows()).hasSize(3);
        ListPage home = page("kind.is=home");
        assertThat(home.rows()).hasSize(2);
        assertThat(home.chips()).extracting(ListPage.Chip::value).containsExactly("上门");
        assertThat(home.foot())
                .as("count and sums are of what is seen")
                .contains("共 2 条")
                .anyMatch(f -> f.contains("150"));
        assertThat(page("on.from=2026-2-1&on.to=2026-2-28").rows()).hasSize(1);
        assertThat(page("gift.from=60").rows()).hasSize(1);
        assertThat(page("gift.missing=missing").rows()).hasSize(1);
        assertThat(page("month.from=3").rows()).as("what is worked out, too").hasSize(1);
        assertThat(page("person.has=wgq").rows()).hasSize(2);
        assertThat(page("person=" + wang).rows()).hasSize(2);
        assertThat(page("q=wgq").rows()).as("by initials").hasSize(2);
        assertThat(page("q=nobody").empty()).isEqualTo("没有符合条件的记录。");
    }

    @Test
    void onlyTheColumnsAskedForAreShownAndARowIsLookedAtBesideIt() {
        ListPage two = page("columns=person,gift&kind.is=home&sort=-gift");
        assertThat(two.columns()).extracting(ListPage.Column::label).containsExactly("人员", "慰问金");
        assertThat(two.rows().getFirst().cells().getFirst().text()).isEqualTo("王庚七");
        assertThat(two.columns().getFirst().sort()).isEmpty();
        assertThat(two.columns().getLast().sort()).contains("kind.is=home");
        UUID row = UUID.fromString(two.rows().getFirst().id());
        assertThat(page("seen=" + row).glance().facts()).contains(new Glance.Fact("方式", "上门", ""));
    }
}
