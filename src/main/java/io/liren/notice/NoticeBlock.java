package io.liren.notice;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A notice (公示) as written.
 *
 * @param of the register whose records are published, and which of them may be
 * @param intro what stands above the facts; may be empty
 * @param shows the facts that the public sees
 * @param never what may in no case stand in it
 * @param by the posts that publish, take down and answer
 */
record NoticeBlock(
        Place place, Selection of, Label intro, List<Shown> shows, List<Never> never, List<YamlScalar> by, Form form)
        implements Block {
    /** How long it is shown. */
    sealed interface Form {
        /**
         * A record's own notice, for a number of days.
         *
         * @param where the place where it hangs
         * @param postings the register of what was published
         * @param objections the register of what was said against it
         * @param answer within what time an objection is answered
         */
        record Dated(
                Span days,
                Label where,
                RegisterBlock postings,
                Optional<RegisterBlock> objections,
                Optional<Span> answer)
                implements Form {}

        /**
         * A list that stands as long as the facts do.
         *
         * @param order the columns it is ordered by, {@code -} for descending
         * @param parameters the parameters shown above it
         */
        record Standing(List<YamlScalar> order, List<YamlScalar> parameters) implements Form {}
    }

    /** A fact: a field, or an expression under a name; {@code named}: only the family name is shown. */
    record Shown(YamlScalar name, Optional<Label> label, Optional<YamlScalar> value, boolean named) {}

    /** Text that may not stand in it: {@code value} of each of these records. */
    record Never(Selection of, YamlScalar value, Label says) {}

    @Override
    public List<String> registers() {
        return switch (form) {
            case Form.Dated dated ->
                Stream.concat(
                                dated.postings().registers().stream(),
                                dated.objections().stream().flatMap(o -> o.registers().stream()))
                        .toList();
            case Form.Standing standing -> List.of();
        };
    }
}
