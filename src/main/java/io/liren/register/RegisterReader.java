package io.liren.register;

import io.liren.block.BlockSource;
import io.liren.block.BlockSource.Thing;
import io.liren.register.RegisterBlock.Draft;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the shape of a register block. */
final class RegisterReader {
    static final Set<String> TYPES = Set.of(
            "text",
            "integer",
            "decimal",
            "money",
            "date",
            "time",
            "moment",
            "account",
            "boolean",
            "choice",
            "choices",
            "reference",
            "references",
            "attachment",
            "identity",
            "phone",
            "address");
    private static final Set<String> TAKEN = Set.of(
            "id",
            "community_id",
            "entered_at",
            "entered_on",
            "entered_by",
            "changed_at",
            "revision",
            "voided_at",
            "search_text",
            "search_grams",
            "known_from",
            "known_to");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private final BlockSource source;

    RegisterReader(BlockSource source) {
        this.source = source;
    }

    Optional<RegisterBlock> read(Thing thing) {
        if (!NAME.matcher(thing.place().name()).matches()) {
            source.error(
                    Code.WRONG_VALUE,
                    thing.place().position(),
                    "登记簿的名称只能用小写字母、数字和下划线,最多 48 个。",
                    "A register's name is lower-case letters, digits and _, at most 48.");
            return Optional.empty();
        }
        source.allow(
                thing.body(),
                "label",
                "title",
                "happened",
                "about",
                "kin",
                "enter",
                "read",
                "fields",
                "list",
                "search",
                "unique",
                "groups");
        List<Draft> fields = new ArrayList<>();
        Set<String> columns = new HashSet<>(TAKEN);
        source.requiredMap(thing.body(), thing.place(), "fields").ifPresent(map -> {
            for (YamlMap.Entry entry : map.entries()) {
                field(entry, columns).ifPresent(fields::add);
            }
        });
        return Optional.of(new RegisterBlock(thing.place(), thing.body(), List.copyOf(fields)));
    }

    private Optional<Draft> field(YamlMap.Entry entry, Set<String> columns) {
        YamlScalar name = entry.key();
        if (!NAME.matcher(entry.name()).matches()) {
            source.error(
                    Code.WRONG_VALUE,
                    name,
                    "字段名只能用小写字母、数字和下划线,最多 48 个。",
                    "A field's name is lower-case letters, digits and _, at most 48.");
            return Optional.empty();
        }
        if (!(entry.value() instanceof YamlMap body)) {
            source.error(
                    Code.WRONG_VALUE, name, "字段写成 {label: …, type: …}。", "A field is written {label: …, type: …}.");
            return Optional.empty();
        }
        source.allow(
                body,
                "label",
                "hint",
                "type",
                "to",
                "options",
                "required",
                "unique",
                "sensitive",
                "for",
                "computed",
                "long",
                "default",
                "min",
                "max",
                "of",
                "derive");
        String type = type(name, body);
        Map<String, Label> options = options(name, body, type);
        Optional<YamlScalar> target = source.scalar(body, "to");
        if (target.isEmpty() && type.startsWith("reference")) {
            source.error(Code.MISSING_KEY, name, "引用要写 to: 登记簿。", "A reference needs to: and a register.");
        }
        Set<String> names = new LinkedHashSet<>(List.of(entry.name(), columnOf(type, entry.name())));
        for (String column : names) {
            if (!columns.add(column)) {
                source.error(Code.DUPLICATE, name, "名称「" + column + "」已被占用。", "The name “" + column + "” is taken.");
                return Optional.empty();
            }
        }
        Label label = source.label(body, "label").orElse(Label.same(entry.name()));
        return Optional.of(new Draft(name, body, label, type, target, options, source.scalar(body, "computed")));
    }

    private String type(YamlScalar name, YamlMap body) {
        Optional<YamlScalar> written = source.scalar(body, "type");
        if (written.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    name,
                    "字段「" + name.text() + "」缺 type。",
                    "The field “" + name.text() + "” lacks a type.");
            return "text";
        }
        String type = written.get().text();
        if (!TYPES.contains(type)) {
            source.findings()
                    .error(
                            Code.WRONG_VALUE,
                            written.get().textPosition(),
                            type.length(),
                            source.raw().clauseId(),
                            "没有「" + type + "」这种字段类型。",
                            "There is no field type “" + type + "”.",
                            Nearest.to(type, TYPES));
            return "text";
        }
        return type;
    }

    private Map<String, Label> options(YamlScalar name, YamlMap body, String type) {
        Map<String, Label> options = new LinkedHashMap<>();
        if (!type.equals("choice") && !type.equals("choices")) {
            return options;
        }
        Optional<Yaml> written = body.at("options");
        if (written.isPresent() && written.get() instanceof YamlMap map) {
            for (YamlMap.Entry option : map.entries()) {
                options.put(option.name(), source.label(map, option.name()).orElse(Label.same(option.name())));
                if (!NAME.matcher(option.name()).matches()) {
                    source.error(
                            Code.WRONG_VALUE,
                            option.key(),
                            "选项名只能用小写字母、数字和下划线。",
                            "An option's name is lower-case letters, digits and _.");
                }
            }
        }
        if (options.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    name,
                    "选项字段要写 options: {名称: 中文 | English}。",
                    "A choice needs options: {name: 中文 | English}.");
        }
        return options;
    }

    private static String columnOf(String type, String name) {
        return switch (type) {
            case "reference" -> name + "_id";
            case "references" -> name + "_ids";
            default -> name;
        };
    }
}
