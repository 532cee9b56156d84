package io.liren.web.form;

import io.liren.calendar.Today;
import io.liren.register.Attachments;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.web.frame.Answering;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/** What came with a request: parameters in their order, and files by field. */
public record Sent(Map<String, List<String>> parameters, Map<String, Attachments.Kept> files) {
    static final String ORIGINAL = "was.";
    static final String TAKE = "take.";
    static final String KEPT = ".kept";
    /** The parameter that asks for a search without script; its value is the field. */
    public static final String SEEK = "seek";

    public Sent {
        parameters = Map.copyOf(parameters);
        files = Map.copyOf(files);
    }

    /** Nothing. */
    public static Sent nothing() {
        return new Sent(Map.of(), Map.of());
    }

    /** What came with this request. */
    public static Sent of(HttpServletRequest request) throws IOException {
        Map<String, Attachments.Kept> files = new LinkedHashMap<>();
        MultipartHttpServletRequest parts = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (parts != null) {
            for (Map.Entry<String, MultipartFile> file : parts.getFileMap().entrySet()) {
                MultipartFile content = file.getValue();
                if (!content.isEmpty()) {
                    String name = content.getOriginalFilename();
                    String type = content.getContentType();
                    files.put(
                            file.getKey(),
                            new Attachments.Kept(
                                    name == null ? "" : name.replaceAll(".*[/\\\\]", ""),
                                    type == null ? "application/octet-stream" : type,
                                    content.getBytes()));
                }
            }
        }
        return new Sent(Answering.parameters(request), files);
    }

    /** The first value; empty if there is none. */
    public String one(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** What was typed into a field, as text; several values with commas between. */
    String typed(FieldModel field) {
        if (field.type().many()) {
            return parameters.getOrDefault(field.name(), List.of()).stream()
                    .flatMap(v -> java.util.Arrays.stream(v.split(",")))
                    .map(String::strip)
                    .filter(v -> !v.isEmpty())
                    .distinct()
                    .collect(Collectors.joining(","));
        }
        return lines(one(field.name()));
    }

    /** Browsers send lines with a carriage return; they are the same lines. */
    static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    /** A stored value as one would type it. */
    public static String written(FieldType type, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number ->
                type instanceof FieldType.Money
                        ? number.toPlainString()
                        : number.signum() == 0
                                ? "0"
                                : number.stripTrailingZeros().toPlainString();
            case Instant moment ->
                LocalDateTime.ofInstant(moment, Today.SHANGHAI)
                        .toString()
                        .replace('T', ' ')
                        .substring(0, 16);
            case LocalTime time -> time.toString().substring(0, 5);
            case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Object other -> other.toString();
        };
    }
}
