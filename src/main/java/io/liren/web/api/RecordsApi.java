package io.liren.web.api;

import io.liren.access.Tokens;
import io.liren.journal.Journal;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.Filter;
import io.liren.register.ListQuery;
import io.liren.register.Outcome;
import io.liren.register.Page;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Transaction;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Records (记录) of registers. What is written goes through the same door as from a form. */
@RestController
class RecordsApi {
    static final String REGISTERS = "/api/v1/registers";
    private static final String REGISTER = REGISTERS + "/{rulebook}/{name}";
    private static final Set<String> OWN = Set.of("after", "size", "sort", "fields");
    private final Facts facts;
    private final Records records;
    private final Registers registers;
    private final Database database;
    private final Journal journal;
    private final Answers answers;

    RecordsApi(Facts facts, Records records, Registers registers, Database database, Journal journal, Answers answers) {
        this.facts = facts;
        this.records = records;
        this.registers = registers;
        this.database = database;
        this.journal = journal;
        this.answers = answers;
    }

    private RegisterModel register(Caller caller, String rulebook, String name, Tokens.May may) {
        caller.needs(may);
        caller.reaches(rulebook);
        RegisterModel model = registers
                .find(rulebook + "." + name)
                .orElseThrow(
                        () -> new Answer.Stopped(Problems.of(404, "register", "没有这本登记簿", "There is no such register")));
        if (may == Tokens.May.READ && !model.opensTo(caller.viewer())) {
            throw new Answer.Stopped(Problems.of(403, "post", "您的岗位不能查看这本登记簿", "Your post may not read this register"));
        }
        return model;
    }

