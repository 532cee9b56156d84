package io.liren.block;

import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What expressions see of a duty (任务): its occurrences, worked out where they are asked for. */
final class DutyShape {
    private DutyShape() {}

    static Shape of(Place place, Optional<String> subject, BiFunction<Sql, Sql, Sql> statement) {
        List<Shape.Field> fields = new ArrayList<>();
        subject.ifPresent(register -> fields.add(column("subject", new Type.Rec(register), "subject_id")));
        fields.add(column("period", Type.TEXT, "period_key"));
        fields.add(column("opens_on", Type.DATE, "opens_on"));
        fields.add(column("due_on", Type.DATE, "due_on"));
        fields.add(column("met_on", Type.DATE, "met_on"));
        fields.add(column("needed", Type.DECIMAL, "needed"));
        fields.add(column("found", Type.DECIMAL, "found"));
        fields.add(new Shape.Field(
                "waived",
                Type.BOOL,
                new Source.Fragment(alias -> Sql.of("""
                exists (select 1 from duty_waiver w
                         where w.community_id = {row}.community_id and w.duty = {duty}
                           and w.subject_id = {row}.subject_id and w.period_key = {row}.period_key)""").name("row", alias).value("duty", place.id()))));
        Map<String, Shape.Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        return new Shape(place.id(), place.name().replace('-', '_'), "", byName, Optional.of(statement));
    }

    private static Shape.Field column(String name, Type type, String column) {
        return new Shape.Field(name, type, new Source.Column(column));
    }
}
