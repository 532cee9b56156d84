package io.liren.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.register.Attachments;
import io.liren.register.RecordView;
import io.liren.web.WebOffice;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final Words WORDS = Words.in(Language.ZH);
    private WebOffice office;
    private Forms forms;

    @BeforeEach
    void open() {
        office = new WebOffice();
        forms = new Forms(
                office.facts, office.records, office.attachments, office.effects, office.titles, office.today);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static Sent sent(String... namesAndValues) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters
                    .computeIfAbsent(namesAndValues[i], n -> new java.util.ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        return new Sent(parameters, Map.of());
    }

    private static FormPage page(Reply<FormPage> reply) {
        assertThat(reply).isInstanceOf(Reply.Show.class);
        return ((Reply.Show<FormPage>) reply).page();
    }

    private static Field field(FormPage page, String name) {
        return page.groups().stream()
                .flatMap(g -> g.fields().stream())
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Everything the form would send if its button were pressed at once. */
    private static Sent posted(FormPage page, Map<String, String> changed) {
        Map<String, List<String>> parameters = new HashMap<>();
        page.hidden().forEach(h -> parameters.put(h.name(), List.of(h.value())));
        for (FormPage.Group group : page.groups()) {
            for (Field field : group.fields()) {
                parameters.put(field.name(), values(field.input()));
            }
        }
        changed.forEach((name, value) -> parameters.put(name, List.of(value)));
        return new Sent(parameters, Map.of());
    }

    private static List<String> values(Input input) {
        return switch (input) {
            case Input.Text in -> List.of(in.value());
            case Input.LongText in -> List.of(in.value());
            case Input.Number in -> List.of(in.value());
            case Input.Day in -> List.of(in.value());
            case Input.Time in -> List.of(in.value());
            case Input.Masked in -> List.of(in.value());
            case Input.Pills in -> chosen(in.options());
            case Input.Select in -> chosen(in.options());
            case Input.Many in -> chosen(in.options());
            case Input.Reference in ->
                in.chosen() == null ? List.of() : List.of(in.chosen().value());
            case Input.References in ->
                in.chosen().stream().map(Input.Candidate::value).toList();
            case Input.Attachment in -> List.of();
            case Input.Computed in -> List.of();
            case Input.Secret in -> List.of();
        };
    }

    private static List<String> chosen(List<io.liren.web.frame.Option> options) {
        return options.stream()
                .filter(io.liren.web.frame.Option::chosen)
                .map(io.liren.web.frame.Option::value)
                .toList();
    }

    @Test
    void aDutyOpensTheFormFilledInAndSavingSaysWhatItSettled() {
        UUID jia = office.enter("person", Map.of("name", "甲"));
        FormPage fresh = page(forms.fresh(office.clerk(), WORDS, "small.visit", sent("person", jia.toString())));
        assertThat(fresh.fresh()).isTrue();
        assertThat(field(fresh, "person").input())
                .isInstanceOfSatisfying(
                        Input.Reference.class,
                        in -> assertThat(in.chosen()).isEqualTo(new Input.Candidate(jia.toString(), "甲", "")));
        assertThat(field(fresh, "on").input())
                .isInstanceOfSatisfying(
                        Input.Day.class, in -> assertThat(in.picked()).isEqualTo("2026-03-10"));
        Sent filled = posted(fresh, Map.of("on", "昨天", "gift", "１００", "kinds", "care"));

        Preview preview = forms.preview(office.clerk(), WORDS, "small.visit", filled);
        assertThat(preview.warnings()).isEmpty();
        assertThat(preview.settles()).singleElement().asString().contains("小制度 2", "季度走访", "甲");
        assertThat(preview.computed()).contains(new Preview.Value("on", "2026年3月9日 周一"));

        Reply<FormPage> reply = forms.enter(office.clerk(), WORDS, "small.visit", filled);
        assertThat(reply).isInstanceOfSatisfying(Reply.Moved.class, moved -> {
            assertThat(moved.address()).startsWith("/registers/small/visit/");
            assertThat(moved.flash()).contains("季度走访", "甲");
        });
        assertThat(forms.preview(office.clerk(), WORDS, "small.visit", filled).settles())
                .isEmpty();
    }

    @Test
    void mistakesStandInTheSummaryAndBesideTheFieldAndNothingIsLost() {
        UUID jia = office.enter("person", Map.of("name", "甲"));
        Map<String, List<String>> parameters = Map.of(
                "person.q", List.of("没这人"),
                "on", List.of("2026-5-1"),
                "with", List.of(jia.toString()),
                "kinds", List.of("care", "check"),
                "gift", List.of("很多"),
                "done", List.of("true"),
                "note", List.of("第一行\r\n第二行"));
        Attachments.Kept photo = new Attachments.Kept("门牌.jpg", "image/jpeg", new byte[] {1});
        FormPage page =
                page(forms.enter(office.clerk(), WORDS, "small.visit", new Sent(parameters, Map.of("paper", photo))));
        assertThat(page.errors()).extracting(FormPage.Problem::field).contains("gift", "person");
        assertThat(field(page, "gift").error()).isNotEmpty();
        assertThat(page.fresh()).isFalse();
        assertThat(values(field(page, "gift").input())).containsExactly("很多");
        assertThat(values(field(page, "kinds").input())).containsExactly("care", "check");
        assertThat(values(field(page, "with").input())).containsExactly(jia.toString());
        assertThat(values(field(page, "done").input())).containsExactly("true");
        assertThat(values(field(page, "note").input())).containsExactly("第一行\n第二行");
        assertThat(field(page, "paper").input()).isEqualTo(new Input.Attachment("门牌.jpg", ""));
        assertThat(field(page, "person").input())
                .isInstanceOfSatisfying(
                        Input.Reference.class, in -> assertThat(in.search()).isEqualTo("没这人"));
        assertThat(forms.enter(
                        office.clerk(),
                        WORDS,
                        "small.visit",
                        posted(page, Map.of("gift", "10", "on", "3.1", "person", jia.toString()))))
                .isInstanceOf(Reply.Moved.class);
    }

    @Test
    void whatIsUnusualNeedsAReason() {
        UUID jia = office.enter("person", Map.of("name", "甲", "born", "1950-03-02"));
        Sent sent = sent("person", jia.toString(), "on", "3.1", "gift", "2000");
        FormPage page = page(forms.enter(office.clerk(), WORDS, "small.visit", sent));
        assertThat(page.errors()).isEmpty();
        assertThat(field(page, "age").input())
                .as("what is computed stands beside, so that one knows why")
                .isEqualTo(new Input.Computed("75"));
        assertThat(page.warnings()).isNotNull();
        assertThat(page.warnings().texts()).containsExactly("超过 1000 元");
        assertThat(forms.enter(office.clerk(), WORDS, "small.visit", posted(page, Map.of("acknowledged", "大病"))))
                .isInstanceOf(Reply.Moved.class);
    }

    @Test
    void aSearchWithoutScriptComesBackWithTheForm() {
        UUID jia = office.enter("person", Map.of("name", "欧阳甲"));
        FormPage page = page(forms.enter(
                office.clerk(), WORDS, "small.visit", sent("seek", "person", "person.q", "oyj", "gift", "5")));
        assertThat(page.errors()).isEmpty();
        assertThat(field(page, "person").input()).isInstanceOfSatisfying(Input.Reference.class, in -> {
            assertThat(in.found()).isNotNull();
            assertThat(in.found().candidates())
                    .extracting(Input.Candidate::value)
                    .containsExactly(jia.toString());
        });
        assertThat(values(field(page, "gift").input())).containsExactly("5");
    }

    @Test
    void aCorrectionKeepsMasksAsksWhyAndChangesOnlyWhatWasChanged() {
        UUID id = office.enter("person", Map.of("name", "甲", "phone", "13100000001", "born", "1980-01-02"));
        FormPage form = page(forms.correction(office.clerk(), WORDS, "small.person", id));
        assertThat(field(form, "phone").input())
                .isInstanceOfSatisfying(
                        Input.Masked.class, in -> assertThat(in.value()).isEmpty());
        FormPage unsaid =
                page(forms.correct(office.clerk(), WORDS, "small.person", id, posted(form, Map.of("name", "甲一"))));
        assertThat(unsaid.errors()).extracting(FormPage.Problem::field).containsExactly("reason");
        assertThat(values(field(unsaid, "name").input())).containsExactly("甲一");

        // Somebody else corrects another field meanwhile: both changes stand.
        FormPage other = page(forms.correction(office.clerk(), WORDS, "small.person", id));
        assertThat(forms.correct(
                        office.clerk(),
                        WORDS,
                        "small.person",
                        id,
                        posted(other, Map.of("born", "1981-01-02", "reason", "查档"))))
                .isInstanceOf(Reply.Moved.class);
        assertThat(forms.correct(office.clerk(), WORDS, "small.person", id, posted(unsaid, Map.of("reason", "笔误"))))
                .isInstanceOf(Reply.Moved.class);
        RecordView now =
                office.records.record(office.clerk(), "small.person", id).orElseThrow();
        assertThat(now.values()).containsEntry("name", "甲一").containsEntry("born", LocalDate.of(1981, 1, 2));
        assertThat(office.records.history(office.clerk(), "small.person", id, Optional.of("phone")))
                .hasSize(1);
    }

    @Test
    void twoWhoWantSomethingElseAreAskedWhichStands() {
        UUID id = office.enter("person", Map.of("name", "甲"));
        FormPage mine = page(forms.correction(office.clerk(), WORDS, "small.person", id));
        FormPage theirs = page(forms.correction(office.clerk(), WORDS, "small.person", id));
        forms.correct(office.clerk(), WORDS, "small.person", id, posted(theirs, Map.of("name", "乙", "reason", "改名")));
        FormPage conflict = page(forms.correct(
                office.clerk(), WORDS, "small.person", id, posted(mine, Map.of("name", "丙", "reason", "笔误"))));
        assertThat(conflict.conflict()).isNotNull();
        assertThat(conflict.conflict().differences()).singleElement().satisfies(d -> {
            assertThat(d.theirs()).isEqualTo("乙");
            assertThat(d.yours()).isEqualTo("丙");
        });
        assertThat(forms.correct(
                        office.clerk(),
                        WORDS,
                        "small.person",
                        id,
                        posted(conflict, Map.of("take.name", "yours", "reason", "笔误"))))
                .isInstanceOf(Reply.Moved.class);
        assertThat(office.records
                        .record(office.clerk(), "small.person", id)
                        .orElseThrow()
                        .values())
                .containsEntry("name", "丙");
    }

    @Test
    void whoMayNotWriteIsNotShownAForm() {
        assertThat(forms.fresh(office.viewer("small.doctor"), WORDS, "small.person", sent()))
                .isInstanceOf(Reply.Barred.class);
        assertThat(forms.fresh(office.clerk(), WORDS, "small.nothing", sent())).isInstanceOf(Reply.Missing.class);
        assertThat(forms.fresh(office.clerk().asOf(LocalDate.of(2026, 1, 1)), WORDS, "small.person", sent()))
                .isInstanceOf(Reply.Barred.class);
    }
}
