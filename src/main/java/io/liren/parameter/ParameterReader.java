package io.liren.parameter;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads parameters blocks. */
final class ParameterReader {
    private static final Map<String, Type> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("integer", Type.WHOLE);
        TYPES.put("decimal", Type.DECIMAL);
        TYPES.put("money", Type.DECIMAL);
        TYPES.put("text", Type.TEXT);
        TYPES.put("bands", Type.BANDS);
    }

    private final BlockSource source;

    ParameterReader(BlockSource source) {
        this.source = source;
    }

    List<ParameterBlock> read() {
        List<ParameterBlock> parameters = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            YamlMap body = thing.body();
            source.allow(body, "label", "type", "unit", "values", "hint");
            Optional<Type> type = source.required(body, thing.place(), "type").flatMap(this::type);
            type.ifPresent(t -> parameters.add(new ParameterBlock(
                    thing.place(),
                    t,
                    source.scalar(body, "unit").map(YamlScalar::text).orElse(""),
                    values(thing.place(), body, t))));
        }
        return parameters;
    }

    private Optional<Type> type(YamlScalar written) {
        Type type = TYPES.get(written.text());
        if (type == null) {
            source.findings()
                    .error(
                            Code.WRONG_VALUE,
                            written.textPosition(),
                            Math.max(1, written.text().length()),
                            source.raw().clauseId(),
                            "参数的类型只能是 " + String.join("、", TYPES.keySet()) + "。",
                            "A parameter's type is one of " + String.join(", ", TYPES.keySet()) + ".",
                            Nearest.to(written.text(), TYPES.keySet()));
        }
        return Optional.ofNullable(type);
    }

    private List<ParameterBlock.Value> values(Place place, YamlMap body, Type type) {
        List<ParameterBlock.Value> values = new ArrayList<>();
        List<Yaml> items = source.items(body, "values");
        if (items.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "参数要有 values:从哪天起、值、出处。",
                    "A parameter needs values: from which day, value, source.");
        }
        for (Yaml item : items) {
            if (item instanceof YamlMap map) {
                value(place, map, type).ifPresent(values::add);
            } else {
                source.error(
                        Code.WRONG_VALUE,
                        item.position(),
                        "值写成 {from: 2026-01-01, value: 6, source: 出处 | source}。",
                        "Write a value as {from: 2026-01-01, value: 6, source: 出处 | source}.");
            }
        }
        return values;
    }

    private Optional<ParameterBlock.Value> value(Place place, YamlMap map, Type type) {
        source.allow(map, "from", "value", "source", "note");
        Optional<LocalDate> from = source.required(map, place, "from").flatMap(source::date);
        Optional<Label> origin = source.required(map, place, "source").map(s -> Label.parse(s.text()));
        Optional<String> json = type.equals(Type.BANDS)
                ? bands(map)
                : source.required(map, place, "value").flatMap(s -> single(s, type));
        return from.isPresent() && origin.isPresent() && json.isPresent()
                ? Optional.of(new ParameterBlock.Value(from.get(), json.get(), origin.get()))
                : Optional.empty();
    }

    private Optional<String> single(YamlScalar written, Type type) {
        if (type.equals(Type.TEXT)) {
            return Optional.of('"' + written.text().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        Optional<BigDecimal> number = source.number(written);
        if (type.equals(Type.WHOLE)
                && number.filter(n -> n.stripTrailingZeros().scale() > 0).isPresent()) {
            source.error(Code.WRONG_VALUE, written, "应当是整数。", "A whole number is expected.");
            return Optional.empty();
        }
        return number.map(BigDecimal::toPlainString);
    }

    /** Bands must rise, and the last has no upper end, so that every amount has its rate. */
    private Optional<String> bands(YamlMap map) {
        List<String> written = new ArrayList<>();
        Optional<BigDecimal> before = Optional.empty();
        boolean open = false;
        if (!(map.at("value").orElse(null) instanceof YamlList list)) {
            source.error(
                    Code.WRONG_VALUE,
                    map.position(),
                    "分档写成 [{upto: 3000, rate: 0.5}, {rate: 2}]。",
                    "Write bands as [{upto: 3000, rate: 0.5}, {rate: 2}].");
            return Optional.empty();
        }
        for (Yaml item : list.items()) {
            Optional<BigDecimal> rate = Optional.empty();
            Optional<BigDecimal> upto = Optional.empty();
            if (item instanceof YamlMap band) {
                source.allow(band, "upto", "rate");
                rate = band.scalar("rate").flatMap(source::number);
                upto = band.scalar("upto").flatMap(source::number);
            }
            boolean rises = upto.isEmpty() || before.isEmpty() || upto.get().compareTo(before.get()) > 0;
            if (rate.isEmpty() || open || !rises) {
                source.error(
                        Code.WRONG_VALUE,
                        item.position(),
                        "每档要有 rate;upto 逐档增大,只有最后一档不写 upto。",
                        "Each band has a rate; upto rises from band to band and only the last has none.");
                return Optional.empty();
            }
            open = upto.isEmpty();
            before = upto;
            written.add(upto.map(u -> "{\"upto\": " + u.toPlainString() + ", ").orElse("{") + "\"rate\": "
                    + rate.get().toPlainString() + "}");
        }
        if (!open) {
            source.error(Code.WRONG_VALUE, list.position(), "最后一档不写 upto。", "The last band has no upto.");
            return Optional.empty();
        }
        return Optional.of("[" + String.join(", ", written) + "]");
    }
}