    /** A page, of all fields or of those named; any other parameter is a field that must equal its value. */
    @GetMapping(REGISTER)
    ResponseEntity<String> list(
            @RequestAttribute Caller caller,
            HttpServletRequest request,
            @PathVariable String rulebook,
            @PathVariable String name,
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "100") int size,
            @RequestParam Optional<String> sort,
            @RequestParam Optional<List<String>> fields) {
        RegisterModel model = register(caller, rulebook, name, Tokens.May.READ);
        List<Filter> filters = new ArrayList<>();
        request.getParameterMap().forEach((field, values) -> {
            if (!OWN.contains(field)) {
                known(model, field);
                filters.add(new Filter.Is(field, values[0]));
            }
        });
        fields.ifPresent(named -> named.forEach(field -> known(model, field)));
        List<String> columns = fields.orElseGet(
                () -> model.fields().stream().map(FieldModel::name).toList());
        Page page = records.list(
                caller.viewer(),
                new ListQuery(
                        model.id(),
                        filters,
                        columns,
                        sort.map(s -> s.startsWith("-") ? s.substring(1) : s),
                        sort.filter(s -> !s.startsWith("-")).isEmpty(),
                        after,
                        size));
        if (!page.problems().isEmpty()) {
            throw new Answer.Stopped(Problems.refused(new Outcome.Refused(page.problems())));
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(
                "records",
                page.lines().stream()
                        .map(line -> {
                            Map<String, @Nullable Object> one = new LinkedHashMap<>();
                            one.put("id", line.id().toString());
                            one.put("revision", line.revision());
                            one.put("values", Values.json(line.values()));
                            return one;
                        })
                        .toList());
        body.put("count", page.count().number());
        body.put("more_than_counted", page.count().more());
        body.put("next", page.next().orElse(null));
        return Answer.ok(Problems.JSON.writeValueAsString(body)).sent();
    }

    private static void known(RegisterModel model, String field) {
        if (model.field(field).isEmpty()) {
            throw new Answer.Stopped(
                    Problems.of(400, "unknown-field", "没有字段 " + field, "There is no field “" + field + "”"));
        }
    }

    @GetMapping(REGISTER + "/{id}")
    ResponseEntity<String> one(
            @RequestAttribute Caller caller,
            HttpServletRequest request,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID id) {
        RegisterModel model = register(caller, rulebook, name, Tokens.May.READ);
        RecordView record = found(caller, model, id);
        if (etag(record.revision()).equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            return ResponseEntity.status(304).eTag(etag(record.revision())).build();
        }
        return answer(200, record).sent();
    }

    private RecordView found(Caller caller, RegisterModel model, UUID id) {
        return records.record(caller.viewer(), model.id(), id)
                .orElseThrow(() -> new Answer.Stopped(Problems.of(404, "gone", "没有这条记录", "There is no such record")));
    }

    private static String etag(int revision) {
        return "\"" + revision + "\"";
    }

    private static Answer answer(int status, RecordView record) {
        return new Answer(
                status,
                status == 201 ? address(record.register(), record.id()) : "",
                etag(record.revision()),
                Problems.JSON.writeValueAsString(Values.json(record)));
    }

    @PostMapping(REGISTER)
    ResponseEntity<String> enter(
            @RequestAttribute Caller caller,
            HttpServletRequest request,
            @PathVariable String rulebook,
            @PathVariable String name) {
        RegisterModel model = register(caller, rulebook, name, Tokens.May.WRITE);
        Sent sent = Sent.read(request);
        return answers.once(caller, request, sent, transaction -> {
                    Outcome outcome = facts.enter(caller.viewer(), model.id(), sent.values(), sent.options());
                    return outcome instanceof Outcome.Entered entered && isBrief(request)
                            ? briefly(model, entered.id())
                            : said(caller, model, outcome, 201);
                })
                .sent();
    }

    /** Whether the caller can do without the record: it is not read again then (RFC 7240, return=minimal). */
    private static boolean isBrief(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Prefer")).stream()
                .flatMap(prefer -> Stream.of(prefer.split(",")))
                .anyMatch(wish -> wish.strip().equalsIgnoreCase("return=minimal"));
    }

    private static Answer briefly(RegisterModel model, UUID id) {
        return new Answer(
                201,
                address(model, id),
                etag(1),
                Problems.JSON.writeValueAsString(Map.of("id", id.toString(), "revision", 1)));
    }

    private static String address(RegisterModel model, UUID id) {
        return REGISTERS + "/" + model.id().replace('.', '/') + "/" + id;
    }

    @PatchMapping(REGISTER + "/{id}")
    ResponseEntity<String> correct(
            @RequestAttribute Caller caller,
            HttpServletRequest request,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID id) {
        RegisterModel model = register(caller, rulebook, name, Tokens.May.WRITE);
        int revision = revision(request);
        Sent sent = Sent.read(request);
        return answers.once(caller, request, sent, transaction -> {
                    Outcome outcome =
                            facts.correct(caller.viewer(), model.id(), id, revision, sent.values(), sent.options());
                    return said(caller, model, outcome, 200);
                })
                .sent();
    }

    /** Declares a record void; nothing is ever deleted. */
    @DeleteMapping(REGISTER + "/{id}")
    ResponseEntity<String> declareVoid(
            @RequestAttribute Caller caller,
            HttpServletRequest request,
            @PathVariable String rulebook,
            @PathVariable String name,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason) {
        RegisterModel model = register(caller, rulebook, name, Tokens.May.WRITE);
        int revision = revision(request);
        Function<Transaction, Answer> work = transaction -> {
            // Nobody writes in between, so that what is declared void is what was seen.
            journal.lock(transaction, caller.viewer().community());
            RecordView there = found(caller, model, id);
            if (there.revision() != revision) {
                return Problems.conflict(new Outcome.Conflict(there.revision(), List.of()));
            }
            return said(caller, model, facts.voidRecord(caller.viewer(), model.id(), id, reason), 200);
        };
        return database.inTransaction(Scope.of(caller.viewer().community()), work::apply)
                .sent();
    }

    private Answer said(Caller caller, RegisterModel model, Outcome outcome, int status) {
        return switch (outcome) {
            case Outcome.Entered entered ->
                model.opensTo(caller.viewer()) && caller.token().may(Tokens.May.READ)
                        ? answer(status, found(caller, model, entered.id()))
                        : new Answer(
                                status,
                                "",
                                "",
                                Problems.JSON.writeValueAsString(
                                        Map.of("id", entered.id().toString())));
            case Outcome.Refused refused -> Problems.refused(refused);
            case Outcome.Conflict conflict -> Problems.conflict(conflict);
        };
    }

    private static int revision(HttpServletRequest request) {
        String match = request.getHeader(HttpHeaders.IF_MATCH);
        if (match == null) {
            throw new Answer.Stopped(
                    Problems.of(428, "if-match", "请在 If-Match 里写明所见的版本", "Say in If-Match which revision was seen"));
        }
        String digits = match.replace("\"", "").strip();
        if (!digits.matches("\\d{1,9}")) {
            throw new Answer.Stopped(
                    Problems.of(400, "if-match", "If-Match 应为 \"3\" 这样的版本", "If-Match is a revision such as \"3\""));
        }
        return Integer.parseInt(digits);
    }

    /** What is sent to be written. */
    record Sent(Map<String, @Nullable Object> values, EntryOptions options, String text) {
        private static final int MOST_BYTES = 1_000_000;

        static Sent read(HttpServletRequest request) {
            String text = Bodies.text(request, MOST_BYTES);
            Map<?, ?> body = Bodies.object(text);
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            if (body.get("values") instanceof Map<?, ?> given) {
                given.forEach((name, value) -> values.put(String.valueOf(name), value));
            } else {
                throw new Answer.Stopped(Problems.of(
                        400, "values", "缺少 values", "“values” is missing: {\"values\": {\"field\": \"value\"}}"));
            }
            return new Sent(
                    values,
                    EntryOptions.because(word(body.get("reason"))).acknowledging(word(body.get("acknowledged"))),
                    text);
        }

        private static String word(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }
}
