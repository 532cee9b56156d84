package io.liren.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.app.Kinds;
import io.liren.rulebook.Clause;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.rulebook.RulebookReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Over all the rulebooks: whoever changes one numeral of a clause's text is told that the block says otherwise. */
class ProseTest {
    private static Edition edition;

    @BeforeAll
    static void compile() {
        Findings findings = new Findings();
        edition = new Compiler(Kinds.all()).compile(RulebookReader.read(Path.of("rulebooks"), findings), findings);
        assertThat(findings.errors()).isEmpty();
    }

    /** A clause with one numeral changed, in one of its languages. */
    private record Change(Clause clause, String was, String becomes, String around, Clause changed) {
        static Change of(Clause clause, boolean chinese, MatchResult numeral, String becomes) {
            String text = chinese ? clause.textZh() : clause.textEn();
            String changed = text.substring(0, numeral.start()) + becomes + text.substring(numeral.end());
            return new Change(
                    clause,
                    numeral.group(),
                    becomes,
                    text.substring(Math.max(0, numeral.start() - 6), Math.min(text.length(), numeral.end() + 6))
                            .replace('\n', ' '),
                    new Clause(
                            clause.id(),
                            clause.rulebook(),
                            clause.number(),
                            clause.title(),
                            chinese ? changed : clause.textZh(),
                            chinese ? clause.textEn() : changed,
                            clause.leavesOut(),
                            clause.position(),
                            clause.linesZh(),
                            clause.linesEn()));
        }

        boolean isNoticed() {
            Findings findings = new Findings();
            ProseCheck.compare(changed, edition.partsOf(clause), findings);
            return !findings.all().isEmpty();
        }
    }

    private static final Pattern CHINESE = Pattern.compile("每半年|每季度|每周|每月|每年|一半|半年|[0-9.]+|[一二两三四五六七八九十百]+");
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(every (quarter|month|week|half-year|year)|twice|two|three|four|five|six|seven|ten|twelve|fourteen|fifteen|thirty|sixty|ninety|[0-9.]*[0-9])\\b");

    private static List<Change> changes(boolean chinese) {
        List<Change> changes = new ArrayList<>();
        for (Clause clause : edition.clauses()) {
            if (edition.partsOf(clause).stream().noneMatch(p -> p.block().runs())) {
                continue;
            }
            Matcher numeral = (chinese ? CHINESE : ENGLISH).matcher(chinese ? clause.textZh() : clause.textEn());
            while (numeral.find()) {
                (chinese ? chinese(numeral.group()) : english(numeral.group()))
                        .forEach(other -> changes.add(Change.of(clause, chinese, numeral.toMatchResult(), other)));
            }
        }
        return changes;
    }

    private static List<String> chinese(String numeral) {
        if (numeral.startsWith("每")) {
            return without(numeral, "每周", "每月", "每季度", "每半年", "每年");
        }
        return switch (numeral) {
            case "一半" -> List.of("三分之一", "三分之二");
            case "半年" -> List.of("三个月", "一年");
            case "两" -> List.of("三", "七", "十一", "四十九");
            default ->
                numeral.matches("[0-9.]+") ? List.of(numeral + "1", "7") : without(numeral, "二", "四", "七", "十一", "四十九");
        };
    }

    private static List<String> english(String numeral) {
        return numeral.startsWith("every")
                ? without(numeral, "every week", "every month", "every quarter", "every half-year", "every year")
                : numeral.equals("twice")
                        ? List.of("three times", "once")
                        : without(numeral, "four", "seven", "eleven", "49");
    }

    private static List<String> without(String one, String... all) {
        return Stream.of(all).filter(other -> !other.equals(one)).toList();
    }

    /** Numerals that count nothing a rule could ask for. */
    private static final List<String> IDIOMS =
            List.of("一户一看", "一户一档", "分三类", "一般", "哪一步", "缺一样", "居民一样", "一季度内", "一起入户", "五好家庭", "五以下");

    private static List<String> missed(boolean chinese) {
        return changes(chinese).stream()
                .filter(change -> IDIOMS.stream().noneMatch(change.around()::contains))
                .filter(change -> !change.isNoticed())
                .map(change ->
                        change.clause().id() + " …" + change.around() + "… " + change.was() + " ─▶ " + change.becomes())
                .toList();
    }

    @Test
    void whatStandsThereAgrees() {
        Findings findings = new Findings();
        ProseCheck.check(edition, findings);
        assertThat(findings.all())
                .extracting(d -> d.position() + " " + d.message().en())
                .isEmpty();
    }

    @Test
    void eachChangedNumeralOfTheChineseIsNoticed() {
        assertThat(changes(true)).hasSizeGreaterThan(1000);
        assertThat(missed(true)).isEmpty();
    }

    @Test
    void eachChangedNumeralOfTheEnglishIsNoticed() {
        assertThat(changes(false)).hasSizeGreaterThan(500);
        assertThat(missed(false)).isEmpty();
    }

    @Test
    void theNoticeStandsAtTheNumeral() {
        Clause clause = edition.clause("union.4").orElseThrow();
        Change change = changes(true).stream()
                .filter(c -> c.clause().equals(clause)
                        && c.was().equals("两")
                        && c.becomes().equals("七"))
                .reduce((one, next) -> next)
                .orElseThrow();
        Findings findings = new Findings();
        ProseCheck.compare(change.changed(), edition.partsOf(clause), findings);
        Diagnostic found = findings.all().getFirst();
        assertThat(found.position().column()).isEqualTo(clause.textZh().lastIndexOf("两") + 1);
        assertThat(found.message().zh()).contains("七次");
    }
}
