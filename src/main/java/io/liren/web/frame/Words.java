package io.liren.web.frame;

import com.ibm.icu.text.MessageFormat;
import io.liren.wording.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The words of the interface (界面用语) in one language: what the pages say themselves. What rulebooks say comes from the rulebooks.
 * Thread-safe. Patterns are ICU MessageFormat with numbered arguments.
 */
public final class Words {
    private static final Map<Language, Words> LOADED = new ConcurrentHashMap<>();

    private final Language language;
    private final Map<String, String> patterns;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Words(Language language, Map<String, String> patterns) {
        this.language = language;
        this.patterns = patterns;
    }

    /** The words in this language. */
    public static Words in(Language language) {
        return LOADED.computeIfAbsent(language, Words::load);
    }

    /**
     * What the key says, its arguments filled in.
     *
     * @throws IllegalArgumentException if no such key is known: a page never shows a bare key
     */
    public String say(String key, Object... arguments) {
        var pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("No words for " + key + " in " + language);
        }
        // A shared MessageFormat is not thread-safe, so that each call fills in a copy.
        var format = formats.computeIfAbsent(key, k -> new MessageFormat(pattern, language.locale()));
        return ((MessageFormat) format.clone()).format(arguments);
    }

    /** What stands behind a number: 6 个月. A unit that has no words here is written as the rulebook has it. */
    public String unit(String unit) {
        return unit.isEmpty() ? "" : patterns.containsKey("unit." + unit) ? say("unit." + unit) : " " + unit;
    }

    /** The language they are in. */
    public Language language() {
        return language;
    }

    /** How many values what the key says has room for. */
    int values(String key) {
        return new MessageFormat(Objects.requireNonNull(patterns.get(key)), language.locale())
                .getArgumentNames().stream()
                        .mapToInt(name -> Integer.parseInt(name) + 1)
                        .max()
                        .orElse(0);
    }

    Set<String> keys() {
        return patterns.keySet();
    }

    private static Words load(Language language) {
        var properties = new Properties();
        try (var in = Words.class.getResourceAsStream(
                "/io/liren/web/words_" + language.locale().getLanguage() + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException("No words in language " + language);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Words(
                language,
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                k -> k, k -> Objects.requireNonNull(properties.getProperty(k)))));
    }
}
