package io.liren.election;

import io.liren.block.Answerer;
import io.liren.block.Compiled;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes of an election the guards on candidates, counts and votes, and what takes office. */
final class ElectionCompiler {
    private final ElectionBlock block;
    private final Place place;
    private final Scope scope;

    ElectionCompiler(ElectionBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile(List<Compiled> generated) {
        Compiled.Builder compiled = Compiled.with();
        for (Compiled register : generated) {
            register.tables().forEach(compiled::table);
            register.artefacts().forEach(compiled::artefact);
            register.answerers().forEach(compiled::answerer);
        }
        Optional<Meant> meant = Meant.of(block, scope, scope::check);
        if (meant.isEmpty()) {
            return compiled.build();
        }
        // Asked for here, so that elections that lean on each other in a circle are found.
        meant.get().reads();
        Election election = new Election(
                block,
                meant.get(),
                scope.names(),
                scope.posts(block.counts().body().scalars("enter")),
                block.installs().map(i -> installation(i, meant.get())));
        new Ballot(election).guards().forEach(compiled::guard);
        return compiled.artefact(election)
                .answerer(place.name(), answerer(election))
                .quantities(quantities(meant.get()))
                .build();
    }

    private List<Quantity> quantities(Meant meant) {
        List<Quantity> quantities = new ArrayList<>();
        YamlScalar least = block.tellers().least();
        if (least.text().matches("\\d{1,3}")) {
            quantities.add(Quantity.said("count", new BigDecimal(least.text()), least.position()));
        }
        Stream.concat(
                        Stream.of(meant.tellers(), meant.wins(), meant.seats()),
                        Stream.concat(
                                meant.conditions().stream(),
                                Stream.of(meant.enough(), meant.quorum(), meant.runoff())
                                        .flatMap(Optional::stream)))
                .forEach(checked -> quantities.addAll(scope.quantitiesOf(checked)));
        return quantities;
    }

    private Installation installation(ElectionBlock.Installs installs, Meant meant) {
        Optional<Checked> when = installs.when().flatMap(w -> scope.check(w, scope.of(meant.elections()), Type.BOOL));
        List<Installation.Made> made = new ArrayList<>();
        for (ElectionBlock.Made one : installs.made()) {
            scope.shape(one.register()).ifPresent(shape -> made.add(made(one, shape, meant)));
        }
        return new Installation(scope.posts(installs.by()), when, installs.says(), made);
    }

    private Installation.Made made(ElectionBlock.Made one, Shape shape, Meant meant) {
        Environment environment = scope.of(meant.elections());
        if (one.each()) {
            environment = environment.with(
                    meant.candidates().name(), meant.candidates().type());
        }
        Map<String, Checked> values = new LinkedHashMap<>();
        Map<String, String> columns = new LinkedHashMap<>();
        for (ElectionBlock.Value value : one.values()) {
            Optional<Shape.Field> field = shape.field(value.field().text());
            if (field.isPresent() && field.get().source() instanceof Source.Column(String column)) {
                Environment within = environment;
                scope.check(value.value(), within, field.get().type()).ifPresent(checked -> {
                    values.put(value.field().text(), checked);
                    columns.put(value.field().text(), column);
                });
            } else {
                scope.findings()
                        .error(
                                Code.UNKNOWN_FIELD,
                                value.field().textPosition(),
                                value.field().text().length(),
                                place.clauseId(),
                                shape.name() + " 没有可以登记的字段「" + value.field().text() + "」。",
                                shape.name() + " has no field “" + value.field().text() + "” that can be entered.",
                                Nearest.to(value.field().text(), shape.fields().keySet()));
            }
        }
        Environment asked = environment;
        Optional<Checked> only = one.only().flatMap(o -> scope.check(o, asked, Type.BOOL));
        return new Installation.Made(shape.register(), shape.table(), one.each(), only, values, columns);
    }

    private static Answerer answerer(Election election) {
        return (asked, transaction) -> {
            var record =
                    asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪次选举。 Say of which election."));
            return Elections.standing(transaction, election, asked.community(), record)
                    .map(s -> s.stage().word())
                    .orElse("absent");
        };
    }
}
