package io.liren.notice;

import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a notice (公示文本) in both languages, one under the other, as it is kept: the title, what stands above the
 * facts, and a line for each fact.
 */
final class NoticeText {
    /** What stands between a fact's name and its words. */
    static final char BETWEEN = '\t';

    private static final String LANGUAGES = "——";
    private static final Label PERIOD = new Label("公示期", "Shown");
    private static final Label WHERE = new Label("公示地点", "Where it hangs");
    private static final Label ISSUER = new Label("公示单位", "Issued by");
    private static final Label OBJECT =
            new Label("对公示内容有异议的，请在公示期内向社区提出。", "Whoever objects says so to the community while the notice is shown.");

    private NoticeText() {}

    /** A fact in words. */
    record Fact(Label label, Label words) {}

    /** What the rulebook and the program say in every such notice: it is not looked at for leaks. */
    static List<String> fixed(Label title, Label intro, List<Label> labels) {
        List<String> fixed = new ArrayList<>();
        List<Label> all = new ArrayList<>(List.of(title, oneLine(intro), PERIOD, WHERE, ISSUER, OBJECT));
        all.addAll(labels);
        all.forEach(label -> {
            fixed.add(label.zh());
            fixed.add(label.en());
        });
        return fixed;
    }

    private static Label oneLine(Label label) {
        return new Label(
                label.zh().strip().replaceAll("\\s+", " "), label.en().strip().replaceAll("\\s+", " "));
    }

    /** The text. */
    static String write(Notice notice, List<Fact> facts, LocalDate from, LocalDate until, Label place, Label issuer) {
        List<String> lines = new ArrayList<>();
        for (Language language : Language.values()) {
            if (!lines.isEmpty()) {
                lines.add(LANGUAGES);
            }
            lines.add(notice.label().in(language));
            String intro = oneLine(notice.intro()).in(language);
            if (!intro.isEmpty()) {
                lines.add(intro);
            }
            for (Fact fact : facts) {
                // A value of several lines, or with a tab, would pass for other lines of the text.
                String words = fact.words().in(language).strip().replaceAll("\\s+", " ");
                lines.add(fact.label().in(language) + BETWEEN + (words.isEmpty() ? "—" : words));
            }
            lines.add(PERIOD.in(language) + BETWEEN + span(from, until, language));
            lines.add(WHERE.in(language) + BETWEEN + place.in(language));
            lines.add(ISSUER.in(language) + BETWEEN + issuer.in(language));
            if (notice.dated().flatMap(Notice.Form.Dated::objections).isPresent()) {
                lines.add(OBJECT.in(language));
            }
        }
        return String.join("\n", lines);
    }

    private static String span(LocalDate from, LocalDate until, Language language) {
        return Formats.date(from, language)
                + switch (language) {
                    case ZH -> "至";
                    case EN -> " to ";
                }
                + Formats.date(until, language);
    }

    /** The text in one language. */
    static PublicText read(String text, Language language) {
        List<List<String>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        for (String line : text.lines().toList()) {
            if (line.equals(LANGUAGES)) {
                parts.add(new ArrayList<>());
            } else {
                parts.getLast().add(line);
            }
        }
        List<String> lines = parts.get(Math.min(language.ordinal(), parts.size() - 1));
        List<PublicText.Line> body = new ArrayList<>();
        for (String line : lines.stream().skip(1).toList()) {
            int between = line.indexOf(BETWEEN);
            body.add(
                    between < 0
                            ? new PublicText.Line("", line)
                            : new PublicText.Line(line.substring(0, between), line.substring(between + 1)));
        }
        return new PublicText(lines.isEmpty() ? "" : lines.getFirst(), body);
    }
}
