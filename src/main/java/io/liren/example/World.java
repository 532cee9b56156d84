package io.liren.example;

import io.liren.access.Viewer;
import io.liren.block.Answerer;
import io.liren.block.Asked;
import io.liren.block.Edition;
import io.liren.calendar.FixedToday;
import io.liren.calendar.Today;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.register.Bulk;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Position;
import io.liren.rulebook.Rulebook;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Database;
import io.liren.sql.DatabaseException;
import io.liren.sql.Transaction;
import io.liren.wording.Language;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The small world of one example: enters its facts as a worker would, then asks. */
final class World {
    static final Set<String> RESERVED = Set.of("entered-on", "entered-by", "entered-as", "refused");
    private static final String SOMEBODY = "示例";

    private final Edition edition;
    private final Registers registers;
    private final Facts facts;
    private final Transaction transaction;
    private final UUID community;
    private final ExampleBlock example;
    private final Findings findings;
    private final Map<String, List<Named>> named = new LinkedHashMap<>();
    /** One clock a day, so that what is entered later that day is later. */
    private final Map<String, FixedToday> clocks = new LinkedHashMap<>();

    private final Set<String> making = new HashSet<>();
    private boolean passed = true;

    private record Named(String register, UUID id) {}

    World(
            Edition edition,
            Database database,
            Transaction transaction,
            UUID community,
            ExampleBlock example,
            Findings findings) {
        this.edition = edition;
        this.registers = new Registers(edition);
        this.facts = new Facts(database, edition, clock(example), new Journal(), new Keys(new byte[16]));
        this.transaction = transaction;
        this.community = community;
        this.example = example;
        this.findings = findings;
    }

    private static FixedToday clock(ExampleBlock example) {
        return example.at()
                .map(time -> new FixedToday(example.on().atTime(time), Today.SHANGHAI))
                .orElseGet(() -> new FixedToday(example.on()));
    }

    /** The moment that is asked about: the example's own, or the end of its day. */
    private static Instant now(ExampleBlock example) {
        return example.at()
                .map(example.on()::atTime)
                .orElseGet(() -> example.on().plusDays(1).atStartOfDay())
                .atZone(Today.SHANGHAI)
                .toInstant();
    }

    boolean run() {
        for (ExampleBlock.Fact fact : example.given()) {
            enter(fact);
        }
        for (ExampleBlock.Fact fact : example.tried()) {
            enter(fact);
        }
        example.expected().forEach(this::ask);
        return passed;
    }

    private void enter(ExampleBlock.Fact fact) {
        Position place = fact.key().textPosition();
        try {
            RegisterModel model = model(fact.register(), place);
            Map<String, Object> values = values(model, fact);
            EntryOptions options = EntryOptions.none().acknowledging(SOMEBODY);
            Optional<Instant> enteredAt =
                    fact.values().scalar("entered-on").map(YamlScalar::text).flatMap(this::entered);
            if (enteredAt.isPresent()) {
                options = options.at(enteredAt.get());
            }
            Outcome outcome = entered(viewer(fact), model, values, options);
            switch (outcome) {
                case Outcome.Entered(UUID id, long position, List<Problem> warnings) -> {
                    name(fact.name(), model.id(), id);
                    fact.refused()
                            .ifPresent(limit -> fail(
                                    place,
                                    "应当被「" + limit + "」拒绝,却登记了。",
                                    "“" + limit + "” should have refused it, but it was entered."));
                }
                case Outcome.Refused(List<Problem> problems) -> refused(fact, place, problems);
                case Outcome.Conflict conflict -> fail(place, "登记冲突。", "A conflict.");
            }
        } catch (Unknown e) {
            fail(e.place, e.says, e.says);
        }
    }

    private Optional<Instant> entered(String text) {
        return ExampleReader.moment(text)
                .map(moment -> clocks.computeIfAbsent(text, t -> new FixedToday(moment, Today.SHANGHAI)))
                .or(() -> ExampleReader.date(text).map(day -> clocks.computeIfAbsent(text, t -> new FixedToday(day))))
                .map(FixedToday::now);
    }

    private Outcome entered(Viewer viewer, RegisterModel model, Map<String, Object> values, EntryOptions options) {
        try {
            // A refusal must leave nothing behind, and the example goes on after it.
            return transaction.guarded(() -> {
                Outcome outcome = facts.enter(viewer, model.id(), values, options);
                if (outcome instanceof Outcome.Refused refused) {
                    throw new Turned(refused);
                }
                return outcome;
            });
        } catch (Turned e) {
            return e.refused;
        }
    }

