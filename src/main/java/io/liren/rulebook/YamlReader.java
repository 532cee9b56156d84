package io.liren.rulebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML as nodes with places. Values stay text: what a value means is the block kind's business. */
final class YamlReader {
    private static final int MOST_CHARACTERS = 400_000;
    private static final int DEEPEST = 24;

    private final String file;
    private final int firstLine;
    private final String clause;
    private final Findings findings;

    /** @param firstLine the line of the file, from 1, on which the YAML text begins */
    YamlReader(String file, int firstLine, String clause, Findings findings) {
        this.file = file;
        this.firstLine = firstLine;
        this.clause = clause;
        this.findings = findings;
    }

    YamlMap readMap(String text) {
        Position start = new Position(file, firstLine, 1);
        Node root;
        try {
            root = new org.yaml.snakeyaml.Yaml(options()).compose(new java.io.StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            Position place = mark == null ? start : position(mark);
            findings.error(
                    Code.YAML,
                    place,
                    clause,
                    "这里读不成 YAML:检查缩进、冒号和引号。",
                    "This can't be read as YAML: check indentation, colons and quotes. (" + e.getProblem() + ")");
            return YamlMap.empty(start);
        } catch (YAMLException e) {
            findings.error(
                    Code.YAML, start, clause, "这一块读不成 YAML。", "This block can't be read as YAML: " + e.getMessage());
            return YamlMap.empty(start);
        }
        if (root == null) {
            return YamlMap.empty(start);
        }
        if (convert(root, 0) instanceof YamlMap map) {
            return map;
        }
        findings.error(
                Code.WRONG_VALUE,
                start,
                clause,
                "这里应当是「名称: 内容」的列表。",
                "A map of names with their values is expected here.");
        return YamlMap.empty(start);
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(true);
        return options;
    }

    private @Nullable Yaml convert(Node node, int depth) {
        Position position = position(node.getStartMark());
        if (depth > DEEPEST) {
            findings.error(Code.TOO_LARGE, position, clause, "嵌套太深。", "Nested too deeply.");
            return null;
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, position);
            case SequenceNode sequence -> {
                List<Yaml> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    Yaml converted = convert(item, depth + 1);
                    if (converted != null) {
                        items.add(converted);
                    }
                }
                yield new YamlList(items, position);
            }
            case MappingNode mapping -> map(mapping, position, depth);
            default -> {
                findings.error(Code.YAML, position, clause, "不支持别名。", "Aliases are not supported.");
                yield null;
            }
        };
    }

    private YamlScalar scalar(ScalarNode node, Position position) {
        boolean quoted = node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                || node.getScalarStyle() == ScalarStyle.SINGLE_QUOTED;
        return new YamlScalar(node.getValue(), quoted, position);
    }

    private YamlMap map(MappingNode mapping, Position position, int depth) {
        List<YamlMap.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position keyPosition = position(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                findings.error(Code.YAML, keyPosition, clause, "名称必须是一个词。", "A name must be a single word or text.");
                continue;
            }
            YamlScalar key = scalar(keyNode, keyPosition);
            if (!seen.add(key.text())) {
                findings.error(
                        Code.DUPLICATE,
                        keyPosition,
                        key.text().length(),
                        clause,
                        "「" + key.text() + "」写了两次。",
                        "“" + key.text() + "” is written twice.",
                        List.of());
                continue;
            }
            Yaml value = convert(tuple.getValueNode(), depth + 1);
            if (value != null) {
                entries.add(new YamlMap.Entry(key, value));
            }
        }
        return new YamlMap(entries, position);
    }

    private Position position(Mark mark) {
        return new Position(file, firstLine + mark.getLine(), mark.getColumn() + 1);
    }
}
