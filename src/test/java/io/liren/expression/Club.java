package io.liren.expression;

import io.liren.expression.Shape.Field;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Position;
import io.liren.sql.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An invented rulebook for tests: a club with homes, members, and visits to them. */
final class Club {
    static final Type.Choice SEX = new Type.Choice(List.of("female", "male"));
    static final Type.Choice FORM = new Type.Choice(List.of("door", "phone", "letter"));
    static final Type.Rec HOME = new Type.Rec("club.home");
    static final Type.Rec MEMBER = new Type.Rec("club.member");
    static final Type.Rec VISIT = new Type.Rec("club.visit");

    static final Shape home = Shape.of(
            "club.home",
            "club_home",
            List.of(column("street", Type.TEXT), column("rooms", Type.WHOLE), column("area", Type.DECIMAL)));

    static final Shape member = Shape.of(
            "club.member",
            "club_member",
            List.of(
                    column("name", Type.TEXT),
                    column("sex", SEX),
                    column("born_on", Type.DATE),
                    column("joined_on", Type.DATE),
                    column("left_on", Type.DATE),
                    column("children", Type.WHOLE),
                    column("income", Type.DECIMAL),
                    column("active", Type.BOOL),
                    column("wakes_at", Type.TIME),
                    new Field("home", HOME, new Source.Column("home_id")),
                    new Field("mentor", MEMBER, new Source.Column("mentor_id")),
                    computed(
                            "pupils",
                            new Type.ListOf(MEMBER),
                            "club.member.filter(m, m.mentor == member || m == member.mentor)",
                            () -> Club.member()),
                    computed("age", Type.WHOLE, "member.born_on.yearsUntil(today)", () -> Club.member()),
                    computed("visits", Type.WHOLE, "visit.filter(v, v.member == member).size()", () -> Club.member()),
                    computed("grown", Type.BOOL, "member.age >= 18 && member.active", () -> Club.member()),
                    computed(
                            "dues",
                            Type.DECIMAL,
                            "member.income * param.rates.rate(member.income) / 100",
                            () -> Club.member())));

    static final Shape visit = Shape.of(
            "club.visit",
            "club_visit",
            List.of(
                    new Field("member", MEMBER, new Source.Column("member_id")),
                    column("on", Type.DATE),
                    column("at", Type.MOMENT),
                    column("form", FORM),
                    column("purposes", new Type.ListOf(FORM)),
                    column("minutes", Type.WHOLE),
                    column("cost", Type.DECIMAL),
                    new Field("present", new Type.ListOf(MEMBER), new Source.Column("present_ids")),
                    new Field(
                            "state",
                            new Type.Choice(List.of("open", "done")),
                            new Source.Fragment(
                                    alias -> Sql.of("case_state({a}.id)").name("a", alias)))));

    static final Vocabulary vocabulary = new Vocabulary(
            Map.of("home", home, "member", member, "visit", visit),
            Map.of("club.home", home, "club.member", member, "club.visit", visit),
            Map.of("months", Type.WHOLE, "rates", Type.BANDS, "fee", Type.DECIMAL));

    static final Environment ENVIRONMENT =
            Environment.of(vocabulary, variables()).withPeriod().withTrigger();
    static final Position PLACE = new Position("rulebooks/club.md", 41, 10);

    private Club() {}

    private static Map<String, Type> variables() {
        Map<String, Type> variables = new LinkedHashMap<>();
        variables.put("member", MEMBER);
        variables.put("v", VISIT);
        return variables;
    }

    private static Shape member() {
        return member;
    }

    private static Field column(String name, Type type) {
        return new Field(name, type, new Source.Column(name));
    }

    private static Field computed(String name, Type type, String text, Supplier<Shape> owner) {
        return new Field(name, type, new Source.Computed(text, () -> {
            Findings findings = new Findings();
            Optional<Checked> checked = Expressions.check(
                    text,
                    PLACE,
                    "",
                    Environment.of(vocabulary, Map.of("member", owner.get().type())),
                    type,
                    findings);
            if (checked.isEmpty()) {
                throw new AssertionError(findings.all());
            }
            return checked;
        }));
    }

    static Checked checked(String text) {
        Findings findings = new Findings();
        return Expressions.check(text, PLACE, "club.1", ENVIRONMENT, null, findings)
                .orElseThrow(() -> new AssertionError(text + "\n" + findings.all()));
    }

    static Findings findings(String text) {
        Findings findings = new Findings();
        Expressions.check(text, PLACE, "club.1", ENVIRONMENT, null, findings);
        return findings;
    }

    /** Rows {@code m} for the member and {@code v} for the visit. */
    static Bindings bindings() {
        return Bindings.of(
                        Sql.of("m.community_id"), Sql.of("{today}").value("today", java.time.LocalDate.of(2026, 10, 2)))
                .row("member", "m")
                .row("v", "v")
                .period(Sql.of("p.start_on"), Sql.of("p.end_on"))
                .trigger(Sql.of("t.trigger_on"))
                .parameters(name -> Sql.of("(select value from parameter where name = {name})")
                        .value("name", name));
    }
}