    private void refused(ExampleBlock.Fact fact, Position place, List<Problem> problems) {
        String why = String.join(
                " ",
                problems.stream()
                        .map(p -> p.field().map(f -> f + ": ").orElse("") + p.says() + " [" + p.code() + "]")
                        .toList());
        if (fact.refused().isEmpty()) {
            fail(place, "没有登记成:" + why, "Could not be entered: " + why);
            return;
        }
        String wanted = fact.refused().get();
        boolean asWanted = wanted.equals("yes")
                || problems.stream()
                        .anyMatch(p -> p.code().equals(wanted)
                                || p.code().endsWith("." + wanted)
                                || p.code().contains("." + wanted + "."));
        if (!asWanted) {
            fail(
                    place,
                    "应当被「" + wanted + "」拒绝,拒绝的却是:" + why,
                    "“" + wanted + "” should have refused it, but it was: " + why);
        }
    }

    private static final class Turned extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Outcome.Refused refused;

        Turned(Outcome.Refused refused) {
            super(null, null, false, false);
            this.refused = refused;
        }
    }

    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Position place;
        private final String says;

        Unknown(Position place, String message) {
            super(message, null, false, false);
            this.place = place;
            this.says = message;
        }
    }

    private RegisterModel model(String name, Position place) {
        String rulebook = example.place().rulebook();
        List<String> sight = new ArrayList<>(List.of(rulebook));
        edition.rulebook(rulebook).map(Rulebook::uses).ifPresent(sight::addAll);
        return sight.stream()
                .flatMap(r -> registers.find(name.contains(".") ? name : r + "." + name).stream())
                .findFirst()
                .orElseThrow(() -> new Unknown(place, "没有登记簿 " + name + "。 There is no register " + name + "."));
    }

    private Viewer viewer(ExampleBlock.Fact fact) {
        String who = fact.values().scalar("entered-by").map(YamlScalar::text).orElse(SOMEBODY);
        Set<String> posts = new HashSet<>();
        Optional<String> post = fact.values().scalar("entered-as").map(YamlScalar::text);
        for (Rulebook rulebook : edition.rulebooks()) {
            for (String id : rulebook.posts().keySet()) {
                if (post.isEmpty() || post.get().equals(id) || post.get().equals(rulebook.id() + "." + id)) {
                    posts.add(rulebook.id() + "." + id);
                }
            }
        }
        return new Viewer(user(who), who, community, posts, Language.ZH, Optional.empty());
    }

    private static UUID user(String who) {
        return UUID.nameUUIDFromBytes(who.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> values(RegisterModel model, ExampleBlock.Fact fact) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (YamlMap.Entry entry : fact.values().entries()) {
            if (RESERVED.contains(entry.name())) {
                continue;
            }
            FieldModel field = model.field(entry.name())
                    .orElseThrow(() -> new Unknown(
                            entry.key().position(),
                            "「" + model.name() + "」没有字段「" + entry.name() + "」。 No field “" + entry.name() + "”."));
            values.put(field.name(), value(field, entry.value()));
        }
        standards(model, fact.name(), values);
        return values;
    }

    private Object value(FieldModel field, Yaml written) {
        return switch (written) {
            case YamlScalar scalar when field.type() instanceof FieldType.Account -> user(scalar.text());
            case YamlScalar scalar ->
                field.type().target().isPresent()
                        ? many(field, List.of(record(field.type().target().get(), scalar.text())))
                        : scalar.text();
            case YamlList list -> {
                List<String> words = list.items().stream()
                        .filter(YamlScalar.class::isInstance)
                        .map(i -> ((YamlScalar) i).text())
                        .toList();
                Optional<String> target = field.type().target();
                yield target.isPresent()
                        ? words.stream().map(w -> record(target.get(), w)).toList()
                        : words;
            }
            case YamlMap map -> throw new Unknown(map.position(), "这里应当是值。 A value is expected.");
        };
    }

    private static Object many(FieldModel field, List<UUID> ids) {
        return field.type() instanceof FieldType.References ? ids : ids.getFirst();
    }

    /** The record of a name, made if nobody has spoken of it yet. */
    private UUID record(String register, String name) {
        Optional<UUID> known = named.getOrDefault(name, List.of()).stream()
                .filter(n -> n.register().equals(register))
                .map(Named::id)
                .findFirst();
        return known.orElseGet(() -> make(register, name));
    }

    private UUID make(String register, String name) {
        RegisterModel model = registers.model(register);
        if (!making.add(register)) {
            throw new Unknown(example.place().position(), "「" + model.name() + "」绕回了自己。 A circle of references.");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        standards(model, name, values);
        Viewer anyone = viewer(new ExampleBlock.Fact(
                new YamlScalar(name, false, example.place().position()),
                register,
                name,
                YamlMap.empty(example.place().position()),
                Optional.empty()));
        // A stand-in: limits are about what the example says, not about what it leaves unsaid.
        Bulk.Result result = facts.bulk(anyone, register, List.of(Bulk.Line.of(values)));
        making.remove(register);
        if (result instanceof Bulk.Result.Entered(List<UUID> ids, long position)) {
            name(name, register, ids.getFirst());
            return ids.getFirst();
        }
        throw new Unknown(
                example.place().position(),
                "「" + model.name() + " " + name + "」要在 given 里写全:" + result + " Give this record in full.");
    }

    private void name(String name, String register, UUID id) {
        named.computeIfAbsent(name, n -> new ArrayList<>()).addFirst(new Named(register, id));
    }

    /** Something harmless for what must be filled in and is not said. */
    private void standards(RegisterModel model, String name, Map<String, Object> values) {
        for (FieldModel field : model.entered()) {
            if (!values.containsKey(field.name())
                    && field.standard().isEmpty()
                    && (field.required() || isName(model, field))) {
                standard(field, name).ifPresent(v -> values.put(field.name(), v));
            }
        }
    }

    private static boolean isName(RegisterModel model, FieldModel field) {
        return model.title().contains(field.name()) && field.type() instanceof FieldType.Text;
    }

    private Optional<Object> standard(FieldModel field, String name) {
        String said = name.isEmpty() ? SOMEBODY : name;
        return switch (field.type()) {
            case FieldType.Text text -> Optional.of(said);
            case FieldType.Address address -> Optional.of(said);
            case FieldType.Whole whole ->
                Optional.of(field.least().map(Object::toString).orElse("0"));
            case FieldType.Decimal decimal ->
                Optional.of(field.least().map(Object::toString).orElse("0"));
            case FieldType.Money money ->
                Optional.of(field.least().map(Object::toString).orElse("0"));
            case FieldType.Date date -> Optional.of(example.on().toString());
            case FieldType.Time time -> Optional.of("09:00");
            case FieldType.Moment moment -> Optional.of(example.on() + " 09:00");
            case FieldType.Account account -> Optional.of(user(said));
            case FieldType.Bool bool -> Optional.of("false");
            case FieldType.Choice(var options) ->
                options.keySet().stream().findFirst().map(o -> (Object) o);
            case FieldType.Choices(var options) ->
                options.keySet().stream().findFirst().map(List::of);
            case FieldType.Reference(String register) -> Optional.of(record(register, said));
            case FieldType.References(String register) -> Optional.of(List.of(record(register, said)));
            case FieldType.Phone phone -> Optional.of("00000000");
            case FieldType.Identity identity -> Optional.of("11010519491231002X");
            case FieldType.Attachment attachment -> Optional.empty();
        };
    }

    private void ask(ExampleBlock.Expected expected) {
        Position place = expected.written().textPosition();
        Optional<Answerer> answerer = edition.answerer(example.place().rulebook(), expected.name());
        if (answerer.isEmpty()) {
            fail(
                    place,
                    "没有叫「" + expected.name() + "」的东西可问。",
                    "There is nothing called “" + expected.name() + "” to ask.");
            return;
        }
        List<Optional<UUID>> candidates = new ArrayList<>();
        if (expected.of().isPresent()) {
            named.getOrDefault(expected.of().get(), List.of()).forEach(n -> candidates.add(Optional.of(n.id())));
            if (candidates.isEmpty()) {
                fail(
                        place,
                        "没有叫「" + expected.of().get() + "」的记录。",
                        "There is no record called “" + expected.of().get() + "”.");
                return;
            }
        } else {
            candidates.add(Optional.empty());
        }
        String answer = answer(answerer.get(), expected, candidates);
        if (!answer.equals(expected.answer())) {
            fail(
                    place,
                    "应当是「" + expected.answer() + "」,实际是「" + answer + "」。",
                    "Expected “" + expected.answer() + "”, but it is “" + answer + "”.");
        }
    }

    /** A name may stand for records of several registers; the one that the thing knows of is meant. */
    private String answer(Answerer answerer, ExampleBlock.Expected expected, List<Optional<UUID>> candidates) {
        String answer = "absent";
        for (Optional<UUID> of : candidates) {
            Asked asked = new Asked(of, expected.period(), expected.at(), community, example.on(), now(example));
            try {
                answer = transaction.guarded(() -> answerer.answer(asked, transaction));
            } catch (IllegalArgumentException | DatabaseException e) {
                answer = String.valueOf(e.getMessage());
            }
            if (!answer.equals("absent")) {
                return answer;
            }
        }
        return answer;
    }

    private void fail(Position place, String zh, String en) {
        passed = false;
        String title = example.place().label().zh();
        findings.error(
                Code.EXAMPLE,
                place,
                1,
                example.place().clauseId(),
                "示例「" + title + "」:" + zh,
                "Example “" + example.place().label().en() + "”: " + en,
                List.of());
    }
}
