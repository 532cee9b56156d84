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
    private final SavedViews views;
    private final GlanceMaker glances;

    ListMaker(Records records, Titles titles, SavedViews views) {
        this.records = records;
        this.titles = titles;
        this.views = views;
        this.glances = new GlanceMaker(records);
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
        String address = Addresses.register(register);
        List<SavedViews.Saved> saved = views.of(viewer, address);
        Asked withColumns = asked.orColumns(saved);
        ListQuery query = query(viewer, register, withColumns).orElseThrow();
        Page page = records.list(viewer, query);
        Keeping keeping = Keeping.of(
                address,
                asked,
                saved,
                model.get().fields().stream()
                        .map(f -> new Option(
                                f.name(),
                                f.label().in(words.language()),
                                page.columns().contains(f.name())))
                        .toList());
        return new Reply.Show<>(page(model.get(), page, viewer, words, asked, keeping), true);
    }

    private ListPage page(RegisterModel model, Page page, Viewer viewer, Words words, Asked asked, Keeping keeping) {
        Language language = words.language();
        String address = Addresses.register(model.id());
        FilterMaker filters = new FilterMaker(model.fields(), asked, address, titles, viewer, words);
        List<ListPage.Chip> chips = filters.chips();
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
                filters.offered(),
                filters.adding(),
                columns(model, page, asked, address, words),
                page.lines().stream()
                        .map(line -> row(model, page, line, asked, language))
                        .toList(),
                foot(page, count, language),
                pages(page, asked, address, words),
                words.say(chips.isEmpty() && asked.one(Asked.SEARCH).isEmpty() ? "list.empty" : "list.emptyFiltered"),
                keeping,
                glances.beside(viewer, words, model.id(), asked, address));
    }

    private static List<ListPage.Action> actions(
            RegisterModel model, Asked asked, String address, Viewer viewer, Words words) {
        List<ListPage.Action> actions = new ArrayList<>();
        if (model.entrusts(viewer)) {
            actions.add(new ListPage.Action(words.say("import.link"), address + "/import", false));
            actions.add(new ListPage.Action(words.say("import.paste"), address + "/import#in-rows", false));
        }
        actions.add(new ListPage.Action(words.say("charts.chart"), address + "/chart", false));
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

    private static ListPage.Row row(RegisterModel model, Page page, Page.Line line, Asked asked, Language language) {
        List<ListPage.Cell> cells = new ArrayList<>();
        for (String column : page.columns()) {
            String text = said(model.field(column), line.values().get(column), page.titles(), language);
            // The first cell is the way to the record and needs something to touch.
            cells.add(new ListPage.Cell(cells.isEmpty() && text.isEmpty() ? "—" : text, Tone.PLAIN));
        }
        return new ListPage.Row(
                line.id().toString(),
                Addresses.record(model.id(), line.id()),
                asked.seeing(Addresses.register(model.id()), line.id().toString()),
                cells);
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
}
