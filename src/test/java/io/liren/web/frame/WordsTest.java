package io.liren.web.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liren.wording.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Words chinese = Words.in(Language.ZH);
    private final Words english = Words.in(Language.EN);

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(english.keys()).containsExactlyInAnyOrderElementsOf(chinese.keys());
    }

    @Test
    void everyTemplateFindsItsWords() throws IOException {
        var used = new TreeSet<String>();
        try (var templates = Files.walk(Path.of("src/main/jte"))) {
            for (var template : templates.filter(Files::isRegularFile).toList()) {
                Pattern.compile("say\\(\"([^\"]+)\"")
                        .matcher(Files.readString(template))
                        .results()
                        .forEach(m -> used.add(m.group(1)));
            }
        }
        assertThat(used).isNotEmpty().isSubsetOf(chinese.keys());
    }

    @Test
    void whoeverSaysSomethingGivesEveryValueThatItsWordsAskFor() throws IOException {
        var lacking = new TreeSet<String>();
        int looked = 0;
        try (var sources = Stream.concat(Files.walk(Path.of("src/main/jte")), Files.walk(Path.of("src/main/java")))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                for (var said : said(Files.readString(source))) {
                    looked++;
                    for (var words : List.of(chinese, english)) {
                        said.keys().stream()
                                .filter(key -> words.keys().contains(key) && words.values(key) > said.values())
                                .forEach(key -> lacking.add(source.getFileName() + " " + key));
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(1000);
        assertThat(lacking).isEmpty();
    }

    /** A call that says something: the keys it may say, and how many values it gives. */
    private record Said(List<String> keys, int values) {}

    private static List<Said> said(String source) {
        List<Said> found = new ArrayList<>();
        var call = Pattern.compile("\\bsay\\(").matcher(source);
        while (call.find()) {
            List<String> arguments = new ArrayList<>();
            int depth = 0;
            int from = call.end();
            boolean quoted = false;
            for (int i = from; depth >= 0 && i < source.length(); i++) {
                char c = source.charAt(i);
                quoted ^= c == '"' && source.charAt(i - 1) != '\\';
                depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
                if (!quoted && (depth < 0 || depth == 0 && c == ',')) {
                    arguments.add(source.substring(from, i));
                    from = i + 1;
                }
            }
            List<String> keys = Pattern.compile("\"([^\"]+)\"")
                    .matcher(arguments.getFirst())
                    .results()
                    .map(m -> m.group(1))
                    .toList();
            found.add(new Said(keys, arguments.size() - 1));
        }
        return found;
    }

    @Test
    void eachKeyStandsOnceAsTheLastWouldWinUnseen() throws IOException {
        for (var language : Language.values()) {
            var file = "words_" + language.locale().getLanguage() + ".properties";
            assertThat(Files.readAllLines(Path.of("src/main/resources/io/liren/web", file)).stream()
                            .filter(line -> line.matches("[\\w.]+=.*"))
                            .map(line -> line.substring(0, line.indexOf('='))))
                    .as(file)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void countsInEnglishKnowOneFromMany() {
        assertThat(english.say("today.title", 1)).isEqualTo("One thing left to do");
        assertThat(english.say("today.title", 6)).isEqualTo("6 things left to do");
        assertThat(chinese.say("today.title", 6)).isEqualTo("今天还有 6 件事");
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThatThrownBy(() -> chinese.say("no.such")).hasMessageContaining("no.such");
    }
}
