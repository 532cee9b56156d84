package io.liren.exchange;

import io.liren.journal.Entry;
import io.liren.wording.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an inspector's file is put together from. */
final class InspectorParts {
    private static final Pattern HOLE = Pattern.compile("\\{(title|css|payload|seal|program)}");

    private InspectorParts() {}

    /** A part that lies beside this class. */
    static String text(String name) {
        try (InputStream in = InspectorParts.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String page(String title, String css, String payload, String seal, String program) {
        Map<String, String> parts = Map.of(
                "title",
                title.replace("&", "&amp;").replace("<", "&lt;"),
                "css",
                css,
                "payload",
                payload,
                "seal",
                seal,
                "program",
                program);
        return HOLE.matcher(text("inspector.html"))
                .replaceAll(hole -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(hole.group(1)))));
    }

    /** What was done, in words: 登记 · 走访. */
    static Label did(Entry.Kind kind, Label register) {
        Label done = switch (kind) {
            case ENTER -> new Label("登记", "Entered");
            case CORRECT -> new Label("更正", "Put right");
            case VOID -> new Label("作废", "Declared void");
            case STEP -> new Label("环节", "Step");
            case SETTING -> new Label("设置", "Set");
            case WAIVE -> new Label("免除", "Waived");
            case ERASE -> new Label("删除敏感内容", "Erased");
        };
        return new Label(done.zh() + " · " + register.zh(), done.en() + " · " + register.en());
    }
}
