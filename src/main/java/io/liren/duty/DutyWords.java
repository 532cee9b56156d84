package io.liren.duty;

import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.wording.Label;
import java.util.Optional;

/** A duty in a sentence, in both languages. */
final class DutyWords {
    private DutyWords() {}

    static Label of(DutyBlock block, Scope scope) {
        Label who = scope.posts(java.util.List.of(block.owedBy())).stream()
                .findFirst()
                .map(scope.names()::postLabel)
                .orElse(Label.same(block.owedBy().text()));
        Label what = block.place().label();
        Label when = when(block, scope);
        Label subject = subject(block, scope);
        Label amount = amount(block);
        return new Label(
                when.zh() + subject.zh() + ":" + what.zh() + amount.zh() + "。由" + who.zh() + "负责。",
                when.en() + subject.en() + ": " + what.en() + amount.en() + ". Owed by the " + who.en() + ".");
    }

    private static Label when(DutyBlock block, Scope scope) {
        return switch (block.when()) {
            case DutyBlock.When.Every every -> {
                Label unit = every.unit().label();
                Optional<Label> due = every.due().map(scope::inWords);
                String zh = due.map(d -> ",期满后 " + d.zh() + "内").orElse("");
                String en = due.map(d -> ", within " + d.en() + " of its end").orElse("");
                yield new Label("每" + unit.zh() + zh, "Each " + unit.en() + en);
            }
            case DutyBlock.When.After(var date, var within, boolean pauses) -> {
                Label span = scope.inWords(within);
                yield new Label(
                        span.zh() + "内" + (pauses ? "（停表的时间不算）" : ""),
                        "Within " + span.en() + (pauses ? " (pauses not counted)" : ""));
            }
        };
    }

    private static Label subject(DutyBlock block, Scope scope) {
        Optional<Selection> selection = block.subject();
        if (selection.isEmpty()) {
            return Label.same("");
        }
        Label register = selection
                .flatMap(s -> scope.shape(s.register()))
                .map(s -> scope.names().label(s.register()))
                .orElse(Label.same(selection.get().register().text()));
        boolean some = selection.get().condition().isPresent();
        return new Label(
                ",为每一位" + (some ? "符合条件的" : "") + register.zh(),
                ", for each " + (some ? "qualifying " : "") + register.en().toLowerCase(java.util.Locale.ROOT));
    }

    /** A number is said; an expression is only hinted at: what it comes to differs from subject to subject. */
    private static Label amount(DutyBlock block) {
        return block.atLeast()
                .map(n -> n.text().matches("[0-9.]+")
                        ? new Label(",至少 " + n.text(), ", at least " + n.text())
                        : new Label(",达到应有的数", ", as much as is due"))
                .orElse(Label.same(""));
    }
}
