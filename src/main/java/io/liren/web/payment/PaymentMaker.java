package io.liren.web.payment;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.payment.ListState;
import io.liren.payment.PaymentList;
import io.liren.payment.Payments;
import io.liren.payment.Step;
import io.liren.register.Records;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the pages of payment lists. */
final class PaymentMaker {
    private static final int PERIODS = 12;
    private final Payments payments;
    private final Edition edition;
    private final Records records;
    private final Titles titles;
    private final Today today;

    PaymentMaker(Payments payments, Edition edition, Records records, Titles titles, Today today) {
        this.payments = payments;
        this.edition = edition;
        this.records = records;
        this.titles = titles;
        this.today = today;
    }

    PaymentsPage all(Viewer viewer, Words words) {
        return new PaymentsPage(payments.all(viewer).stream()
                .map(list -> new PaymentsPage.Book(
                        list.label().in(words.language()),
                        words.say("payment.who", posts(list.preparedBy(), words), posts(list.checkedBy(), words)),
                        payments.months(viewer, list, PERIODS).stream()
                                .map(m -> line(words, list, m))
                                .toList()))
                .toList());
    }

    private String posts(List<String> posts, Words words) {
        return posts.stream()
                .map(p -> edition.names().postLabel(p).in(words.language()))
                .collect(Collectors.joining(words.say("consent.between")));
    }

    private static PaymentsPage.Line line(Words words, PaymentList list, Payments.Month month) {
        Language language = words.language();
        return new PaymentsPage.Line(
                new Link(month.period().label(language), address(list, month.period())),
                state(month.state(), words),
                String.valueOf(
                        month.rows().stream().filter(r -> r.line().isPresent()).count()),
                Formats.money(month.due(), language),
                Formats.money(month.paid(), language),
                differences(words, month));
    }

    private static Tag differences(Words words, Payments.Month month) {
        if (month.differences() == 0) {
            return new Tag(words.say("payment.same"), Tone.MET);
        }
        return month.unexplained() == 0
                ? new Tag(words.say("payment.explained", month.differences()), Tone.OPEN)
                : new Tag(words.say("payment.unexplained", month.unexplained()), Tone.OVERDUE);
    }

    private static Tag state(ListState state, Words words) {
        return new Tag(
                state.label().in(words.language()),
                switch (state) {
                    case ABSENT -> Tone.QUIET;
                    case DRAFT, SUBMITTED -> Tone.OPEN;
                    case CHECKED -> Tone.PLAIN;
                    case CLOSED -> Tone.MET;
                });
    }

    static String address(PaymentList list, Period period) {
        return "/payments/" + list.id().replace('.', '/') + "/" + period.key();
    }

    PaymentPage page(Viewer viewer, Words words, PaymentList list, Period period, List<Problem> errors) {
        Payments.Month month = payments.month(viewer, list, period);
        Language language = words.language();
        String address = address(list, period);
        List<Payments.Row> rows = month.rows();
        return new PaymentPage(
                list.label().in(language) + " · " + period.label(language),
                state(month.state(), words),
                words.say(
                        "payment.lead", Formats.date(month.listBy(), language), Formats.date(month.payBy(), language)),
                periods(viewer, words, list, period),
                address,
                new Link(words.say("payment.export"), address + "/export.xlsx"),
                errors,
                acts(viewer, words, list, month, address),
                pays(viewer, words, list, month, address),
                rows(viewer, words, list, month, address),
                new PaymentPage.Sums(
                        money(rows, Payments.Row::granted, language),
                        money(rows, Payments.Row::due, language),
                        money(rows, Payments.Row::paid, language),
                        money(rows, Payments.Row::returned, language),
                        money(rows, Payments.Row::missing, language)),
                month.taken().stream().map(t -> taken(words, t)).toList(),
                apart(words, month, viewer));
    }

    private List<Option> periods(Viewer viewer, Words words, PaymentList list, Period now) {
        List<Option> options = new ArrayList<>();
        for (Payments.Month month : payments.months(viewer, list, PERIODS)) {
            options.add(new Option(
                    address(list, month.period()),
                    month.period().label(words.language()),
                    month.period().equals(now)));
        }
        return options;
    }

