package io.liren.web.list;

import io.liren.access.Viewer;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.ListQuery;
import io.liren.register.Page;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Reply;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the list of a register (登记簿): filters from the field types, sorted by any column, paged by key. */
final class ListMaker {
    private static final int MOST_NAMED = 200;
    private final Records records;
    private final Titles titles;

    ListMaker(Records records, Titles titles) {
        this.records = records;
        this.titles = titles;
    }

    /** The query of an address, with the register; empty if there is no such register. */
    Optional<ListQuery> query(Viewer viewer, String register, Asked asked) {
        return records.registers()
                .find(register)
                .map(m -> asked.query(
                        register, m.fields(), (target, text) -> records.pick(viewer, target, text, MOST_NAMED)));
    }

    Reply<ListPage> make(Viewer viewer, Words words, String register, Asked asked) {
        Optional<RegisterModel> model = records.registers().find(register);
        if (model.isEmpty()) {
            return new Reply.Missing<>();
        }
        if (!model.get().opensTo(viewer)) {
            return new Reply.Barred<>();
        }
        ListQuery query = query(viewer, register, asked).orElseThrow();
        Page page = records.list(viewer, query);
        return new Reply.Show<>(page(model.get(), page, viewer, words, asked), true);
    }

    private ListPage page(RegisterModel model, Page page, Viewer viewer, Words words, Asked asked) {
        Language language = words.language();
        String address = Addresses.register(model.id());
        List<ListPage.Chip> chips = chips(model, asked, address, viewer, words);
        String count = count(page.count(), words);
        return new ListPage(
                model.label().in(language),
                page.problems().isEmpty()
                        ? ""
                        : page.problems().getFirst().says().in(language),
                address,
                model.entrusts(viewer)
                        ? new Link(
                                words.say("form.enter", model.label().in(language)),
                                Addresses.create(model.id(), Map.of()))
                        : null,
                actions(model, asked, address, viewer, words),
                new ListPage.Search(asked.one(Asked.SEARCH), asked.keptBut(Asked.SEARCH::equals)),
                chips,
                sentence(model, asked, count, words),
                model.fields().stream()
                        .filter(Asked::canFilter)
                        .map(f -> new Link(f.label().in(language), asked.with(address, Asked.ADD, f.name())))
                        .toList(),
                adding(model, asked, address, words),
                columns(model, page, asked, address, words),
                page.lines().stream()
                        .map(line -> row(model, page, line, language))
                        .toList(),
                foot(page, count, language),
                pages(page, asked, address, words),
                words.say(chips.isEmpty() && asked.one(Asked.SEARCH).isEmpty() ? "list.empty" : "list.emptyFiltered"));
    }

    private static List<ListPage.Action> actions(
            RegisterModel model, Asked asked, String address, Viewer viewer, Words words) {
        List<ListPage.Action> actions = new ArrayList<>();
        if (model.entrusts(viewer)) {
            actions.add(new ListPage.Action(words.say("import.link"), address + "/import", false));
        }
        actions.addAll(exports(asked, address, words));
        actions.add(new ListPage.Action(words.say("print"), "", true));
        return actions;
    }

    static List<ListPage.Action> exports(Asked asked, String address, Words words) {
        return List.of(
                new ListPage.Action(words.say("list.export"), asked.elsewhere(address + "/export.xlsx"), false),
                new ListPage.Action("PDF", asked.elsewhere(address + "/export.pdf"), false),
                new ListPage.Action("Word", asked.elsewhere(address + "/export.docx"), false));
    }

    private static String count(Page.Count count, Words words) {
        return count.more() ? words.say("list.countMore", count.number()) : words.say("list.count", count.number());
    }

    private static String sentence(RegisterModel model, Asked asked, String count, Words words) {
        String sort = asked.one(Asked.SORT);
        boolean down = sort.startsWith("-");
        return model.field(down ? sort.substring(1) : sort)
                .map(f -> words.say(
                        down ? "list.sortedDown" : "list.sortedUp",
                        count,
                        f.label().in(words.language())))
                .orElse(count);
    }

