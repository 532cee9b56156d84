package io.liren.urgent;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Today;
import io.liren.expression.Bindings;
import io.liren.expression.SqlWriter;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.sql.Sql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is urgent (急办): begun, its moments noted, whom to call. */
public final class Urgents {
    /** A tap in the night gives no reasons; whoever comes back to the record gives them. */
    private static final String TAPPED = "应急时一键登记，原因随后补写";

    private static final int MOST = 20;
    private final Edition edition;
    private final Records records;
    private final Facts facts;
    private final Today today;

    /** Over the registers. */
    public Urgents(Edition edition, Records records, Facts facts, Today today) {
        this.edition = edition;
        this.records = records;
        this.facts = facts;
        this.today = today;
    }

    /** A number to call (值班电话). */
    public record Number(String name, String phone) {}

    /** What the viewer may begin and see, in the order of the rulebooks. */
    public List<Urgent> of(Viewer viewer) {
        return edition.all(Urgent.class).stream()
                .filter(u -> records.registers().model(u.of().register()).opensTo(viewer))
                .toList();
    }

    /** One by full id, if the viewer may see it. */
    public Optional<Urgent> find(Viewer viewer, String id) {
        return of(viewer).stream().filter(u -> u.id().equals(id)).findFirst();
    }

    /** Whether the viewer may begin one. */
    public boolean entrusts(Viewer viewer, Urgent urgent) {
        return records.registers().model(urgent.of().register()).entrusts(viewer);
    }

    /** Begins one now, with nothing but what the rulebook gives a new record. */
    public Outcome begin(Viewer viewer, Urgent urgent) {
        return facts.enter(
                viewer, urgent.of().register(), Map.of(), EntryOptions.none().acknowledging(TAPPED));
    }

    /** Notes the present moment in a field that is still empty; who taps twice changes nothing. */
    public Outcome note(Viewer viewer, Urgent urgent, RecordView record, String moment) {
        return facts.correct(
                viewer,
                urgent.of().register(),
                record.id(),
                record.revision(),
                Map.of(moment, "now"),
                EntryOptions.none().acknowledging(TAPPED));
    }

    /** Those that run, newest first. */
    public List<RecordView> running(Viewer viewer, Urgent urgent) {
        List<UUID> ids = records.asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select r.id from {table} r
                                 where r.community_id = {community} and r.voided_at is null and r.{over} is null
                                 order by r.entered_at desc, r.id limit {most}""")
                                .name("table", urgent.of().table())
                                .value("community", viewer.community())
                                .name("over", urgent.over())
                                .value("most", MOST),
                        row -> row.uuid("id")));
        return ids.stream()
                .flatMap(id -> records.record(viewer, urgent.of().register(), id).stream())
                .toList();
    }

    /** Whom to call, in order. */
    public List<Number> numbers(Viewer viewer, Urgent urgent) {
        return urgent.call()
                .filter(call -> records.registers().model(call.of().register()).opensTo(viewer))
                .map(call -> numbers(viewer, urgent, call))
                .orElse(List.of());
    }

    private List<Number> numbers(Viewer viewer, Urgent urgent, Urgent.Call call) {
        Sql community = Sql.of("r.community_id");
        Sql day = Sql.bind(viewer.asOf().orElse(today.today()));
        SqlWriter writer = new SqlWriter(Bindings.of(community, day)
                .row(call.of().name(), "r")
                .parameters(ParameterSql.inForce(urgent.names(), urgent.place().rulebook(), community, day)));
        Sql which = call.where().map(writer::condition).orElse(Sql.of("true"));
        return records.asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select r.{name} as called, r.{phone} as phone from {table} r{joins}
                                 where r.community_id = {community} and r.voided_at is null and {which}
                                   and r.{phone} is not null
                                 order by r.{order} nulls last, r.{name}""")
                                .name("name", call.name())
                                .name("phone", call.phone())
                                .name("table", call.of().table())
                                .part("joins", writer.joins())
                                .value("community", viewer.community())
                                .part("which", which)
                                .name("order", call.order().orElse(call.name())),
                        row -> new Number(row.text("called"), row.text("phone"))));
    }
}
