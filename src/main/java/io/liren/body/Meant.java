package io.liren.body;

import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a body block means, checked.
 *
 * @param dayColumn the column that says on which day a meeting was
 * @param roster whose members are counted; empty: {@code due} says how many
 */
record Meant(
        Shape bodies,
        Shape meetings,
        String dayColumn,
        Checked of,
        Checked meets,
        Optional<Roster> roster,
        Optional<Checked> due,
        Checked present,
        Optional<Checked> told,
        List<Checked> agenda,
        Optional<Checked> quorum,
        Optional<Made> resolves,
        Optional<Checked> resolved) {
    /** The members: their register, which of them, and who they are. */
    record Roster(Shape members, Checked which, Checked who) {}

    /** What only a quorate meeting makes. */
    record Made(Shape records, Checked which) {}

    /** Checks an expression one way or another. */
    interface Check {
        Optional<Checked> check(YamlScalar text, Environment environment, @Nullable Type expected);
    }

    /** The full ids of the registers it leans on. */
    Set<String> reads() {
        Set<String> reads = new LinkedHashSet<>(Set.of(bodies.register(), meetings.register()));
        List<Checked> all = new ArrayList<>(agenda);
        all.addAll(List.of(of, meets, present));
        roster.ifPresent(r -> {
            reads.add(r.members().register());
            all.addAll(List.of(r.which(), r.who()));
        });
        due.ifPresent(all::add);
        told.ifPresent(all::add);
        quorum.ifPresent(all::add);
        all.forEach(checked -> reads.addAll(checked.reads()));
        return reads;
    }

    /** Empty after a mistake, which {@code check} has reported if it does. */
    static Optional<Meant> of(BodyBlock block, Scope scope, Check check) {
        Optional<Shape> bodies = scope.shape(block.of().register());
        Optional<Shape> meetings = scope.shape(block.meets().register());
        Optional<Shape> members = block.members().flatMap(m -> scope.shape(m.register()));
        if (bodies.isEmpty()
                || meetings.isEmpty()
                || members.isPresent() != block.members().isPresent()) {
            return Optional.empty();
        }
        Map<String, Shape> both = new LinkedHashMap<>();
        both.put(bodies.get().name(), bodies.get());
        both.put(meetings.get().name(), meetings.get());
        Environment meeting = scope.of(meetings.get());
        Environment met = scope.of(both, false, false);
        Optional<Checked> of = check.check(condition(block.of()), scope.of(bodies.get()), Type.BOOL);
        Optional<Checked> meets = check.check(condition(block.meets()), met, Type.BOOL);
        Optional<Roster> roster = members.flatMap(m -> roster(block, scope, check, m, bodies.get()));
        Optional<Checked> due = block.due().flatMap(d -> check.check(d, meeting, Type.WHOLE));
        Optional<Checked> present = check.check(block.present(), meeting, null);
        Optional<Checked> told =
                block.told().flatMap(t -> check.check(told(t, meetings.get(), scope), meeting, Type.BOOL));
        List<Checked> agenda = block.agenda().stream()
                .flatMap(i -> check.check(i.that(), meeting, Type.BOOL).stream())
                .toList();
        Environment counted = met.with("due", Type.WHOLE).with("here", Type.WHOLE);
        Optional<Checked> quorum = block.quorum().flatMap(q -> check.check(q, counted, Type.BOOL));
        Optional<Made> resolves = block.resolves().flatMap(r -> made(r, scope, check, meetings.get()));
        Optional<Checked> resolved = block.resolved().flatMap(r -> check.check(r, meeting, Type.BOOL));
        boolean sound = of.isPresent()
                && meets.isPresent()
                && present.isPresent()
                && roster.isPresent() == members.isPresent()
                && due.isPresent() == block.due().isPresent()
                && told.isPresent() == block.told().isPresent()
                && agenda.size() == block.agenda().size()
                && quorum.isPresent() == block.quorum().isPresent();
        return sound && people(present.get(), block, scope)
                ? Optional.of(new Meant(
                        bodies.get(),
                        meetings.get(),
                        dayColumn(meetings.get(), scope.names()),
                        of.get(),
                        meets.get(),
                        roster,
                        due,
                        present.get(),
                        told,
                        agenda,
                        quorum,
                        resolves,
                        resolved))
                : Optional.empty();
    }

    private static boolean people(Checked present, BodyBlock block, Scope scope) {
        boolean people = present.type() instanceof Type.ListOf(Type.Rec(String register));
        if (!people) {
            scope.findings()
                    .error(
                            Code.WRONG_TYPE,
                            block.present().textPosition(),
                            block.place().clauseId(),
                            "present 要写一个多个引用的字段:哪些人到会。",
                            "present names a field of references: the people who came.");
        }
        return people;
    }

    private static String dayColumn(Shape meetings, Names names) {
        return meetings.field(names.traits().happened(meetings.register()))
                .map(Shape.Field::source)
                .filter(Source.Column.class::isInstance)
                .map(source -> ((Source.Column) source).column())
                .orElse("entered_on");
    }

    private static Optional<Roster> roster(BodyBlock block, Scope scope, Check check, Shape members, Shape bodies) {
        Map<String, Shape> all = new LinkedHashMap<>();
        all.put(bodies.name(), bodies);
        all.put(members.name(), members);
        Environment environment = scope.of(all, false, false);
        Optional<Checked> which = check.check(condition(block.members().orElseThrow()), environment, Type.BOOL);
        Optional<Checked> who = check.check(block.who().orElseThrow(), scope.of(members), null);
        return which.isPresent() && who.isPresent()
                ? Optional.of(new Roster(members, which.get(), who.get()))
                : Optional.empty();
    }

    private static Optional<Made> made(Selection selection, Scope scope, Check check, Shape meetings) {
        return scope.shape(selection.register()).flatMap(records -> {
            Map<String, Shape> rows = new LinkedHashMap<>();
            rows.put(meetings.name(), meetings);
            rows.put(records.name(), records);
            return check.check(condition(selection), scope.of(rows, false, false), Type.BOOL)
                    .map(which -> new Made(records, which));
        });
    }

    private static YamlScalar told(BodyBlock.Told told, Shape meetings, Scope scope) {
        String count = told.before().count().text();
        String step = switch (told.before().unit()) {
            case MINUTES, HOURS -> throw new IllegalArgumentException("an agenda is told on a day");
            case DAYS -> ".addDays(" + count + ")";
            case WORKDAYS -> ".addWorkdays(" + count + ")";
            case MONTHS -> ".addMonths(" + count + ")";
        };
        String day = meetings.name() + "." + scope.names().traits().happened(meetings.register());
        return new YamlScalar(
                "(" + told.on().text() + ")" + step + " <= " + day,
                false,
                told.on().textPosition());
    }

    private static YamlScalar condition(Selection selection) {
        return selection
                .condition()
                .orElse(new YamlScalar("true", false, selection.register().position()));
    }
}