    private static ListPage.Row row(RegisterModel model, Page page, Page.Line line, Language language) {
        List<ListPage.Cell> cells = new ArrayList<>();
        for (String column : page.columns()) {
            String text = said(model.field(column), line.values().get(column), page.titles(), language);
            // The first cell is the way to the record and needs something to touch.
            cells.add(new ListPage.Cell(cells.isEmpty() && text.isEmpty() ? "—" : text, Tone.PLAIN));
        }
        return new ListPage.Row(Addresses.record(model.id(), line.id()), cells);
    }

    static String said(
            Optional<FieldModel> field, @Nullable Object value, Map<UUID, String> titles, Language language) {
        FieldType type = field.map(FieldModel::type).orElse(new FieldType.Text(false));
        return type instanceof FieldType.Attachment && value != null
                ? "✓"
                : FieldWords.of(type, value, language, titles);
    }

    private static List<ListPage.Column> columns(
            RegisterModel model, Page page, Asked asked, String address, Words words) {
        String sort = asked.one(Asked.SORT);
        List<ListPage.Column> columns = new ArrayList<>();
        for (String name : page.columns()) {
            Optional<FieldModel> field = model.field(name);
            boolean sorts =
                    field.filter(f -> Asked.canFilter(f) && !f.type().many()).isPresent();
            boolean up = sort.equals(name);
            columns.add(new ListPage.Column(
                    field.map(f -> f.label().in(words.language())).orElse(name),
                    field.filter(f -> f.type().numeric()).isPresent(),
                    columns.size() > 2,
                    sorts ? asked.with(address, Asked.SORT, up ? "-" + name : name) : "",
                    up ? ListPage.Order.UP : sort.equals("-" + name) ? ListPage.Order.DOWN : ListPage.Order.NONE));
        }
        return columns;
    }

    private static List<String> foot(Page page, String count, Language language) {
        if (page.lines().isEmpty()) {
            return List.of();
        }
        List<String> foot = new ArrayList<>();
        for (String column : page.columns()) {
            BigDecimal sum = page.sums().get(column);
            FieldType type = page.register().field(column).map(FieldModel::type).orElse(new FieldType.Text(false));
            foot.add(foot.isEmpty() ? count : sum == null ? "" : FieldWords.of(type, sum, language, Map.of()));
        }
        return foot;
    }

    private static ListPage.Pages pages(Page page, Asked asked, String address, Words words) {
        String previous = asked.previous(address).orElse(null);
        String next = page.next().map(n -> asked.next(address, n)).orElse(null);
        return new ListPage.Pages(
                previous == null && next == null
                        ? ""
                        : words.say(
                                "list.range",
                                asked.before() + 1,
                                asked.before() + page.lines().size()),
                previous,
                next);
    }

    private List<ListPage.Chip> chips(RegisterModel model, Asked asked, String address, Viewer viewer, Words words) {
        List<ListPage.Chip> chips = new ArrayList<>();
        for (FieldModel field : model.fields()) {
            if (asked.filters(field.name())) {
                chips.add(new ListPage.Chip(
                        field.label().in(words.language()),
                        value(field, asked, viewer, words),
                        asked.without(address, field.name())));
            }
        }
        return chips;
    }

