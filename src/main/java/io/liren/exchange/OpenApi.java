package io.liren.exchange;

import io.liren.block.Edition;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.RegisterModel;
import io.liren.report.Report;
import io.liren.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API's description (OpenAPI 3.1), made from the rulebooks that run: a path for each register, a type for each field. */
public final class OpenApi {
    private static final String REF = "#/components/schemas/";
    private static final String NULL = "null";

    private OpenApi() {}

    /** The document, as maps and lists. */
    public static Map<String, @Nullable Object> of(Edition edition) {
        Map<String, @Nullable Object> paths = new LinkedHashMap<>();
        Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
        schemas.put("problem", problem());
        for (Rulebook rulebook : edition.rulebooks()) {
            for (RegisterModel register : edition.all(RegisterModel.class)) {
                if (register.place().rulebook().equals(rulebook.id())) {
                    register(register, paths, schemas);
                }
            }
            for (Report report : edition.all(Report.class)) {
                if (report.place().rulebook().equals(rulebook.id())) {
                    paths.put("/api/v1/reports/" + path(report.id()) + "/{period}", report(report));
                }
            }
        }
        paths.put("/api/v1/duties", duties());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title",
                        "Liren 里仁",
                        "version",
                        "1",
                        "description",
                        "Registers, duties and reports of a community, made from its rulebooks. 由制度生成。"));
        document.put(
                "components",
                Map.of(
                        "schemas",
                        schemas,
                        "securitySchemes",
                        Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
        document.put("security", List.of(Map.of("token", List.of())));
        document.put("paths", paths);
        return document;
    }

    private static String path(String id) {
        return id.replace('.', '/');
    }

    // ---- registers

    private static void register(
            RegisterModel register, Map<String, @Nullable Object> paths, Map<String, @Nullable Object> schemas) {
        Map<String, @Nullable Object> entered = new LinkedHashMap<>();
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (FieldModel field : register.fields()) {
            if (field.entered()) {
                entered.put(field.name(), field(field, false));
                if (field.required() && field.standard().isEmpty()) {
                    required.add(field.name());
                }
            }
            read.put(field.name(), field(field, true));
        }
        Map<String, @Nullable Object> input = object(entered);
        input.put("title", register.label().toString());
        input.put("additionalProperties", false);
        if (!required.isEmpty()) {
            input.put("required", required);
        }
        schemas.put(register.id() + ".input", input);
        schemas.put(register.id(), object(read));
        String base = "/api/v1/registers/" + path(register.id());
        paths.put(base, Map.of("get", list(register), "post", enter(register)));
        paths.put(
                base + "/{id}",
                Map.of(
                        "parameters",
                        List.of(parameter("id", "path", true, Map.of("type", "string", "format", "uuid"), "")),
                        "get",
                        operation(register, "read", "查看 | Read", List.of(), null, record(register), "200"),
                        "patch",
                        operation(
                                register,
                                "correct",
                                "更正 | Correct",
                                List.of(ifMatch(), key()),
                                written(REF + register.id() + ".input"),
                                record(register),
                                "200"),
                        "delete",
                        operation(
                                register,
                                "void",
                                "作废 | Declare void",
                                List.of(
                                        ifMatch(),
                                        parameter("reason", "query", true, Map.of("type", "string"), "原因 | Why")),
                                null,
                                record(register),
                                "200")));
    }

    private static Map<String, @Nullable Object> list(RegisterModel register) {
        List<Object> parameters = new ArrayList<>(List.of(
                parameter("after", "query", false, Map.of("type", "string"), "上一页的 next | next of the page before"),
                parameter(
                        "size",
                        "query",
                        false,
                        Map.of("type", "integer", "minimum", 1, "maximum", 500),
                        "每页条数 | Lines"),
                parameter("sort", "query", false, Map.of("type", "string"), "字段,前加 - 为降序 | A field, - for descending"),
                parameter(
                        "fields",
                        "query",
                        false,
                        Map.of("type", "string"),
                        "只要这些字段,以逗号分开;不写就是全部 | These fields alone, with commas between them; all if left out")));
        register.entered().stream()
                .filter(field -> !field.isSensitive() && !field.type().many())
                .forEach(field -> parameters.add(parameter(
                        field.name(),
                        "query",
                        false,
                        Map.of("type", "string"),
                        field.label().toString())));
        Map<String, @Nullable Object> page = object(Map.of(
                "records",
                Map.of("type", "array", "items", line(register)),
                "count",
                Map.of("type", "integer"),
                "more_than_counted",
                Map.of("type", "boolean"),
                "next",
                Map.of("type", List.of("string", NULL))));
        return operation(register, "list", "列出 | List", parameters, null, page, "200");
    }

    private static Map<String, @Nullable Object> enter(RegisterModel register) {
        return operation(
                register,
                "enter",
                "登记 | Enter",
                List.of(key()),
                written(REF + register.id() + ".input"),
                record(register),
                "201");
    }

    private static Map<String, @Nullable Object> line(RegisterModel register) {
        return object(Map.of(
                "id",
                Map.of("type", "string", "format", "uuid"),
                "revision",
                Map.of("type", "integer"),
                "values",
                Map.of("$ref", REF + register.id())));
    }

    private static Map<String, @Nullable Object> record(RegisterModel register) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("id", Map.of("type", "string", "format", "uuid"));
        properties.put("register", Map.of("const", register.id()));
        properties.put("title", Map.of("type", "string"));
        properties.put("revision", Map.of("type", "integer"));
        properties.put("entered_at", Map.of("type", "string", "format", "date-time"));
        properties.put("entered_on", Map.of("type", "string", "format", "date"));
        properties.put("changed_at", Map.of("type", "string", "format", "date-time"));
        properties.put("voided_at", Map.of("type", List.of("string", NULL), "format", "date-time"));
        properties.put("values", Map.of("$ref", REF + register.id()));
        return object(properties);
    }

    private static Map<String, @Nullable Object> written(String values) {
        return object(Map.of(
                "values",
                Map.of("$ref", values),
                "reason",
                Map.of("type", "string"),
                "acknowledged",
                Map.of("type", "string", "description", "有提醒仍登记的原因 | Why it goes on in spite of warnings")));
    }

    /** The type of a field's value on the wire; one that is read may be missing, and a sensitive one masked. */
    private static Map<String, @Nullable Object> field(FieldModel field, boolean read) {
        Map<String, @Nullable Object> type = new LinkedHashMap<>(type(field.type()));
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        if (read) {
            List<Object> forms = new ArrayList<>(List.of(type, Map.of("type", NULL)));
            if (field.isSensitive()) {
                forms.add(object(Map.of("masked", Map.of("type", "string"))));
            }
            one.put("oneOf", forms);
            one.put("readOnly", !field.entered());
        } else {
            one.putAll(type);
            field.least().ifPresent(least -> one.put("x-least", least.toPlainString()));
            field.most().ifPresent(most -> one.put("x-most", most.toPlainString()));
        }
        one.put("title", field.label().toString());
        field.hint().ifPresent(hint -> one.put("description", hint.toString()));
        return one;
    }

    private static Map<String, Object> type(FieldType type) {
        return switch (type) {
            case FieldType.Text ignored -> Map.of("type", "string");
            case FieldType.Address ignored -> Map.of("type", "string");
            case FieldType.Identity ignored -> Map.of("type", "string", "x-type", "identity");
            case FieldType.Phone ignored -> Map.of("type", "string", "x-type", "phone");
            case FieldType.Whole ignored -> Map.of("type", "string", "pattern", "^-?[0-9]+$");
            case FieldType.Decimal ignored -> Map.of("type", "string", "pattern", "^-?[0-9]+([.][0-9]+)?$");
            case FieldType.Money ignored -> Map.of("type", "string", "pattern", "^-?[0-9]+([.][0-9]{1,2})?$");
            case FieldType.Date ignored -> Map.of("type", "string", "format", "date");
            case FieldType.Time ignored -> Map.of("type", "string", "pattern", "^[0-9]{2}:[0-9]{2}");
            case FieldType.Moment ignored -> Map.of("type", "string", "format", "date-time");
            case FieldType.Account ignored -> Map.of("type", "string", "format", "uuid");
            case FieldType.Attachment ignored -> Map.of("type", "string", "format", "uuid");
            case FieldType.Bool ignored -> Map.of("type", "boolean");
            case FieldType.Choice(var options) -> Map.of("type", "string", "enum", List.copyOf(options.keySet()));
            case FieldType.Choices(var options) ->
                Map.of("type", "array", "items", Map.of("type", "string", "enum", List.copyOf(options.keySet())));
            case FieldType.Reference(String register) ->
                Map.of("type", "string", "format", "uuid", "x-register", register);
            case FieldType.References(String register) ->
                Map.of("type", "array", "items", Map.of("type", "string", "format", "uuid", "x-register", register));
        };
    }

    // ---- the rest

    private static Map<String, @Nullable Object> report(Report report) {
        return Map.of(
                "get",
                operation(
                        report.id() + ".report",
                        report.label().toString(),
                        report.place().rulebook(),
                        List.of(parameter("period", "path", true, Map.of("type", "string"), "2026-03, 2026-Q1, 2026")),
                        null,
                        object(Map.of(
                                "report",
                                Map.of("const", report.id()),
                                "period",
                                Map.of("type", "string"),
                                "sealed",
                                Map.of("type", "boolean"),
                                "digest",
                                Map.of("type", List.of("string", NULL)),
                                "numbers",
                                Map.of("type", "object"))),
                        "200"));
    }

    private static Map<String, @Nullable Object> duties() {
        return Map.of(
                "get",
                operation(
                        "duties",
                        "任务 | Duties",
                        "duties",
                        List.of(
                                parameter(
                                        "state",
                                        "query",
                                        false,
                                        Map.of(
                                                "type",
                                                "string",
                                                "enum",
                                                List.of(
                                                        "owed",
                                                        "all",
                                                        "open",
                                                        "overdue",
                                                        "upcoming",
                                                        "met",
                                                        "met-late",
                                                        "waived")),
                                        ""),
                                parameter("rulebook", "query", false, Map.of("type", "string"), "")),
                        null,
                        object(Map.of(
                                "duties",
                                Map.of("type", "array", "items", Map.of("type", "object")),
                                "complete",
                                Map.of("type", "boolean"))),
                        "200"));
    }

    private static Map<String, @Nullable Object> problem() {
        return object(Map.of(
                "title",
                Map.of("type", "string"),
                "title_zh",
                Map.of("type", "string"),
                "status",
                Map.of("type", "integer"),
                "code",
                Map.of("type", "string"),
                "problems",
                Map.of("type", "array", "items", Map.of("type", "object"))));
    }

    private static Map<String, @Nullable Object> object(Map<String, ? extends @Nullable Object> properties) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        return object;
    }

    private static Map<String, Object> parameter(
            String name, String in, boolean required, Map<String, ?> schema, String description) {
        return Map.of("name", name, "in", in, "required", required, "schema", schema, "description", description);
    }

    private static Map<String, Object> ifMatch() {
        return parameter("If-Match", "header", true, Map.of("type", "string"), "所见的版本 | The revision that was seen");
    }

    private static Map<String, Object> key() {
        return parameter(
                "Idempotency-Key",
                "header",
                false,
                Map.of("type", "string"),
                "同一请求只办一次 | The same request is done once");
    }

    private static Map<String, @Nullable Object> operation(
            RegisterModel register,
            String what,
            String summary,
            List<?> parameters,
            @Nullable Map<String, @Nullable Object> body,
            Map<String, @Nullable Object> answer,
            String status) {
        return operation(
                register.id() + "." + what,
                summary + " · " + register.label(),
                register.place().rulebook(),
                parameters,
                body,
                answer,
                status);
    }

    private static Map<String, @Nullable Object> operation(
            String id,
            String summary,
            String tag,
            List<?> parameters,
            @Nullable Map<String, @Nullable Object> body,
            Map<String, @Nullable Object> answer,
            String status) {
        Map<String, @Nullable Object> operation = new LinkedHashMap<>();
        operation.put("operationId", id);
        operation.put("summary", summary);
        operation.put("tags", List.of(tag));
        operation.put("parameters", parameters);
        if (body != null) {
            operation.put("requestBody", Map.of("required", true, "content", json("application/json", body)));
        }
        operation.put(
                "responses",
                Map.of(
                        status,
                        Map.of("description", "OK", "content", json("application/json", answer)),
                        "default",
                        Map.of(
                                "description",
                                "problem",
                                "content",
                                json("application/problem+json", Map.of("$ref", REF + "problem")))));
        return operation;
    }

    private static Map<String, Object> json(String type, Map<String, ?> schema) {
        return Map.of(type, Map.of("schema", schema));
    }
}
