package io.liren.stock;

import io.liren.block.Names;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The registers and fields that a stock is made of, as names of expressions.
 *
 * @param holder what a balance is of: batches, or items without batches
 * @param seen the entries' register as the stock's rulebook calls it: the list of all of them
 * @param of the field of an entry that leads to the holder
 * @param item the field of a batch that leads to its item; empty: the holder is the item
 * @param on the day of an entry
 */
record StockParts(
        Shape items,
        Shape holder,
        Shape entries,
        String seen,
        String of,
        Optional<String> item,
        String quantity,
        String kind,
        String on) {
    /** What could be found; a part that is missing is reported by {@link StockCompiler}. */
    static Optional<StockParts> of(StockBlock block, Names names) {
        Optional<Shape> items = shape(block, block.items(), names);
        Optional<Shape> holder =
                block.batches().isPresent() ? block.batches().flatMap(b -> shape(block, b, names)) : items;
        Optional<Shape> entries = shape(block, block.entries(), names);
        if (items.isEmpty() || holder.isEmpty() || entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> of = field(entries.get(), block.holder(), holder.get().type()::equals);
        Optional<String> item = block.batches().isPresent()
                ? field(holder.get(), block.item(), items.get().type()::equals)
                : Optional.empty();
        Optional<String> quantity =
                field(entries.get(), block.quantity(), type -> type.equals(Type.WHOLE) || type.equals(Type.DECIMAL));
        Optional<String> kind = field(entries.get(), block.kind(), Type.Choice.class::isInstance);
        return of.isPresent()
                        && (item.isPresent() || block.batches().isEmpty())
                        && quantity.isPresent()
                        && kind.isPresent()
                ? Optional.of(new StockParts(
                        items.get(),
                        holder.get(),
                        entries.get(),
                        block.entries().text(),
                        of.get(),
                        item,
                        quantity.get(),
                        kind.get(),
                        names.traits().happened(entries.get().register())))
                : Optional.empty();
    }

    static Optional<Shape> shape(StockBlock block, YamlScalar name, Names names) {
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

    /** The type of what is counted, as a word of the rulebook language. */
    String number() {
        return type().equals(Type.WHOLE) ? "integer" : "decimal";
    }

    Type type() {
        return entries.field(quantity).orElseThrow().type();
    }

    /** What some entries come to: {@code condition} is over an entry {@code e}. */
    String sum(String condition) {
        return seen + ".filter(e, " + condition + ").map(e, e.signed).sum()";
    }
}
