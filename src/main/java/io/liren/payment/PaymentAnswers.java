package io.liren.payment;

import io.liren.block.Answerer;
import io.liren.block.Asked;
import io.liren.calendar.Period;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.UUID;

/** Answers an example about a period's list, or about somebody in it. */
final class PaymentAnswers implements Answerer {
    private final PaymentList list;

    PaymentAnswers(PaymentList list) {
        this.list = list;
    }

    @Override
    public String answer(Asked asked, Transaction transaction) {
        Period period = asked.period()
                .flatMap(Period::read)
                .filter(p -> p.unit() == list.every())
                .orElseThrow(() -> new IllegalArgumentException(
                        "写明 for 哪一期。 Say for which period, such as " + Period.containing(list.every(), asked.today())));
        Payments.Month month = Payments.month(transaction, list, asked.community(), asked.today(), period);
        return asked.of().isPresent() ? ofSomebody(month, asked.of().get(), asked.at()) : ofAll(month, asked.at());
    }

    private static String ofAll(Payments.Month month, Optional<String> at) {
        return switch (at.orElse("")) {
            case "" -> month.state().word();
            case "lines" ->
                String.valueOf(
                        month.rows().stream().filter(r -> r.line().isPresent()).count());
            case "differences" -> String.valueOf(month.differences());
            case "unexplained" -> String.valueOf(month.unexplained());
            case "due" -> money(month.due());
            case "paid" -> money(month.paid());
            default ->
                throw new IllegalArgumentException(
                        "at 后面写 lines、due、paid、differences 或 unexplained。 After at stands lines, due, paid, differences or unexplained.");
        };
    }

    private static String ofSomebody(Payments.Month month, UUID who, Optional<String> at) {
        Optional<Payments.Row> found =
                month.rows().stream().filter(r -> r.entitled().equals(who)).findFirst();
        if (found.isEmpty()) {
            return "absent";
        }
        Payments.Row row = found.get();
        return switch (at.orElse("")) {
            case "" -> row.word();
            case "granted" -> money(row.granted());
            case "due" -> money(row.due());
            case "paid" -> money(row.paid());
            case "returned" -> money(row.returned());
            case "short" -> money(row.missing());
            default ->
                throw new IllegalArgumentException(
                        "at 后面写 granted、due、paid、returned 或 short。 After at stands granted, due, paid, returned or short.");
        };
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
