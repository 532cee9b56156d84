package io.liren.fund;

import io.liren.block.Answerer;
import io.liren.block.Asked;
import io.liren.calendar.Period;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Answers an example with what an account holds: {@code at balance}, or for a period a total of its book. */
final class FundAnswers implements Answerer {
    private final Fund fund;

    FundAnswers(Fund fund) {
        this.fund = fund;
    }

    @Override
    public String answer(Asked asked, Transaction transaction) {
        UUID account = asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪个账户。 Say of which account."));
        Optional<Period> period = asked.period().flatMap(Period::read);
        LocalDate from = period.map(Period::start).orElse(asked.today());
        LocalDate until = period.map(Period::end).orElse(asked.today());
        Funds.Book book = Funds.book(transaction, fund, asked.community(), asked.today(), account, from, until);
        String at = asked.at().orElse("balance");
        BigDecimal found = switch (at) {
            case "balance", "closing" -> book.closing();
            case "opening" -> book.opening();
            case "received" -> book.received();
            case "paid" -> book.paid();
            default ->
                book.totals().stream()
                        .filter(t -> t.line().name().equals(at))
                        .map(Funds.Total::amount)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException("at 后面写 balance、opening、received、paid、closing 或一个收支类别。 "
                                        + "After at stands balance, opening, received, paid, closing or a line."));
        };
        return found.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