    private static String money(List<Payments.Row> rows, Function<Payments.Row, BigDecimal> of, Language language) {
        return Formats.money(rows.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add), language);
    }

    private static String apart(Words words, Payments.Month month, Viewer viewer) {
        return month.preparedBy().contains(viewer.user()) ? words.say("payment.apartYou") : words.say("payment.apart");
    }

    private static PaymentPage.Taken taken(Words words, Payments.Taken taken) {
        return new PaymentPage.Taken(
                taken.step().label().in(words.language()),
                taken.name(),
                Formats.date(taken.on(), words.language()),
                taken.note());
    }

    private static List<PaymentPage.Act> acts(
            Viewer viewer, Words words, PaymentList list, Payments.Month month, String address) {
        if (viewer.asOf().isPresent()) {
            return List.of();
        }
        boolean prepares = viewer.holdsAny(list.preparedBy());
        boolean checks =
                viewer.holdsAny(list.checkedBy()) && !month.preparedBy().contains(viewer.user());
        List<PaymentPage.Act> acts = new ArrayList<>();
        boolean lacking = month.rows().stream().anyMatch(r -> r.line().isEmpty());
        switch (month.state()) {
            case ABSENT -> {
                if (prepares) {
                    acts.add(new PaymentPage.Act(address + "/lines", "", words.say("payment.prepare"), false, true));
                }
            }
            case DRAFT -> {
                if (prepares && lacking) {
                    acts.add(new PaymentPage.Act(address + "/lines", "", words.say("payment.complete"), false, true));
                }
                if (prepares) {
                    acts.add(act(words, Step.SUBMIT, address, !lacking));
                }
            }
            case SUBMITTED -> {
                if (checks) {
                    acts.add(act(words, Step.CHECK, address, true));
                    acts.add(act(words, Step.SEND_BACK, address, false));
                }
            }
            case CHECKED -> {
                if (checks) {
                    acts.add(act(words, Step.CLOSE, address, month.unexplained() == 0));
                }
            }
            case CLOSED -> {}
        }
        return acts;
    }

    private static PaymentPage.Act act(Words words, Step step, String address, boolean main) {
        return new PaymentPage.Act(
                address + "/steps", step.word(), step.label().in(words.language()), step == Step.SEND_BACK, main);
    }

    private PaymentPage.@Nullable Pays pays(
            Viewer viewer, Words words, PaymentList list, Payments.Month month, String address) {
        long waiting = month.rows().stream().filter(PaymentMaker::unpaid).count();
        return viewer.asOf().isEmpty()
                        && month.state() == ListState.CHECKED
                        && viewer.holdsAny(list.preparedBy())
                        && waiting > 0
                ? new PaymentPage.Pays(
                        address + "/transfers",
                        words.say("payment.pay", waiting),
                        today.today().toString(),
                        words.say("payment.receipt"))
                : null;
    }

    /** Whether nothing has reached them yet. */
    static boolean unpaid(Payments.Row row) {
        return row.line().isPresent() && row.paid().signum() == 0 && row.due().signum() > 0;
    }

    /** Those with a difference first. */
    private static List<Payments.Row> inOrder(Payments.Month month) {
        return month.rows().stream()
                .sorted(Comparator.comparing((Payments.Row r) -> r.gaps().isEmpty()))
                .toList();
    }

    private List<PaymentPage.Row> rows(
            Viewer viewer, Words words, PaymentList list, Payments.Month month, String address) {
        Map<UUID, String> called = titles.of(
                viewer,
                list.of().register(),
                month.rows().stream().map(Payments.Row::entitled).toList());
        Map<UUID, String> accounts = list.account()
                .flatMap(a -> accounts(list))
                .map(a -> titles.of(
                        viewer,
                        a,
                        month.rows().stream().flatMap(r -> r.account().stream()).toList()))
                .orElse(Map.of());
        boolean explains = viewer.asOf().isEmpty()
                && month.list().isPresent()
                && month.state() != ListState.CLOSED
                && (viewer.holdsAny(list.preparedBy()) || viewer.holdsAny(list.checkedBy()));
        List<PaymentPage.Row> rows = new ArrayList<>();
        for (Payments.Row row : inOrder(month)) {
            Language language = words.language();
            rows.add(new PaymentPage.Row(
                    new Link(
                            called.getOrDefault(row.entitled(), "—"),
                            Addresses.record(list.of().register(), row.entitled())),
                    row.account().map(a -> accounts.getOrDefault(a, "")).orElse(""),
                    Formats.money(row.granted(), language),
                    Formats.money(row.due(), language),
                    row.paid().signum() == 0 ? "" : Formats.money(row.paid(), language),
                    row.returned().signum() == 0 ? "" : Formats.money(row.returned(), language),
                    row.missing().signum() == 0 ? "" : Formats.money(row.missing(), language),
                    row.gaps().stream()
                            .map(g -> gap(words, row, g, explains ? address + "/reasons" : ""))
                            .toList(),
                    links(viewer, words, list, month, row)));
        }
        return rows;
    }

    /** The register of the accounts that are paid into. */
    private Optional<String> accounts(PaymentList list) {
        return records.registers()
                .model(list.books().lines().register())
                .field("account")
                .flatMap(f -> f.type().target());
    }

    private static PaymentPage.Gap gap(Words words, Payments.Row row, Payments.Gap gap, String action) {
        String what = gap.kind().label().in(words.language()) + " " + Formats.money(gap.amount(), words.language());
        return new PaymentPage.Gap(
                new Tag(what, gap.why().isPresent() ? Tone.OPEN : Tone.OVERDUE),
                gap.why().orElse(""),
                gap.why().isPresent() || action.isEmpty()
                        ? null
                        : new PaymentPage.Explain(
                                gap.kind().word() + "-" + row.entitled(),
                                action,
                                row.entitled().toString(),
                                gap.kind().word(),
                                gap.amount().toPlainString()));
    }

    private static List<Link> links(
            Viewer viewer, Words words, PaymentList list, Payments.Month month, Payments.Row row) {
        List<Link> links = new ArrayList<>();
        row.line().ifPresent(line -> {
            links.add(new Link(
                    words.say("payment.line"),
                    Addresses.record(list.books().lines().register(), line)));
            if (viewer.asOf().isEmpty()
                    && month.state() == ListState.CHECKED
                    && viewer.holdsAny(list.preparedBy())
                    && row.paid().signum() > 0) {
                Map<String, String> filled = new LinkedHashMap<>();
                filled.put("line", line.toString());
                filled.put("what", row.missing().signum() > 0 ? "paid" : "returned");
                filled.put("amount", (row.missing().signum() > 0 ? row.missing() : row.paid()).toPlainString());
                links.add(new Link(
                        words.say(row.missing().signum() > 0 ? "payment.again" : "payment.returned"),
                        Addresses.create(list.books().transfers().register(), filled)));
            }
        });
        return links;
    }

    /** The lines of the Excel file, and its heads. */
    List<String> heads(Words words) {
        return List.of("who", "account", "granted", "due", "paid", "returned", "difference", "why").stream()
                .map(k -> words.say("payment.head." + k))
                .toList();
    }

    List<List<@Nullable Object>> lines(Viewer viewer, Words words, PaymentList list, Period period) {
        Payments.Month month = payments.month(viewer, list, period);
        List<PaymentPage.Row> told = rows(viewer, words, list, month, "");
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            Payments.Row row = inOrder(month).get(i);
            lines.add(Arrays.asList(
                    told.get(i).who().text(),
                    told.get(i).account(),
                    row.granted(),
                    row.due(),
                    row.paid(),
                    row.returned(),
                    row.missing(),
                    row.gaps().stream()
                            .map(g -> g.kind().label().in(words.language())
                                    + g.why().map(w -> ": " + w).orElse(""))
                            .collect(Collectors.joining("; "))));
        }
        return lines;
    }

    /** The day as typed or today; empty if it can't be read. */
    Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(typed.isBlank() ? today.today() : LocalDate.parse(typed.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
