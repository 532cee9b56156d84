package io.liren.web.list;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.expression.Type;
import io.liren.ledger.Ledger;
import io.liren.ledger.Ledgers;
import io.liren.register.FieldModel;
import io.liren.register.FieldWords;
import io.liren.register.Filter;
import io.liren.register.Masked;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.rulebook.Rulebook;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the overview of ledgers (台账) and the list of one. */
final class LedgerMaker {
    private static final int SIZE = 100;
    private final Edition edition;
    private final Ledgers ledgers;
    private final Records records;
    private static final int MOST_NAMED = 200;
    private final Titles titles;
    private final SavedViews views;
    private final GlanceMaker glances;

    LedgerMaker(Edition edition, Ledgers ledgers, Records records, Titles titles, SavedViews views) {
        this.edition = edition;
        this.ledgers = ledgers;
        this.records = records;
        this.titles = titles;
        this.views = views;
        this.glances = new GlanceMaker(records);
    }

    static String address(Ledger ledger) {
        return "/ledgers/" + ledger.id().replace('.', '/');
    }

    BooksPage all(Viewer viewer, Words words) {
        Language language = words.language();
        List<Ledger> open = ledgers.all(viewer);
        Map<String, Long> counts = ledgers.counts(viewer, open);
        List<BooksPage.Group> groups = new ArrayList<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            List<BooksPage.Book> books = open.stream()
                    .filter(l -> l.place().rulebook().equals(rulebook.id()))
                    .map(l -> new BooksPage.Book(
                            l.label().in(language),
                            address(l),
                            l.clause()
                                    .map(c -> words.say("ledger.serves", c.number()))
                                    .orElse(""),
                            words.say("list.count", counts.getOrDefault(l.id(), 0L)),
                            null))
                    .toList();
            if (!books.isEmpty()) {
                groups.add(new BooksPage.Group(rulebook.title().in(language), books));
            }
        }
        return new BooksPage(words.say("nav.ledgers"), words.say("ledger.lead"), groups);
    }

    Reply<ListPage> one(Viewer viewer, Words words, String id, Asked asked) {
        if (edition.find(Ledger.class, id).isEmpty()) {
            return new Reply.Missing<>();
        }
        return ledgers.find(viewer, id)
                .<Reply<ListPage>>map(l -> new Reply.Show<>(page(viewer, words, l, asked), true))
                .orElseGet(Reply.Barred::new);
    }

    private ListPage page(Viewer viewer, Words words, Ledger ledger, Asked asked) {
        String page = asked.one(Asked.NUMBER);
        int number = page.matches("[1-9]\\d{0,4}") ? Integer.parseInt(page) : 1;
        Ledgers.Sheet sheet = ledgers.sheet(
                viewer, ledger, filters(viewer, ledger, asked), order(ledger, asked), (number - 1) * SIZE, SIZE);
        String address = address(ledger);
        String count = words.say("list.count", sheet.count());
        List<FieldModel> fields = ledgers.columns(ledger);
        List<SavedViews.Saved> saved = views.of(viewer, address);
        List<Ledger.Column> shown = shown(ledger, asked.orColumns(saved));
        Optional<RegisterModel> of = records.registers().find(ledger.of().register());
        boolean opens = of.filter(m -> m.opensTo(viewer)).isPresent();
        FilterMaker filters = new FilterMaker(fields, asked, address, titles, viewer, words);
        List<ListPage.Chip> chips = filters.chips();
        return new ListPage(
                ledger.label().in(words.language()),
                ledger.clause().map(c -> words.say("ledger.serves", c.number())).orElse(""),
                address,
                of.filter(m -> m.entrusts(viewer))
                        .map(m -> new Link(
                                words.say("form.enter", m.label().in(words.language())),
                                Addresses.create(m.id(), Map.of())))
                        .orElse(null),
                Stream.concat(
                                ListMaker.exports(asked, address, words).stream(),
                                Stream.of(new ListPage.Action(words.say("print"), "", true)))
                        .toList(),
                new ListPage.Search(asked.one(Asked.SEARCH), asked.keptBut(Asked.SEARCH::equals)),
                chips,
                count,
                filters.offered(),
                filters.adding(),
                columns(shown, asked, address, words),
                table(viewer, sheet, shown, words.language()).rows().stream()
                        .map(r -> new ListPage.Row(
                                r.id().toString(),
                                opens ? Addresses.record(ledger.of().register(), r.id()) : "",
                                opens ? asked.seeing(address, r.id().toString()) : "",
                                r.words().stream()
                                        .map(w -> new ListPage.Cell(w.isEmpty() ? "—" : w, Tone.PLAIN))
                                        .toList()))
                        .toList(),
                foot(ledger, shown, sheet, count, words.language()),
                new ListPage.Pages(
                        sheet.count() > SIZE
                                ? words.say(
                                        "list.range",
                                        (number - 1) * SIZE + 1,
                                        (number - 1) * SIZE + sheet.lines().size())
                                : "",
                        number > 1
                                ? asked.with(address, Asked.NUMBER, number == 2 ? "" : String.valueOf(number - 1))
                                : null,
                        sheet.count() > (long) number * SIZE
                                ? asked.with(address, Asked.NUMBER, String.valueOf(number + 1))
                                : null),
                words.say(chips.isEmpty() && asked.one(Asked.SEARCH).isEmpty() ? "list.empty" : "list.emptyFiltered"),
                Keeping.of(
                        address,
                        asked,
                        saved,
                        ledger.columns().stream()
                                .map(c -> new Option(c.name(), c.label().in(words.language()), shown.contains(c)))
                                .toList()),
                opens ? glances.beside(viewer, words, ledger.of().register(), asked, address) : null);
    }

    /** What the address narrows a ledger to. */
    List<Filter> filters(Viewer viewer, Ledger ledger, Asked asked) {
        List<Filter> filters = new ArrayList<>(asked.filters(
                ledgers.columns(ledger), (target, text) -> records.pick(viewer, target, text, MOST_NAMED)));
        if (!asked.one(Asked.SEARCH).isEmpty()) {
            filters.add(new Filter.Found(asked.one(Asked.SEARCH)));
        }
        return filters;
    }

    /** The columns asked for, in the ledger's order; all if none are. */
    List<Ledger.Column> shown(Ledger ledger, Asked asked) {
        List<String> names = asked.columns(ledgers.columns(ledger));
        return names.isEmpty()
                ? ledger.columns()
                : ledger.columns().stream()
                        .filter(c -> names.contains(c.name()))
                        .toList();
    }

    static Optional<Ledger.Order> order(Ledger ledger, Asked asked) {
        String sort = asked.one(Asked.SORT);
        boolean down = sort.startsWith("-");
        String column = down ? sort.substring(1) : sort;
        return ledger.columns().stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .map(c -> new Ledger.Order(c.name(), down));
    }

    private static List<ListPage.Column> columns(List<Ledger.Column> shown, Asked asked, String address, Words words) {
        String sort = asked.one(Asked.SORT);
        List<ListPage.Column> columns = new ArrayList<>();
        for (Ledger.Column column : shown) {
            boolean up = sort.equals(column.name());
            boolean number = column.type() instanceof Type.Whole || column.type() instanceof Type.Decimal;
            boolean sorts = !(column.type() instanceof Type.Rec) && !(column.type() instanceof Type.ListOf);
            columns.add(new ListPage.Column(
                    column.label().in(words.language()),
                    number,
                    columns.size() > 2,
                    sorts ? asked.with(address, Asked.SORT, up ? "-" + column.name() : column.name()) : "",
                    up
                            ? ListPage.Order.UP
                            : sort.equals("-" + column.name()) ? ListPage.Order.DOWN : ListPage.Order.NONE));
        }
        return columns;
    }

    private List<String> foot(
            Ledger ledger, List<Ledger.Column> shown, Ledgers.Sheet sheet, String count, Language language) {
        if (sheet.lines().isEmpty()) {
            return List.of();
        }
        List<String> foot = new ArrayList<>();
        for (Ledger.Column column : shown) {
            BigDecimal sum = sheet.sums().get(column.name());
            foot.add(
                    foot.isEmpty() && sum == null
                            ? count
                            : sum == null
                                    ? ""
                                    : FieldWords.of(field(ledger, column).type(), sum, language, Map.of()));
        }
        return foot;
    }

    /** Rows in words. */
    record Table(List<Row> rows) {
        /** A row: what stands in each column in words, and as it is. */
        record Row(UUID id, List<String> words, List<@Nullable Object> values) {}
    }

    /** A sheet in words: options by their labels, records by their titles, sensitive values masked. */
    Table table(Viewer viewer, Ledgers.Sheet sheet, List<Ledger.Column> shown, Language language) {
        Ledger ledger = sheet.ledger();
        Map<UUID, String> names = names(viewer, sheet);
        List<Table.Row> rows = new ArrayList<>();
        for (Ledgers.Line line : sheet.lines()) {
            List<String> said = new ArrayList<>();
            List<@Nullable Object> values = new ArrayList<>();
            for (Ledger.Column column : shown) {
                FieldModel field = field(ledger, column);
                Object there = line.values().get(column.name());
                Object value = there != null && field.isSensitive() ? Masked.of(field, there) : there;
                String words = FieldWords.of(field.type(), value, language, names);
                said.add(words);
                boolean asIs = value instanceof BigDecimal || value instanceof java.time.LocalDate;
                values.add(asIs ? value : words);
            }
            rows.add(new Table.Row(line.id(), said, values));
        }
        return new Table(rows);
    }

    private Map<UUID, String> names(Viewer viewer, Ledgers.Sheet sheet) {
        Map<String, Set<UUID>> wanted = new LinkedHashMap<>();
        for (Ledger.Column column : sheet.ledger().columns()) {
            String register = switch (column.type()) {
                case Type.Rec(String id) -> id;
                case Type.ListOf(Type.Rec(String id)) -> id;
                case Type other -> "";
            };
            if (!register.isEmpty()) {
                Set<UUID> ids = wanted.computeIfAbsent(register, r -> new LinkedHashSet<>());
                for (Ledgers.Line line : sheet.lines()) {
                    Object value = line.values().get(column.name());
                    if (value instanceof UUID id) {
                        ids.add(id);
                    } else if (value instanceof List<?> many) {
                        many.stream()
                                .filter(UUID.class::isInstance)
                                .map(UUID.class::cast)
                                .forEach(ids::add);
                    }
                }
            }
        }
        Map<UUID, String> names = new HashMap<>();
        wanted.forEach((register, ids) -> {
            if (!ids.isEmpty()) {
                names.putAll(titles.of(viewer, register, ids));
            }
        });
        return names;
    }

    private FieldModel field(Ledger ledger, Ledger.Column column) {
        return ledgers.columns(ledger).get(ledger.columns().indexOf(column));
    }
}
