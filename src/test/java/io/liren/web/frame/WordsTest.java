package io.liren.web.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liren.wording.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
