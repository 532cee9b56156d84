package io.liren.rulebook;

import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Turns one Markdown file into a rulebook. */
final class MarkdownReader {
    private static final Pattern NUMBERED = Pattern.compile("(\\d+(?:\\.\\d+)*)[.、\\s]\\s*(.+)");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*(-[a-z0-9_]+)*");
    private static final String LEAVES_OUT = "leaves-out:";
    private static final Set<String> FRONT_KEYS = Set.of("rulebook", "title", "uses", "version", "posts");

    private final String file;
    private final String text;
    private final List<String> lines;
    private final Findings findings;
    private final List<Clause> clauses = new ArrayList<>();
    private final List<RawBlock> blocks = new ArrayList<>();
    private String rulebook = "";
    private @Nullable Draft draft;

    /** A clause while its parts are still being met. Blocks refer to it by id and get the finished clause at the end. */
    private static final class Draft {
        final String id;
        final String number;
        final Label title;
        final Position position;
        final StringBuilder zh = new StringBuilder();
        final StringBuilder en = new StringBuilder();
        final List<Clause.Line> linesZh = new ArrayList<>();
        final List<Clause.Line> linesEn = new ArrayList<>();
        Optional<Label> leavesOut = Optional.empty();

        Draft(String id, String number, Label title, Position position) {
            this.id = id;
            this.number = number;
            this.title = title;
            this.position = position;
        }

        Clause finish(String rulebook) {
            return new Clause(
                    id, rulebook, number, title, zh.toString(), en.toString(), leavesOut, position, linesZh, linesEn);
        }
    }

    MarkdownReader(String file, String text, Findings findings) {
        this.file = file;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lines = this.text.lines().toList();
        this.findings = findings;
        findings.source(file, lines);
    }

