package io.liren.fund;

import io.liren.balance.Balance;
import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.expression.Shape;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * A fund (经费) as it runs.
 *
 * @param accounts the register of its accounts
 * @param balance what stands in each account on any day
 * @param line the choice of an entry that says for what
 * @param lines what an entry can be for, those that come in first
 * @param keeper the field of an account with who keeps it
 * @param keepers the posts that keep the money, full ids
 * @param checkers the posts that check it, full ids
 * @param owing the duty to pay what is owed upward, by id
 */
public record Fund(
        Place place,
        Shape accounts,
        Balance balance,
        String account,
        String line,
        List<Line> lines,
        Optional<String> keeper,
        List<String> keepers,
        List<String> checkers,
        Optional<Audits> audits,
        Optional<Budget> budget,
        Optional<String> owing,
        Names names)
        implements Artefact {
    /** What money comes in or goes out for (收支项目). */
    public record Line(String name, Label label, boolean in) {}

    /** The register of its audits, and the fields that say of which account and which days. */
    public record Audits(String register, String account, String from, String until) {}

    /**
     * The register of what is meant to be spent, and its fields.
     *
     * @param account empty: the budget is of all accounts
     */
    public record Budget(Shape of, Optional<String> account, String year, String line, String amount) {}

    /** The register of its entries, full id. */
    public String entries() {
        return balance.entries().register();
    }
}
