package io.liren.notice;

import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Looks for what must not be published (泄露检查): numbers of people, accounts and doors by their form, and every sensitive
 * value of the record and of the records it refers to. One statement serves the page, which says what and where, and the
 * guard, which nobody gets around.
 */
final class Leaks {
    /** By form. The text has ASCII digits and no full-width letters when it is asked; groups do not capture. */
    private static final Map<Leak.Kind, String> FORMS = Map.of(
            Leak.Kind.IDENTITY,
            "(?<![0-9])[1-9][0-9]{5}[ ]?(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ ]?[0-9]{3}[0-9Xx](?![0-9])",
            Leak.Kind.PHONE,
            "(?<![0-9])(?:\\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])"
                    + "|(?<![0-9])0[0-9]{2,3}[- ]?[0-9]{7,8}(?![0-9])"
                    + "|(?:电话|手机|座机|[Tt]el|[Pp]hone)[^0-9\\n]{0,6}[0-9]{7,12}",
            Leak.Kind.ACCOUNT,
            "(?<![0-9])[0-9]{12,}(?![0-9])|(?<![0-9])[0-9]{4}(?:[ -][0-9]{4}){2,}(?:[ -][0-9]{1,4})?(?![0-9])",
            Leak.Kind.DOOR,
            "[0-9一二三四五六七八九十百]+ *(?:室|单元)|(?:号楼|栋|幢)[^一-龥\\n]{0,6}[0-9]{2,}(?! *年)"
                    + "|(?<![0-9-])[0-9]{1,3}-[0-9]{1,3}-[0-9]{2,5}(?![0-9-])"
                    + "|(?:[Rr]oom|[Ff]lat|[Uu]nit|[Aa]partment) *[0-9]+");

    private static final String WIDE = "０１２３４５６７８９ＸｘＡ－　";
    private static final String PLAIN = "0123456789XxA- ";
    /** How many references are followed from the record. */
    private static final int DEEPEST = 2;

    private static final int SHORTEST_PART = 6;

    private final String rulebook;
    private final Shape of;
    private final Names names;
    private final List<Notice.Shown> masked;
    private final List<Never> never;
    private final List<String> fixed;

    /** Text of records that may not stand in it. */
    record Never(Shape of, Checked where, Checked value, Label says) {}

    /** @param fixed what the rulebook itself says in the notice, which is not looked at */
    Leaks(String rulebook, Shape of, Names names, List<Notice.Shown> masked, List<Never> never, List<String> fixed) {
        this.rulebook = rulebook;
        this.of = of;
        this.names = names;
        this.masked = masked;
        this.never = never;
        this.fixed = fixed.stream()
                .filter(f -> !f.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** What must not stand in a text about a record, by line. */
    List<Leak> in(Transaction transaction, String text, UUID community, UUID record, LocalDate day) {
        return in(transaction, Map.of(record, text), community, day).getOrDefault(record, List.of());
    }

    /** The same for texts about several records: one statement for all. */
    Map<UUID, List<Leak>> in(Transaction transaction, Map<UUID, String> texts, UUID community, LocalDate day) {
        Map<UUID, List<Leak>> leaks = new HashMap<>();
        Map<UUID, Set<String>> told = new HashMap<>();
        List<UUID> records = List.copyOf(texts.keySet());
        transaction
                .rows(
                        Sql.of("""
                                select distinct r.record, f.kind, f.field, f.piece
                                  from unnest({records}::uuid[], {texts}::text[]) r(record, said)
                                 cross join lateral ({found}) f
                                 order by r.record, f.kind, f.field, f.piece""")
                                .value("records", records.toArray(UUID[]::new))
                                .value("texts", records.stream().map(texts::get).toArray(String[]::new))
                                .part(
                                        "found",
                                        found(
                                                Sql.of("r.said"),
                                                Sql.bind(community),
                                                Sql.of("r.record"),
                                                Sql.bind(day))),
                        row -> new Found(
                                row.uuid("record"),
                                Leak.Kind.of(row.text("kind")),
                                row.text("field"),
                                row.text("piece")))
                .stream()
                // An identity number is long as well; one name for it is enough.
                .filter(f -> f.kind() != Leak.Kind.ACCOUNT || !f.piece().matches(pattern(Leak.Kind.IDENTITY)))
                .forEach(f -> {
                    Leak leak = placed(f, Objects.requireNonNull(texts.get(f.record())));
                    if (told.computeIfAbsent(f.record(), r -> new HashSet<>())
                            .add(f.kind() + f.field() + leak.line())) {
                        leaks.computeIfAbsent(f.record(), r -> new ArrayList<>())
                                .add(leak);
                    }
                });
        return leaks;
    }

    private record Found(UUID record, Leak.Kind kind, String field, String piece) {}

    private Leak placed(Found found, String text) {
        List<String> lines = text.lines().toList();
        int line = 0;
        while (line < lines.size() && !plain(lines.get(line)).contains(found.piece())) {
            line++;
        }
        String there = line < lines.size() ? lines.get(line) : "";
        return new Leak(
                found.kind(),
                line < lines.size() ? line + 1 : 0,
                there.substring(0, Math.max(0, there.indexOf(NoticeText.BETWEEN))),
                what(found.kind(), found.field()));
    }

    private static String pattern(Leak.Kind kind) {
        return Objects.requireNonNull(FORMS.get(kind));
    }

    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            int place = WIDE.indexOf(c);
            plain.append(place < 0 ? c : PLAIN.charAt(place));
        }
        return plain.toString();
    }

