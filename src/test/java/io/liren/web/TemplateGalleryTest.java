package io.liren.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.liren.web.frame.Frame;
import io.liren.web.frame.Words;
import io.liren.web.journal.JournalPage;
import io.liren.web.list.BooksPage;
import io.liren.web.parameter.ParametersPage;
import io.liren.web.record.Revealed;
import io.liren.web.report.ReportsPage;
import io.liren.web.rulebook.RulebooksPage;
import io.liren.web.search.EnterPage;
import io.liren.web.today.GoneRow;
import io.liren.wording.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every template, on made-up data, in both languages: written to target/gallery to be looked at, and held to what holds for every page. */
class TemplateGalleryTest {
    private static final Path GALLERY = Path.of("target/gallery");
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    record Shot(String language, String name, String template, Map<String, Object> model) {
        @Override
        public String toString() {
            return language + "-" + name;
        }
    }

    static Stream<Shot> shots() {
        return Stream.of(Language.values()).flatMap(language -> shots(new Sample(Words.in(language))).stream());
    }

    private static List<Shot> shots(Sample s) {
        var work = new SampleWork(s);
        var books = new SampleBooks(s);
        var office = new SampleOffice(s);
        var shots = new Gallery(s);
        var done = new Frame.Flash(s.t("已登记，达到 3 条。谢谢。 | Entered; three clauses are met. Thank you."), "/undo/1");
        shots.page("today", "today/page", s.frame("今日 | Today", "today", false, done), work.today());
        shots.page("today-empty", "today/page", s.frame("今日 | Today", "today"), work.todayEmpty());
        shots.page("today-as-of", "today/page", s.frame("今日 | Today", "today", true, null), work.today());
        shots.page("rulebooks", "rulebook/all", s.frame("制度 | Rulebooks", "rulebooks"), books.rulebooks());
        shots.page("rulebook", "rulebook/page", s.frame("制度 | Rulebooks", "rulebooks"), books.rulebook(false));
        shots.page("rulebook-open", "rulebook/page", s.frame("制度 | Rulebooks", "rulebooks"), books.rulebook(true));
        shots.page("books", "list/books", s.frame("台账 | Ledgers", "ledgers"), work.books());
        shots.page("list", "list/page", s.frame("台账 | Ledgers", "ledgers"), work.list());
        shots.page("list-long", "list/page", s.frame("台账 | Ledgers", "ledgers"), work.longList());
        shots.page("list-empty", "list/page", s.frame("台账 | Ledgers", "ledgers"), work.emptyList());
        shots.page("form", "form/page", s.frame("登记走访 | Record a visit", "enter"), work.visit());
        shots.page("form-all", "form/page", s.frame("更正 | Correct", "enter"), work.everyField());
        shots.page("record", "record/page", s.frame("周戊五 | Zhou Wuwu", "registers"), books.member());
        shots.page("record-case", "record/page", s.frame("办件 | Case", "cases"), books.caseRecord());
        shots.page("reports", "report/all", s.frame("报表 | Reports", "reports"), office.reports());
        shots.page("report", "report/page", s.frame("报表 | Report", "reports"), office.report());
        shots.page("parameters", "parameter/page", s.frame("参数 | Parameters", "settings"), office.parameters());
        shots.page("settings", "setting/page", s.frame("设置 | Settings", "settings"), office.settings());
        shots.page("users", "setting/users", s.frame("人员与岗位 | Users", "settings"), office.users());
        shots.page("journal", "journal/page", s.frame("流水 | Journal", "settings"), office.journal());
        shots.page("search", "search/page", s.frame("查找 | Find", "search"), office.search());
        shots.page("search-nothing", "search/page", s.frame("查找 | Find", "search"), office.searchNothing());
        shots.page("enter", "search/enter", s.frame("登记 | Enter", "enter"), office.enter());
        shots.page("sign-in", "signin/page", s.door("登录 | Sign in"), office.signIn(false));
        shots.page("sign-in-locked", "signin/page", s.door("登录 | Sign in"), office.signIn(true));
        shots.page("first-run", "signin/page", s.door("开始 | Begin"), office.firstRun());
        empties(shots, s);
        for (var code : List.of("403", "404", "422", "500", "csrf")) {
            shots.page("error-" + code, "error/page", s.door("出错 | Error"), office.error(code));
        }
        var csrf = s.frame("", "").csrf();
        shots.part(
                "part-preview",
                "form/preview",
                Map.of("words", s.words(), "preview", work.visit().preview(), "swapped", true));
        shots.part(
                "part-gone",
                "today/gone",
                Map.of("words", s.words(), "csrf", csrf, "row", new GoneRow("已免除", "/undo")));
        shots.part(
                "part-evidence", "rulebook/evidence", Map.of("words", s.words(), "id", "6", "panel", books.evidence()));
        shots.part("part-revealed", "record/revealed", Map.of("revealed", new Revealed("1", "")));
        return shots.shots;
    }

    private static void empties(Gallery shots, Sample s) {
        var frame = s.frame("空 | Nothing yet", "");
        shots.page("empty-rulebooks", "rulebook/all", frame, new RulebooksPage("", List.of()));
        shots.page("empty-books", "list/books", frame, new BooksPage(s.words().say("nav.ledgers"), "", List.of()));
        shots.page("empty-reports", "report/all", frame, new ReportsPage("", null, List.of()));
        shots.page("empty-parameters", "parameter/page", frame, new ParametersPage("", false, List.of(), List.of()));
        var journal = new JournalPage("", "", "/journal/verification", null, List.of(), null, null);
        shots.page("empty-journal", "journal/page", frame, journal);
        var enter = new EnterPage(
                List.of(),
                List.of(),
                s.words().say("date.readOnly", frame.date().words()));
        shots.page("empty-enter", "search/enter", frame, enter);
    }

    private static final class Gallery {
        final List<Shot> shots = new java.util.ArrayList<>();
        private final String language;

        Gallery(Sample s) {
            language = s.words().language().locale().getLanguage();
        }

        void page(String name, String template, Frame frame, Object page) {
            part(name, template, Map.of("frame", frame, "page", page));
        }

        void part(String name, String template, Map<String, Object> model) {
            shots.add(new Shot(language, name, template, new LinkedHashMap<>(model)));
        }
    }

    @ParameterizedTest
    @MethodSource("shots")
    void standsOnItsOwnWithoutInlineScriptOrStyle(Shot shot) throws IOException {
        var out = new StringOutput();
        ENGINE.render(shot.template() + ".jte", shot.model(), out);
        var html = out.toString();

        assertThat(html)
                .doesNotContain("<style", " style=", "<script>", "javascript:")
                .doesNotContainPattern(" on[a-z]+=\"");
        assertThat(html.length()).as("page within 150 KB").isLessThan(150_000);
        assertThat(ids(html)).as("ids").doesNotHaveDuplicates();
        assertThat(pointers(html))
                .as("what labels and descriptions point to")
                .allSatisfy(id -> assertThat(ids(html)).contains(id));
        Files.createDirectories(GALLERY);
        Files.writeString(
                GALLERY.resolve(shot + ".html"),
                html.replaceAll("(href|src)=\"/(liren|icon|vendor)", "$1=\"../classes/static/$2"));
    }

    private static List<String> ids(String html) {
        return Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    private static List<String> pointers(String html) {
        return Pattern.compile(" (?:for|aria-labelledby|aria-describedby)=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .flatMap(m -> Stream.of(m.group(1).split(" ")))
                .toList();
    }
}
