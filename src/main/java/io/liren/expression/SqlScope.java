package io.liren.expression;

import io.liren.expression.Node.Var;
import io.liren.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which variable stands for what while SQL is written, and the joins that paths along references need. */
final class SqlScope {
    /** The FROM of the statement or of one sub-select, with the joins gathered for it. */
    static final class Level {
        final int depth;
        final Map<Node, String> aliases = new HashMap<>();
        private final List<Sql> joins = new ArrayList<>();

        Level(int depth) {
            this.depth = depth;
        }

        Sql joins() {
            return Sql.join("", joins);
        }
    }

    /** What a variable stands for. */
    sealed interface Bound {
        /** Where it may be used first. */
        Level level();

        /** A row that is there. */
        record Row(String alias, Level level) implements Bound {}

        /** A record known by its id, which may be missing. */
        record Reference(Sql id, Level level) implements Bound {}

        /** A single value. */
        record Single(Sql sql, boolean neverMissing, Level level) implements Bound {}
    }

    private static final int LONGEST_ALIAS = 40;

    private final Bindings bindings;
    private final Level root = new Level(0);
    private final Map<String, Bound> bound = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    SqlScope(Bindings bindings) {
        this.bindings = bindings;
        taken.addAll(bindings.taken());
        bindings.aliases().forEach((variable, alias) -> {
            bound.put(variable, new Bound.Row(alias, root));
            taken.add(alias);
        });
    }

    Level root() {
        return root;
    }

    Bound bound(Var variable) {
        Bound found = bound.get(variable.name());
        if (found != null) {
            return found;
        }
        Sql sql = bindings.values().get(variable.name());
        if (sql == null) {
            throw new IllegalStateException("nothing was bound for the variable " + variable.name());
        }
        return variable.type() instanceof Type.Rec
                ? new Bound.Reference(sql, root)
                : new Bound.Single(sql, false, root);
    }

    void bind(Var variable, Bound meaning) {
        bound.put(variable.name(), meaning);
    }

    Set<String> taken() {
        return Set.copyOf(taken);
    }

    /** An alias that is not in use, near to a wished one. */
    String alias(String wished) {
        String base = wished.length() > LONGEST_ALIAS ? wished.substring(0, LONGEST_ALIAS) : wished;
        String alias = base;
        for (int i = 2; !taken.add(alias); i++) {
            alias = base + "_" + i;
        }
        return alias;
    }

    /** A name for a variable that no other has. */
    String fresh(String wished) {
        String name = wished;
        for (int i = 2; bound.containsKey(name); i++) {
            name = wished + "_" + i;
        }
        return name;
    }

    /** The innermost level whose variables a node needs; those of list functions within it are its own affair. */
    Level level(Node node) {
        Set<String> own = new HashSet<>();
        Nodes.each(node, part -> ownVariable(part).ifPresent(variable -> own.add(variable.name())));
        Level[] deepest = {root};
        Nodes.each(node, part -> {
            if (part instanceof Var variable && !own.contains(variable.name()) && bound.containsKey(variable.name())) {
                Level level = bound(variable).level();
                deepest[0] = level.depth > deepest[0].depth ? level : deepest[0];
            }
        });
        return deepest[0];
    }

    /** The variable that a list function brings. */
    static Optional<Var> ownVariable(Node node) {
        return switch (node) {
            case Node.Filter f -> Optional.of(f.variable());
            case Node.Mapped m -> Optional.of(m.variable());
            case Node.Quantified q -> Optional.of(q.variable());
            case Node other -> Optional.empty();
        };
    }

    /** The alias of a record's row, joined on its id; once for each level and record. */
    String joined(Node record, Shape shape, Sql id, String wished) {
        Level level = level(record);
        String known = level.aliases.get(record);
        if (known != null) {
            return known;
        }
        String alias = alias(wished);
        level.aliases.put(record, alias);
        level.joins.add(Sql.of(" left join {table} {alias} on {alias}.community_id = {community} and {alias}.id = {id}")
                .name("table", shape.table())
                .name("alias", alias)
                .part("community", bindings.community())
                .part("id", id));
        return alias;
    }

    /** A computed field's tree over the record it is asked of, its own variables renamed so that they meet no others. */
    Node expanded(Checked computed, String selfName, Node record) {
        Map<String, Node> renamed = new HashMap<>();
        Set<String> used = new HashSet<>(bound.keySet());
        Nodes.each(computed.root(), node -> {
            ownVariable(node).ifPresent(own -> {
                String name = own.name();
                for (int i = 2; !used.add(name); i++) {
                    name = own.name() + "_" + i;
                }
                renamed.put(own.name(), new Var(name, own.type()));
            });
        });
        renamed.put(selfName, record);
        return computed.with(renamed).root();
    }
}