    private Label what(Leak.Kind kind, String field) {
        return switch (kind) {
            case HELD -> {
                int dot = field.lastIndexOf('.');
                String register = field.substring(0, dot);
                Label of = names.label(register);
                Label name = names.fieldLabel(register, field.substring(dot + 1));
                yield new Label(of.zh() + "的「" + name.zh() + "」", "“" + name.en() + "” of " + of.en());
            }
            case NEVER -> never.get(Integer.parseInt(field)).says();
            case NAME -> masked.get(Integer.parseInt(field)).label();
            case IDENTITY, PHONE, ACCOUNT, DOOR -> kind.label();
        };
    }

    /** One row for each find: kind, field and piece. */
    Sql found(Sql text, Sql community, Sql record, Sql day) {
        Sql said = Sql.of("translate({text}, {wide}, {plain})")
                .part("text", text)
                .value("wide", WIDE)
                .value("plain", PLAIN);
        for (String words : fixed) {
            said = Sql.of("replace({said}, {words}, ' ')").part("said", said).value("words", plain(words));
        }
        List<Sql> branches = new ArrayList<>();
        FORMS.forEach((kind, pattern) ->
                branches.add(Sql.of("""
                        select {kind}::text as kind, '' as field, m[1] as piece
                          from said, regexp_matches(said.t, {pattern}, 'g') m""").value("kind", kind.word()).value("pattern", pattern)));
        paths(new Path(of, "c", Sql.empty(), 0), branches, false);
        int place = 0;
        for (Notice.Shown shown : masked) {
            branches.add(masked(shown, place++, day));
        }
        place = 0;
        for (Never each : never) {
            branches.add(never(each, place++, day));
        }
        return Sql.of("""
                with said as (select {said} as t),
                     about as (select {community}::uuid as community_id, {record}::uuid as id)
                {branches}""")
                .part("said", said)
                .part("community", community)
                .part("record", record)
                .part("branches", Sql.join("\nunion all\n", branches));
    }

    /** Records reached from the one published: {@code joins} leads from {@code c} to {@code alias}. */
    private record Path(Shape shape, String alias, Sql joins, int depth) {}

    /** @param all whether every text of these records counts as sensitive, since the reference to them is */
    private void paths(Path path, List<Sql> branches, boolean all) {
        for (Shape.Field field : path.shape().fields().values()) {
            if (!(field.source() instanceof Source.Column(String column))) {
                continue;
            }
            boolean sensitive = names.traits().isSensitive(path.shape().register(), field.name());
            boolean held = sensitive || all && field.type() instanceof Type.Text;
            Sql value = Sql.of("{alias}.{column}").name("alias", path.alias()).name("column", column);
            if (held) {
                forms(field, path.shape(), value).forEach(form -> branches.add(branch(path, field, form)));
            }
            String target = switch (field.type()) {
                case Type.Rec(String register) -> register;
                case Type.ListOf(Type.Rec(String register)) -> register;
                case Type other -> "";
            };
            if (!target.isEmpty() && path.depth() < DEEPEST) {
                boolean many = field.type() instanceof Type.ListOf;
                names.shape(target).ifPresent(next -> {
                    String alias = path.alias() + "_" + field.name();
                    String within = alias.length() > 50 ? alias.substring(alias.length() - 50) : alias;
                    String clean =
                            within.startsWith("_") || Character.isDigit(within.charAt(0)) ? "c" + within : within;
                    Sql join = (many
                                    ? Sql.of(
                                            " join {table} {alias} on {alias}.community_id = c.community_id and {alias}.id = any({value})")
                                    : Sql.of(
                                            " join {table} {alias} on {alias}.community_id = c.community_id and {alias}.id = {value}"))
                            .name("table", next.table())
                            .name("alias", clean)
                            .part("value", value);
                    paths(new Path(next, clean, path.joins().then(join), path.depth() + 1), branches, sensitive || all);
                });
            }
        }
    }

