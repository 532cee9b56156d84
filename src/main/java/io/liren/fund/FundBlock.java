package io.liren.fund;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * A fund (经费) as written.
 *
 * @param accounts the register of its accounts
 * @param entries the register of its receipts and payments
 * @param account the field of an entry that leads to its account; empty: the only one that does
 * @param amount the field of an entry that holds the money; empty: the only number that is entered
 * @param line the choice of an entry that says for what; empty: the only one
 * @param in the lines that come in
 * @param out the lines that go out
 * @param least what a balance never falls below; empty: nothing
 * @param keepers the posts that keep the money
 * @param checkers the posts that check it
 */
record FundBlock(
        Place place,
        YamlScalar accounts,
        YamlScalar entries,
        Optional<YamlScalar> account,
        Optional<YamlScalar> amount,
        Optional<YamlScalar> line,
        List<YamlScalar> in,
        List<YamlScalar> out,
        Optional<YamlScalar> least,
        Optional<YamlScalar> keeper,
        List<YamlScalar> keepers,
        List<YamlScalar> checkers,
        Optional<Audit> audit,
        Optional<Budget> budget,
        Optional<Owing> owing)
        implements Block {
    /**
     * How it is checked (审查): records of a register, each over some days of one account.
     *
     * @param by the field with who checks; {@code found} the money that was found
     */
    record Audit(
            YamlScalar of,
            Optional<YamlScalar> account,
            YamlScalar from,
            YamlScalar until,
            Optional<YamlScalar> by,
            Optional<YamlScalar> found) {}

    /** What is meant to be spent (预算): a record for each line and year. */
    record Budget(
            YamlScalar of,
            Optional<YamlScalar> account,
            YamlScalar year,
            Optional<YamlScalar> line,
            Optional<YamlScalar> amount) {}

    /**
     * What is owed to whoever stands above (上缴).
     *
     * @param subject which accounts owe it; empty: all
     * @param amount over what each line moved in the period, by the line's name
     * @param met the entries that pay it
     */
    record Owing(
            Optional<Selection> subject,
            Optional<Label> label,
            PeriodUnit every,
            YamlScalar everyWritten,
            YamlScalar amount,
            Selection met,
            Optional<Span> due,
            YamlScalar owedBy,
            List<YamlScalar> waivableBy,
            Optional<Label> act) {}
}
