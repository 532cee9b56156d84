package io.liren.fund;

import io.liren.block.Names;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The registers and fields that a fund is made of, as names of expressions.
 *
 * @param seen the entries' register as the fund's rulebook calls it: the list of all of them
 * @param account the field of an entry that leads to its account
 * @param on the day of an entry
 */
record FundParts(Shape accounts, Shape entries, String seen, String account, String amount, String line, String on) {
    /** What could be found; a part that is missing is reported by {@link FundCompiler}. */
    static Optional<FundParts> of(FundBlock block, Names names) {
        Optional<Shape> accounts = shape(block, block.accounts(), names);
        Optional<Shape> entries = shape(block, block.entries(), names);
        if (accounts.isEmpty() || entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> account =
                field(entries.get(), block.account(), accounts.get().type()::equals);
        Optional<String> amount = field(entries.get(), block.amount(), Type.DECIMAL::equals);
        Optional<String> line = field(entries.get(), block.line(), Type.Choice.class::isInstance);
        return account.isPresent() && amount.isPresent() && line.isPresent()
                ? Optional.of(new FundParts(
                        accounts.get(),
                        entries.get(),
                        block.entries().text(),
                        account.get(),
                        amount.get(),
                        line.get(),
                        names.traits().happened(entries.get().register())))
                : Optional.empty();
    }

    static Optional<Shape> shape(FundBlock block, YamlScalar name, Names names) {
        return names.registerNamed(block.place().rulebook(), name.text()).flatMap(names::shape);
    }

    /** The field that was written, if it is of the kind; the only one of the kind if none was written. */
    static Optional<String> field(Shape shape, Optional<YamlScalar> written, Predicate<Type> kind) {
        List<String> fitting = shape.fields().values().stream()
                .filter(f -> kind.test(f.type()) && f.source() instanceof Source.Column)
                .map(Shape.Field::name)
                .toList();
        return written.isPresent()
                ? written.map(YamlScalar::text).filter(fitting::contains)
                : Optional.of(fitting).filter(f -> f.size() == 1).map(List::getFirst);
    }

    /** What some entries come to: {@code condition} is over an entry {@code e}. */
    String sum(String condition, String value) {
        return seen + ".filter(e, " + condition + ").map(e, e." + value + ").sum()";
    }
}