    private String value(FieldModel field, Asked asked, Viewer viewer, Words words) {
        String name = field.name();
        List<String> parts = new ArrayList<>();
        List<String> equal = asked.equal(name);
        if (!equal.isEmpty()) {
            Map<UUID, String> names = field.type()
                    .target()
                    .map(t -> titles.of(viewer, t, ids(equal)))
                    .orElse(Map.of());
            parts.add(String.join(
                    words.say("list.or"),
                    equal.stream().map(v -> said(field, v, names, words)).toList()));
        }
        if (!asked.one(name + ".has").isEmpty()) {
            parts.add(words.say("list.has", asked.one(name + ".has")));
        }
        String from = asked.one(name + ".from");
        String to = asked.one(name + ".to");
        if (!from.isEmpty() || !to.isEmpty()) {
            parts.add(
                    to.isEmpty()
                            ? words.say("list.from", from)
                            : from.isEmpty() ? words.say("list.to", to) : words.say("list.between", from, to));
        }
        if (!asked.one(name + ".missing").isEmpty()) {
            parts.add(words.say("filter.missing"));
        }
        return String.join(" ", parts);
    }

    private static List<UUID> ids(List<String> values) {
        return values.stream()
                .filter(v -> v.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString)
                .toList();
    }

    private static String said(FieldModel field, String value, Map<UUID, String> names, Words words) {
        if (field.type() instanceof FieldType.Bool) {
            return words.say(value.equals("true") ? "filter.yes" : "filter.no");
        }
        if (field.type().target().isPresent()) {
            return ids(List.of(value)).stream()
                    .map(id -> names.getOrDefault(id, "…"))
                    .findFirst()
                    .orElse(value);
        }
        return FieldWords.of(field.type(), value, words.language(), Map.of());
    }

    private static @Nullable FilterForm adding(RegisterModel model, Asked asked, String address, Words words) {
        Optional<FieldModel> wanted = model.field(asked.one(Asked.ADD)).filter(Asked::canFilter);
        if (wanted.isEmpty()) {
            return null;
        }
        FieldModel field = wanted.get();
        return new FilterForm(
                field.label().in(words.language()),
                address,
                asked.with(address, Asked.ADD, ""),
                asked.keptBut(p -> Asked.belongs(p, field.name())),
                input(field, asked, words),
                field.required() ? "" : field.name() + ".missing");
    }

    private static FilterForm.Input input(FieldModel field, Asked asked, Words words) {
        String name = field.name();
        return switch (field.type()) {
            case FieldType.Date ignored -> new FilterForm.Days(name + ".from", name + ".to", words.say("form.dayHint"));
            case FieldType.Time ignored -> new FilterForm.Numbers(name + ".from", name + ".to", "");
            case FieldType.Moment ignored ->
                new FilterForm.Days(name + ".from", name + ".to", words.say("form.momentHint"));
            case FieldType.Account ignored -> new FilterForm.Contains(name + ".has", words.say("list.search"));
            case FieldType.Whole ignored -> new FilterForm.Numbers(name + ".from", name + ".to", "");
            case FieldType.Decimal ignored -> new FilterForm.Numbers(name + ".from", name + ".to", "");
            case FieldType.Money ignored ->
                new FilterForm.Numbers(name + ".from", name + ".to", words.say("form.yuan"));
            case FieldType.Bool ignored ->
                new FilterForm.YesNo(
                        name + ".is",
                        List.of(
                                new Option(
                                        "true",
                                        words.say("filter.yes"),
                                        asked.equal(name).contains("true")),
                                new Option(
                                        "false",
                                        words.say("filter.no"),
                                        asked.equal(name).contains("false"))));
            case FieldType.Choice ignored -> anyOf(field, asked, words);
            case FieldType.Choices ignored -> anyOf(field, asked, words);
            case FieldType.Text ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Identity ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Phone ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Address ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Attachment ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Reference ignored -> new FilterForm.Contains(name + ".has", words.say("list.search"));
            case FieldType.References ignored -> new FilterForm.Contains(name + ".has", words.say("list.search"));
        };
    }

    private static FilterForm.Input anyOf(FieldModel field, Asked asked, Words words) {
        List<String> chosen = asked.equal(field.name());
        return new FilterForm.AnyOf(
                field.name() + ".is",
                field.type().choices().entrySet().stream()
                        .map(o ->
                                new Option(o.getKey(), o.getValue().in(words.language()), chosen.contains(o.getKey())))
                        .toList());
    }
}
