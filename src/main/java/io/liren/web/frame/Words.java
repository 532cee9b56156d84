package io.liren.web.frame;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
    private static final Map<String, Words> LOADED = new ConcurrentHashMap<>();

    private final String language;
    private final Map<String, String> patterns;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Words(String language, Map<String, String> patterns) {
        this.language = language;
        this.patterns = patterns;
    }

    /** The words in {@code zh} or {@code en}; any other language is refused with an {@link IllegalArgumentException}. */
    public static Words in(String language) {
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
        var format = formats.computeIfAbsent(key, k -> new MessageFormat(pattern, Locale.of(language)));
        return ((MessageFormat) format.clone()).format(arguments);
    }

    /** {@code zh} or {@code en}. */
    public String language() {
        return language;
    }

    /** The value for the {@code lang} attribute: {@code zh-CN} or {@code en}. */
    public String tag() {
        return language.equals("zh") ? "zh-CN" : language;
    }

    Set<String> keys() {
        return patterns.keySet();
    }

    private static Words load(String language) {
        var properties = new Properties();
        try (var in = Words.class.getResourceAsStream("/io/liren/web/words_" + language + ".properties")) {
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