    Rulebook read() {
        int frontEnd = frontMatterEnd();
        YamlMap front = frontEnd < 0
                ? YamlMap.empty(new Position(file, 1, 1))
                : new YamlReader(file, 2, "", findings).readMap(String.join("\n", lines.subList(1, frontEnd)) + "\n");
        if (frontEnd < 0) {
            findings.error(
                    Code.FRONT_MATTER,
                    new Position(file, 1, 1),
                    "",
                    "制度文件要以两行 --- 之间的题头开始。",
                    "A rulebook begins with front matter between two lines of ---.");
        }
        rulebook = id(front);
        String body = "\n".repeat(Math.max(0, frontEnd + 1))
                + String.join("\n", lines.subList(Math.max(0, frontEnd + 1), lines.size()));
        Node document = Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .maxOpenBlockParsers(64)
                .build()
                .parse(body);
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            visit(node);
        }
        finishDraft();
        return new Rulebook(
                rulebook,
                title(front),
                front.scalars("uses").stream().map(YamlScalar::text).toList(),
                front.scalar("version").map(YamlScalar::text).orElse(""),
                posts(front),
                List.copyOf(clauses),
                withFinishedClauses(),
                file,
                text);
    }

    private int frontMatterEnd() {
        if (lines.isEmpty() || !lines.getFirst().strip().equals("---")) {
            return -1;
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).strip().equals("---")) {
                return i;
            }
        }
        return -1;
    }

    private String id(YamlMap front) {
        for (YamlMap.Entry entry : front.entries()) {
            if (!FRONT_KEYS.contains(entry.name())) {
                findings.error(
                        Code.UNKNOWN_KEY,
                        entry.key().position(),
                        entry.name().length(),
                        "",
                        "题头不认识「" + entry.name() + "」。",
                        "The front matter knows no “" + entry.name() + "”.",
                        Nearest.to(entry.name(), FRONT_KEYS));
            }
        }
        String expected = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.md$", "");
        Optional<YamlScalar> id = front.scalar("rulebook");
        if (id.isEmpty() || !ID.matcher(id.get().text()).matches()) {
            findings.error(
                    Code.FRONT_MATTER,
                    id.map(YamlScalar::position).orElse(new Position(file, 1, 1)),
                    "",
                    "题头要有 rulebook:小写字母、数字、下划线和连字符。",
                    "The front matter needs rulebook: lower-case letters, digits, underscores and hyphens.");
            return ID.matcher(expected).matches() ? expected : "unnamed";
        }
        return id.get().text();
    }

    private Label title(YamlMap front) {
        Optional<YamlScalar> title = front.scalar("title");
        if (title.isEmpty()) {
            findings.error(
                    Code.FRONT_MATTER,
                    new Position(file, 1, 1),
                    "",
                    "题头要有 title:中文 | English。",
                    "The front matter needs title: 中文 | English.");
        }
        return title.map(t -> RulebookReader.label(t.text())).orElse(new Label(rulebook, rulebook));
    }

    private Map<String, Label> posts(YamlMap front) {
        Map<String, Label> posts = new LinkedHashMap<>();
        front.map("posts").ifPresent(map -> {
            for (YamlMap.Entry entry : map.entries()) {
                if (entry.value() instanceof YamlScalar scalar
                        && NAME.matcher(entry.name()).matches()) {
                    posts.put(entry.name(), RulebookReader.label(scalar.text()));
                } else {
                    findings.error(
                            Code.FRONT_MATTER,
                            entry.key().position(),
                            entry.name().length(),
                            "",
                            "岗位写作「名称: 中文 | English」。",
                            "A post is written “name: 中文 | English”.",
                            List.of());
                }
            }
        });
        return posts;
    }

    private void visit(Node node) {
        switch (node) {
            case Heading heading -> heading(heading);
            case FencedCodeBlock fenced -> fenced(fenced);
            case BlockQuote quote -> {
                if (draft != null) {
                    addEnglish(quote);
                }
            }
            case Paragraph paragraph -> paragraph(paragraph);
            default -> {
                if (draft != null && !node.getSourceSpans().isEmpty()) {
                    addText(node);
                }
            }
        }
    }

    private void heading(Heading heading) {
        finishDraft();
        SourceSpan span = heading.getSourceSpans().getFirst();
        String raw = line(span).replaceFirst("^#+\\s*", "").strip();
        Matcher numbered = NUMBERED.matcher(raw);
        if (heading.getLevel() < 2 || !numbered.matches()) {
            return;
        }
        String number = numbered.group(1);
        Position position = new Position(file, span.getLineIndex() + 1, 1);
        String id = rulebook + "." + number;
        if (clauses.stream().anyMatch(c -> c.id().equals(id))) {
            findings.error(
                    Code.DUPLICATE,
                    position,
                    raw.length(),
                    id,
                    "第 " + number + " 条写了两次。",
                    "Clause " + number + " is written twice.",
                    List.of());
        }
        draft = new Draft(id, number, RulebookReader.label(numbered.group(2)), position);
    }

    private void paragraph(Paragraph paragraph) {
        if (draft == null) {
            return;
        }
        String first = line(paragraph.getSourceSpans().getFirst()).strip();
        if (first.startsWith(LEAVES_OUT)) {
            draft.leavesOut = Optional.of(RulebookReader.label(
                    raw(paragraph).substring(LEAVES_OUT.length()).strip()));
        } else {
            addText(paragraph);
        }
    }

    private void addText(Node node) {
        Draft into = java.util.Objects.requireNonNull(draft);
        for (SourceSpan span : node.getSourceSpans()) {
            String line = line(span);
            add(into.zh, "\n", into.linesZh, span, line.indexOf(line.strip()), line.strip());
        }
    }

    private void addEnglish(BlockQuote quote) {
        Draft into = java.util.Objects.requireNonNull(draft);
        String between = "\n";
        for (SourceSpan span : quote.getSourceSpans()) {
            String line = line(span);
            String said = line.strip().replaceFirst("^>\\s?", "");
            add(into.en, between, into.linesEn, span, line.indexOf(said), said);
            between = " ";
        }
    }

    private void add(
            StringBuilder text, String between, List<Clause.Line> lines, SourceSpan span, int indent, String said) {
        if (!lines.isEmpty()) {
            text.append(between);
        }
        lines.add(new Clause.Line(text.length(), new Position(file, span.getLineIndex() + 1, indent + 1)));
        text.append(said);
    }

    private void fenced(FencedCodeBlock fenced) {
        SourceSpan span = fenced.getSourceSpans().getFirst();
        Position position = new Position(file, span.getLineIndex() + 1, 1);
        String keyword = fenced.getInfo() == null ? "" : fenced.getInfo().strip();
        String clause = draft == null ? "" : draft.id;
        YamlMap body = new YamlReader(file, span.getLineIndex() + 2, clause, findings).readMap(fenced.getLiteral());
        Optional<Clause> under = draft == null ? Optional.empty() : Optional.of(draft.finish(rulebook));
        blocks.add(new RawBlock(keyword, under, rulebook, body, fenced.getLiteral(), position));
    }

    private void finishDraft() {
        if (draft != null) {
            clauses.add(draft.finish(rulebook));
            draft = null;
        }
    }

    private List<RawBlock> withFinishedClauses() {
        Set<String> known = new HashSet<>();
        Map<String, Clause> byId = new LinkedHashMap<>();
        for (Clause clause : clauses) {
            if (known.add(clause.id())) {
                byId.put(clause.id(), clause);
            }
        }
        return blocks.stream()
                .map(b -> new RawBlock(
                        b.keyword(),
                        b.clause().map(c -> byId.getOrDefault(c.id(), c)),
                        b.rulebook(),
                        b.body(),
                        b.text(),
                        b.position()))
                .toList();
    }

    private String line(SourceSpan span) {
        return lines.get(span.getLineIndex());
    }

    private String raw(Node node) {
        return String.join(
                "\n", node.getSourceSpans().stream().map(s -> line(s).strip()).toList());
    }
}
