package io.liren.web.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.web.WebOffice;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordMakerTest {
    private static final Words WORDS = Words.in(Language.ZH);
    private WebOffice office;
    private RecordMaker maker;
    private RecordActs acts;

    @BeforeEach
    void open() {
        office = new WebOffice();
        CaseMaker cases = new CaseMaker(
                office.edition, office.records, office.derivations, office.attachments, office.titles, office.today);
        maker = new RecordMaker(
                office.edition,
                office.records,
                office.derivations,
                office.effects,
                office.attachments,
                office.titles,
                cases,
                office.today,
                List.of());
        acts = new RecordActs(office.facts, office.records, office.effects, office.attachments, cases);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private RecordPage page(String register, UUID id, String history) {
        Reply<RecordPage> reply = maker.make(office.clerk(), WORDS, "small." + register, id, history, Optional.empty());
        assertThat(reply).isInstanceOf(Reply.Show.class);
        return ((Reply.Show<RecordPage>) reply).page();
    }

    @Test
    void aRecordSaysWhatItCountsForWhatItSetOffAndWhatIsTiedToIt() {
        UUID jia = office.enter("person", Map.of("name", "甲", "phone", "13100000001"));
        RecordPage before = page("person", jia, "");
        assertThat(before.setOff()).singleElement().satisfies(e -> {
            assertThat(e.text()).contains("季度走访");
            assertThat(e.state().tone()).isEqualTo(Tone.OPEN);
        });
        UUID visit = office.enter("visit", Map.of("person", jia, "on", "2026-03-01", "gift", "10"));
        RecordPage shown = page("visit", visit, "");
        assertThat(shown.countsFor()).singleElement().satisfies(e -> {
            assertThat(e.href()).isEqualTo("/rulebooks/small/2");
            assertThat(e.state().tone()).isEqualTo(Tone.MET);
        });
        assertThat(shown.voiding()).isNotNull();
        assertThat(shown.voiding().warning()).contains("1");
        RecordPage person = page("person", jia, "");
        assertThat(person.relations().getFirst().items()).hasSize(1);
        assertThat(person.setOff()).isEmpty();
    }

    @Test
    void whatIsMaskedIsShownForAPurposeAndTheHistoryNarrowsToAField() {
        UUID jia = office.enter("person", Map.of("name", "甲", "phone", "13100000001"));
        RecordPage page = page("person", jia, "phone");
        assertThat(page.groups().getFirst().facts()).anySatisfy(f -> {
            assertThat(f.id()).isEqualTo("phone");
            assertThat(f.value()).isEqualTo("131****0001");
            assertThat(f.masked()).isNotNull();
        });
        assertThat(page.history().field()).isEqualTo("电话");
        assertThat(page.history().entries()).hasSize(1);
        assertThat(acts.reveal(office.clerk(), WORDS, "small.person", jia, "phone", "联系")
                        .value())
                .isEqualTo("13100000001");
        assertThat(acts.reveal(office.clerk(), WORDS, "small.person", jia, "phone", "")
                        .value())
                .isEmpty();
    }

    @Test
    void aVoidRecordStaysAndSaysWhy() {
        UUID jia = office.enter("person", Map.of("name", "甲"));
        assertThat(acts.voiding(office.clerk(), WORDS, "small.person", jia, "重复登记"))
                .isInstanceOf(Reply.Moved.class);
        RecordPage page = page("person", jia, "");
        assertThat(page.voided()).contains("重复登记");
        assertThat(page.actions()).isEmpty();
        assertThat(page.voiding()).isNull();
    }
}
