package io.liren.payment;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.DayUnit;
import io.liren.calendar.PeriodUnit;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads payment lists. */
final class PaymentReader {
    static final String LIST = "list";
    static final String STARTS = "starts_on";
    static final String ENTITLED = "entitled";
    static final String GRANTED = "granted";
    static final String DUE = "due";
    static final String ACCOUNT = "account";
    static final String STEP = "step";
    static final String ON = "on";
    static final String NOTE = "note";
    static final String LINE = "line";
    static final String WHAT = "what";
    static final String AMOUNT = "amount";
    static final String RECEIPT = "receipt";
    static final String WHY = "why";
    static final String KIND = "kind";
    static final String PAID = "paid";
    static final String RETURNED = "returned";
    static final String SHORT = "short";

    private final BlockSource source;

    PaymentReader(BlockSource source) {
        this.source = source;
    }

    List<PaymentBlock> read() {
        List<PaymentBlock> lists = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "of",
                    "every",
                    "from",
                    "granted",
                    "due",
                    "accounts",
                    "account",
                    "list-by",
                    "pay-by",
                    "close-by",
                    "prepared-by",
                    "checked-by",
                    "read");
            list(thing.place(), thing.body()).ifPresent(lists::add);
        }
        return lists;
    }

    private Optional<PaymentBlock> list(Place place, YamlMap body) {
        Optional<Selection> of = source.required(body, place, "of").map(Selection::read);
        Optional<YamlScalar> written = source.required(body, place, "every");
        Optional<PeriodUnit> every = written.flatMap(source::period);
        Optional<YamlScalar> granted = source.required(body, place, "granted");
        Optional<Span> listBy = source.required(body, place, "list-by").flatMap(this::day);
        Optional<Span> payBy = source.required(body, place, "pay-by").flatMap(this::day);
        List<YamlScalar> preparedBy = posts(place, body, "prepared-by");
        List<YamlScalar> checkedBy = posts(place, body, "checked-by");
        if (body.has("account") != body.has("accounts")) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "account(哪个账户)和 accounts(账户登记簿)要一起写。",
                    "account (which) and accounts (their register) are written together.");
            return Optional.empty();
        }
        if (of.isEmpty()
                || every.isEmpty()
                || granted.isEmpty()
                || listBy.isEmpty()
                || payBy.isEmpty()
                || preparedBy.isEmpty()
                || checkedBy.isEmpty()) {
            return Optional.empty();
        }
        Optional<YamlScalar> accounts = source.scalar(body, "accounts");
        return books(place, of.get().register(), accounts, preparedBy, checkedBy)
                .map(books -> new PaymentBlock(
                        place,
                        of.get(),
                        every.get(),
                        written.get(),
                        source.scalar(body, "from").flatMap(source::date),
                        granted.get(),
                        source.scalar(body, "due"),
                        accounts,
                        source.scalar(body, "account"),
                        listBy.get(),
                        payBy.get(),
                        source.scalar(body, "close-by").flatMap(this::day),
                        preparedBy,
                        checkedBy,
                        body.scalars("read"),
                        books));
    }

    private List<YamlScalar> posts(Place place, YamlMap body, String key) {
        if (body.scalars(key).isEmpty()) {
            source.required(body, place, key);
        }
        return body.scalars(key);
    }

    /** A day of the period: its first is 1. */
    private Optional<Span> day(YamlScalar written) {
        Optional<Span> span = source.span(written);
        if (span.isPresent() && span.get().unit() != DayUnit.DAYS) {
            source.error(
                    Code.WRONG_VALUE,
                    written,
                    "写成「N days」:周期的第几天,第一天是 1。",
                    "Write “N days”: which day of the period; the first is 1.");
            return Optional.empty();
        }
        return span;
    }

    private Optional<PaymentBlock.Books> books(
            Place place,
            YamlScalar of,
            Optional<YamlScalar> accounts,
            List<YamlScalar> prepared,
            List<YamlScalar> checked) {
        List<YamlScalar> both = new ArrayList<>(prepared);
        both.addAll(checked);
        Optional<RegisterBlock> lists = lists(place, prepared);
        Optional<RegisterBlock> lines = lines(place, of, accounts, prepared);
        Optional<RegisterBlock> steps = steps(place, both);
        Optional<RegisterBlock> transfers = transfers(place, prepared);
        Optional<RegisterBlock> reasons = reasons(place, of, both);
        return lists.isPresent()
                        && lines.isPresent()
                        && steps.isPresent()
                        && transfers.isPresent()
                        && reasons.isPresent()
                ? Optional.of(
                        new PaymentBlock.Books(lists.get(), lines.get(), steps.get(), transfers.get(), reasons.get()))
                : Optional.empty();
    }

    static String word(Place place) {
        return place.name().replace('-', '_');
    }

    static String register(Place place, String what) {
        return word(place) + "_" + what;
    }

    private static Assembled book(Place place, String what, Label more) {
        return new Assembled(new Place(
                place.rulebook(),
                place.clause(),
                register(place, what),
                place.label().plus(more),
                place.position()));
    }

    private static YamlScalar to(Place place, String what) {
        return new YamlScalar(register(place, what), false, place.position());
    }

    private Optional<RegisterBlock> lists(Place place, List<YamlScalar> enter) {
        Assembled book = book(place, LIST, new Label("册", ": lists"));
        book.field(STARTS, new Label("所属期第一天", "First day of its period"), "date")
                .with("required", "true")
                .with("unique", "true");
        book.field(NOTE, new Label("说明", "Note"), "text");
        return book.names("title", STARTS)
                .key("happened", STARTS)
                .names("list", STARTS, DUE, PAID)
                .posts("enter", enter)
                .read(source);
    }

    private Optional<RegisterBlock> lines(
            Place place, YamlScalar of, Optional<YamlScalar> accounts, List<YamlScalar> enter) {
        Assembled book = book(place, LINE, new Label("册明细", ": lines"));
        book.field(LIST, new Label("哪一册", "List"), "reference")
                .to(to(place, LIST))
                .with("required", "true");
        book.field(ENTITLED, new Label("发给谁", "For"), "reference").to(of).with("required", "true");
        book.field(GRANTED, new Label("核定（元）", "Granted"), "money").with("required", "true");
        book.field(DUE, new Label("应发（元）", "Due"), "money").with("required", "true");
        accounts.ifPresent(a ->
                book.field(ACCOUNT, new Label("账户", "Account"), "reference").to(a));
        return book.names("title", ENTITLED, LIST)
                .names("list", LIST, ENTITLED, GRANTED, DUE, PAID, SHORT)
                .names("unique", LIST, ENTITLED)
                .posts("enter", enter)
                .read(source);
    }

    private Optional<RegisterBlock> steps(Place place, List<YamlScalar> enter) {
        Assembled book = book(place, STEP, new Label("册环节", ": steps"));
        book.field(LIST, new Label("哪一册", "List"), "reference")
                .to(to(place, LIST))
                .with("required", "true");
        Map<String, Label> options = new LinkedHashMap<>();
        for (Step step : Step.values()) {
            options.put(step.word(), step.label());
        }
        book.field(STEP, new Label("环节", "Step"), "choice").options(options).with("required", "true");
        book.field(ON, new Label("日期", "Date"), "date").with("required", "true").with("default", "today");
        book.field(NOTE, new Label("说明", "Note"), "text").with("long", "true");
        return book.names("title", LIST, STEP)
                .key("happened", ON)
                .names("list", LIST, STEP, ON)
                .posts("enter", enter)
                .read(source);
    }

    private Optional<RegisterBlock> transfers(Place place, List<YamlScalar> enter) {
        Assembled book = book(place, "transfer", new Label("到账和退回", ": paid and returned"));
        book.field(LINE, new Label("哪一笔", "Line"), "reference")
                .to(to(place, LINE))
                .with("required", "true");
        book.field(ON, new Label("日期", "Date"), "date").with("required", "true").with("default", "today");
        Map<String, Label> options = new LinkedHashMap<>();
        options.put(PAID, new Label("到账", "Paid"));
        options.put(RETURNED, new Label("退回", "Returned"));
        book.field(WHAT, new Label("到账还是退回", "Paid or returned"), "choice")
                .options(options)
                .with("required", "true");
        book.field(AMOUNT, new Label("金额（元）", "Amount"), "money")
                .with("required", "true")
                .with("min", "0.01");
        book.field(RECEIPT, new Label("银行回单号", "Bank receipt"), "text");
        book.field(WHY, new Label("退回原因", "Why it came back"), "text");
        return book.names("title", LINE, WHAT, ON)
                .key("happened", ON)
                .names("list", LINE, ON, WHAT, AMOUNT)
                .posts("enter", enter)
                .read(source);
    }

    private Optional<RegisterBlock> reasons(Place place, YamlScalar of, List<YamlScalar> enter) {
        Assembled book = book(place, "reason", new Label("差额说明", ": differences explained"));
        book.field(LIST, new Label("哪一册", "List"), "reference")
                .to(to(place, LIST))
                .with("required", "true");
        book.field(ENTITLED, new Label("谁的差额", "Whose"), "reference").to(of).with("required", "true");
        Map<String, Label> options = new LinkedHashMap<>();
        for (Difference difference : Difference.values()) {
            options.put(difference.word(), difference.label());
        }
        book.field(KIND, new Label("哪种差额", "Which difference"), "choice")
                .options(options)
                .with("required", "true");
        book.field(AMOUNT, new Label("差额（元）", "Amount"), "money").with("required", "true");
        book.field(ON, new Label("说明日期", "Explained on"), "date")
                .with("required", "true")
                .with("default", "today");
        book.field(WHY, new Label("原因", "Reason"), "text")
                .with("required", "true")
                .with("long", "true");
        return book.names("title", ENTITLED, KIND, LIST)
                .key("happened", ON)
                .names("list", LIST, ENTITLED, KIND, AMOUNT, WHY)
                .posts("enter", enter)
                .read(source);
    }
}