    private Sql branch(Path path, Shape.Field field, Sql forms) {
        boolean number = field.type().numeric();
        Sql match = number
                ? Sql.of("said.t ~ ('(?<![0-9.,])' || replace(w.piece, '.', '\\.') || '(?![0-9]| *年)')")
                : Sql.of("position(w.piece in said.t) > 0");
        return Sql.of("""
                select 'held', {field}, w.piece
                  from said, about
                  join {of} c on c.community_id = about.community_id and c.id = about.id{joins}
                 cross join lateral ({forms}) w(piece)
                 where {match}""")
                .value("field", path.shape().register() + "." + field.name())
                .name("of", of.table())
                .part("joins", path.joins())
                .part("forms", forms)
                .part("match", match);
    }

    /** The ways in which a value could stand in a text. */
    private List<Sql> forms(Shape.Field field, Shape shape, Sql value) {
        Sql text = Sql.of("""
                select translate(x, {wide}, {plain})
                  from (select {value}::text union all
                        select btrim(y) from regexp_split_to_table({value}::text, '[,，。；;！？!?、\\n]+') y
                         where char_length(btrim(y)) >= {part}) t(x)
                 where char_length(x) >= 2""")
                .value("wide", WIDE)
                .value("plain", PLAIN)
                .part("value", value)
                .value("part", SHORTEST_PART);
        return switch (field.type()) {
            case Type.Text() -> List.of(text);
            case Type.Whole() ->
                List.of(Sql.of("select {value}::text where {value} >= 10000").part("value", value));
            case Type.Decimal() ->
                List.of(
                        Sql.of("select to_char({value}, 'FM999,999,999,990.00') where {value} is not null")
                                .part("value", value),
                        Sql.of(
                                        "select trim_scale({value})::text where {value} >= 1000 and {value} not between 1900 and 2100")
                                .part("value", value));
            case Type.Date() -> List.of(Sql.of("""
                        select to_char({value}, f.f)
                          from (values ('FMYYYY"年"FMMM"月"FMDD"日"'), ('YYYY-MM-DD'), ('FMDD FMMonth YYYY')) f(f)
                         where {value} is not null""").part("value", value));
            case Type.Choice choice -> options(shape, field, Sql.of("= {value}").part("value", value));
            case Type.ListOf(Type.Choice choice) ->
                options(shape, field, Sql.of("= any({value})").part("value", value));
            case Type other -> List.of();
        };
    }

    private List<Sql> options(Shape shape, Shape.Field field, Sql chosen) {
        List<Sql> labels = new ArrayList<>();
        names.optionLabels(shape.register(), field.name()).forEach((key, label) -> {
            for (String words : List.of(label.zh(), label.en())) {
                if (words.length() > 1) {
                    labels.add(Sql.of("({key}, {words})").value("key", key).value("words", words));
                }
            }
        });
        return labels.isEmpty()
                ? List.of()
                : List.of(Sql.of("select distinct o.words from (values {labels}) o(key, words) where o.key {chosen}")
                        .part("labels", Sql.join(", ", labels))
                        .part("chosen", chosen));
    }

    private SqlWriter writer(Sql day, String other, String alias) {
        Sql own = Sql.of("c.community_id");
        Bindings bindings =
                Bindings.of(own, day).row(of.name(), "c").parameters(ParameterSql.inForce(names, rulebook, own, day));
        return new SqlWriter(other.isEmpty() ? bindings : bindings.row(other, alias));
    }

    private Sql masked(Notice.Shown shown, int place, Sql day) {
        SqlWriter writer = writer(day, "", "");
        Sql value = writer.value(shown.value());
        return Sql.of("""
                select 'name', {place}, w.piece
                  from said, about
                  join {of} c on c.community_id = about.community_id and c.id = about.id{joins}
                 cross join lateral (select {value}::text) w(piece)
                 where char_length(w.piece) >= 2 and position(w.piece in said.t) > 0""")
                .value("place", String.valueOf(place))
                .name("of", of.table())
                .part("joins", writer.joins())
                .part("value", value);
    }

    private Sql never(Never each, int place, Sql day) {
        SqlWriter writer = writer(day, each.of().name(), "e");
        Sql value = writer.value(each.value());
        Sql where = writer.condition(each.where());
        return Sql.of("""
                select 'never', {place}, w.piece
                  from said, about
                  join {of} c on c.community_id = about.community_id and c.id = about.id
                  join {never} e on e.community_id = c.community_id and e.voided_at is null{joins}
                 cross join lateral (select {value}::text) w(piece)
                 where ({where}) and char_length(w.piece) >= 2 and position(w.piece in said.t) > 0""")
                .value("place", String.valueOf(place))
                .name("of", of.table())
                .name("never", each.of().table())
                .part("joins", writer.joins())
                .part("value", value)
                .part("where", where);
    }
}
