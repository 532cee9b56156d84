package io.liren.body;

import io.liren.block.Answerer;
import io.liren.block.Compiled;
import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes of a body's rules the guards on its meetings and on what they resolve. */
final class BodyCompiler {
    private final BodyBlock block;
    private final Place place;
    private final Scope scope;
    private Set<String> reads = Set.of();

    BodyCompiler(BodyBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile() {
        Optional<Meant> meant = Meant.of(block, scope, scope::check);
        if (meant.isEmpty()) {
            return Compiled.nothing();
        }
        // Asked for here, so that rules that lean on each other in a circle are found.
        reads = meant.get().reads();
        Body body = new Body(block, meant.get(), scope.names());
        Compiled.Builder compiled = Compiled.with()
                .artefact(body)
                .answerer(place.name(), answerer(body))
                .quantities(quantities(meant.get()));
        block.refuses().ifPresent(refuses -> complete(body, refuses).forEach(compiled::guard));
        if (meant.get().quorum().isPresent()) {
            meant.get().resolved().ifPresent(r -> compiled.guard(resolved(body)));
            meant.get().resolves().ifPresent(made -> compiled.guard(resolves(body, made)));
        }
        return compiled.build();
    }

    private List<Quantity> quantities(Meant meant) {
        List<Quantity> quantities = new ArrayList<>();
        block.told()
                .map(BodyBlock.Told::before)
                .filter(span -> span.count().text().matches("\\d{1,4}"))
                .ifPresent(span -> quantities.add(Quantity.said(
                        span.unit().word(),
                        new BigDecimal(span.count().text()),
                        span.count().position())));
        Stream.of(meant.told(), meant.quorum())
                .flatMap(Optional::stream)
                .map(scope::quantitiesOf)
                .forEach(quantities::addAll);
        return quantities;
    }

    /** What a meeting lacks is said item by item. */
    private List<Guard> complete(Body body, boolean refuses) {
        List<Guard> guards = new ArrayList<>();
        int number = 0;
        for (BodyBlock.Item item : block.agenda()) {
            int at = number++;
            guards.add(guard(
                    body,
                    "lacks-" + item.name(),
                    refuses,
                    Optional.empty(),
                    new Label(
                            "议题里没有「" + item.label().zh() + "」,这次"
                                    + place.label().zh() + "不算数",
                            "“" + item.label().en() + "” is not on the agenda; as “"
                                    + place.label().en() + "” it does not count"),
                    sql -> sql.lacks(at)));
        }
        if (body.tells()) {
            guards.add(guard(
                    body,
                    "told",
                    refuses,
                    block.told().flatMap(t -> ownField(t.on().text())),
                    new Label(
                            "议题没有按规定提前通知,这次" + place.label().zh() + "不算数",
                            "The agenda was not told in time; as “"
                                    + place.label().en() + "” it does not count"),
                    sql -> Sql.of("not {told}").part("told", sql.told())));
        }
        return guards;
    }

    private static Optional<String> ownField(String path) {
        int dot = path.indexOf('.');
        return dot > 0 && path.substring(dot + 1).matches("[a-z0-9_]+")
                ? Optional.of(path.substring(dot + 1))
                : Optional.empty();
    }

    private Guard resolved(Body body) {
        return guard(
                body,
                "quorum",
                true,
                block.resolved().flatMap(r -> ownField(r.text().replaceAll("\\s*!=\\s*null$", ""))),
                noQuorum(),
                sql -> Sql.of("{resolved} and not {quorate}")
                        .part("resolved", sql.resolved())
                        .part("quorate", sql.quorate()));
    }

    private Label noQuorum() {
        return new Label(
                place.label().zh() + ":到会不够法定人数,不能作出决议",
                place.label().en() + ": too few are present, so nothing can be resolved");
    }

    private Guard guard(
            Body body,
            String what,
            boolean blocks,
            Optional<String> field,
            Label says,
            Function<MeetingSql, Sql> broken) {
        return new Guard(
                place.id() + "." + what,
                place.clause(),
                body.meetings(),
                blocks,
                field,
                says,
                reads,
                guarded -> breach(body, guarded, broken));
    }

    private static Sql breach(Body body, GuardScope guarded, Function<MeetingSql, Sql> broken) {
        MeetingSql sql = body.sql("met");
        return Sql.of("""
                select 1
                  from {meetings} met
                 where met.community_id = {community} and met.id = {record} and {held} and {broken}""")
                .name("meetings", body.meant().meetings().table())
                .value("community", guarded.community())
                .value("record", guarded.record())
                .part("held", sql.held())
                .part("broken", broken.apply(sql));
    }

    private Guard resolves(Body body, Meant.Made made) {
        return new Guard(
                place.id() + ".resolves",
                place.clause(),
                made.records().register(),
                true,
                Optional.empty(),
                noQuorum(),
                Set.of(made.records().register(), body.meetings()),
                guarded -> {
                    MeetingSql sql = body.sql("met");
                    SqlWriter writer = new SqlWriter(Bindings.of(Sql.of("made.community_id"), Sql.bind(guarded.today()))
                            .row(made.records().name(), "made")
                            .row(body.meant().meetings().name(), "met"));
                    Checked which = made.which();
                    Sql matches = writer.condition(which);
                    return Sql.of("""
                            select 1
                              from {records} made
                              join {meetings} met on met.community_id = made.community_id and met.voided_at is null{joins}
                             where made.community_id = {community} and made.id = {record} and ({matches})
                               and {held} and not {quorate}""")
                            .name("records", made.records().table())
                            .name("meetings", body.meant().meetings().table())
                            .part("joins", writer.joins())
                            .value("community", guarded.community())
                            .value("record", guarded.record())
                            .part("matches", matches)
                            .part("held", sql.held())
                            .part("quorate", sql.quorate());
                });
    }

    private static Answerer answerer(Body body) {
        return (asked, transaction) -> {
            var meeting =
                    asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪次会议。 Say of which meeting."));
            Optional<Meetings.Standing> standing = Meetings.standing(transaction, body, asked.community(), meeting);
            return standing.map(s -> s.counts() ? "counts" : "lacking").orElse("absent");
        };
    }
}
