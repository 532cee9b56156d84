package io.liren.appraisal;

import io.liren.block.Answerer;
import io.liren.block.Asked;
import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.Guard;
import io.liren.block.Must;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.calendar.Period;
import io.liren.calendar.PeriodUnit;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.DutyAnswers;
import io.liren.derivation.Evidence;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks an appraisal and makes its guards, and the duty to conclude a sheet of each period. */
final class AppraisalCompiler {
    private final AppraisalBlock block;
    private final Place place;
    private final Scope scope;
    private final List<Quantity> quantities = new ArrayList<>();

    AppraisalCompiler(AppraisalBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile(Compiled sheets, Compiled scored) {
        Compiled.Builder compiled = Compiled.with();
        for (Compiled register : List.of(sheets, scored)) {
            register.tables().forEach(compiled::table);
            register.artefacts().forEach(compiled::artefact);
            register.answerers().forEach(compiled::answerer);
        }
        Optional<Shape> of = scope.shape(block.of().register());
        Optional<Shape> sheet = scope.names().shape(block.sheet().place().id());
        if (of.isEmpty() || sheet.isEmpty() || refusePeople(of.get())) {
            return compiled.build();
        }
        Optional<Shape> scores =
                block.scores().flatMap(r -> scope.names().shape(r.place().id()));
        List<Appraisal.Item> items = new ArrayList<>();
        for (AppraisalBlock.Item item : block.items()) {
            item(item, sheet.get()).ifPresent(items::add);
        }
        Map<PeriodUnit, Derivation> duties = new EnumMap<>(PeriodUnit.class);
        for (AppraisalBlock.Every every : block.every()) {
            duty(every, of.get(), sheet.get()).ifPresent(duty -> duties.put(every.unit(), duty));
        }
        if (items.size() < block.items().size() || duties.size() < block.every().size()) {
            return compiled.build();
        }
        Map<PeriodUnit, String> ids = new EnumMap<>(PeriodUnit.class);
        duties.forEach((unit, duty) -> ids.put(unit, duty.id()));
        Appraisal appraisal =
                new Appraisal(place, of.get(), sheet.get(), block.subject(), items, scores, ids, scope.names());
        duties.forEach((unit, duty) -> compiled.derivation(duty)
                .answerer(AppraisalKind.duty(block, unit).name(), new DutyAnswers(duty)));
        guards(appraisal).forEach(compiled::guard);
        return compiled.artefact(appraisal)
                .answerer(place.name(), answers(appraisal, duties))
                .quantities(quantities)
                .build();
    }

    /** Nobody is scored: not a resident, not a worker, not a family. */
    private boolean refusePeople(Shape of) {
        boolean people = scope.names().traits().aboutPeople(of.register());
        if (people) {
            YamlScalar written = block.of().register();
            error(
                    Code.WRONG_VALUE,
                    written,
                    "考评只对组织和工作,不对人打分:「" + written.text() + "」登记的是人,或关于某个人、某一家。",
                    "Organisations and work are appraised, never people: the records of “" + written.text()
                            + "” are people, or about a person or a family.");
        }
        return people;
    }

    private Optional<Appraisal.Item> item(AppraisalBlock.Item item, Shape sheet) {
        Optional<Checked> weight = scope.check(item.weight(), scope.of(sheet), Type.DECIMAL);
        weight.ifPresent(w -> quantities.addAll(scope.quantitiesOf(w)));
        return weight.flatMap(w -> switch (item.by()) {
            case AppraisalBlock.By.Facts facts -> {
                // A mistake in it has been told by the field with the points.
                boolean sound = sheet.field(AppraisalKind.points(item.key()))
                        .map(Shape.Field::source)
                        .filter(Source.Computed.class::isInstance)
                        .flatMap(s -> ((Source.Computed) s).checked().get())
                        .isPresent();
                yield sound
                        ? AppraisalKind.share(block, facts, scope)
                                .map(s -> new Appraisal.Item(item.key(), item.label(), w, Optional.of(s), List.of()))
                        : Optional.empty();
            }
            case AppraisalBlock.By.People(List<YamlScalar> posts) -> {
                List<String> by = scope.posts(posts);
                yield by.size() == posts.size()
                        ? Optional.of(new Appraisal.Item(item.key(), item.label(), w, Optional.empty(), by))
                        : Optional.empty();
            }
        });
    }

    private Optional<Derivation> duty(AppraisalBlock.Every every, Shape of, Shape sheet) {
        quantities.add(Quantity.every(every.unit(), every.written().position()));
        block.due()
                .filter(d -> d.text().matches("\\d{1,4}"))
                .ifPresent(d -> quantities.add(Quantity.said("days", new BigDecimal(d.text()), d.position())));
        Map<String, Shape> rows = new LinkedHashMap<>();
        rows.put(of.name(), of);
        rows.put(sheet.name(), sheet);
        Environment both = scope.of(rows, true, false);
        String row = sheet.name() + ".";
        String part = every.unit() == PeriodUnit.YEAR
                ? "'" + AppraisalReader.WHOLE + "'"
                : "(period.start.month() == 1 ? '" + AppraisalReader.FIRST + "' : '" + AppraisalReader.SECOND + "')";
        String which = row + block.subject() + " == " + of.name() + " && " + row + "year == period.start.year() && "
                + row + "part == " + part + " && " + row + AppraisalReader.CONCLUDED + " != null";
        Optional<Checked> condition = check(which, both, Type.BOOL);
        Optional<Checked> happened = check(row + AppraisalReader.CONCLUDED, both, Type.DATE);
        Environment one = scope.of(Map.of(of.name(), of), true, false);
        Optional<YamlScalar> written = block.of().condition();
        Optional<Checked> qualifies = written.flatMap(w -> scope.check(w, one, Type.BOOL));
        List<String> owedBy = scope.posts(List.of(block.owedBy()));
        if (condition.isEmpty()
                || happened.isEmpty()
                || owedBy.isEmpty()
                || qualifies.isPresent() != written.isPresent()) {
            return Optional.empty();
        }
        Asks asks = new Asks.Recurring(
                Optional.of(of),
                qualifies,
                every.unit(),
                Optional.empty(),
                block.dueDays(),
                new Evidence.Records(sheet, happened.get(), condition.get(), Optional.empty()),
                Optional.empty());
        Place own = AppraisalKind.duty(block, every.unit());
        Label words = new Label(
                "每" + every.unit().label().zh() + "一次,期满后 " + block.dueDays() + " 天内定稿。",
                "Each " + every.unit().label().en() + ", concluded within " + block.dueDays() + " days of its end.");
        return Optional.of(Duties.derivation(
                own, asks, owedBy.getFirst(), List.of(), new Label("填考评表", "Fill in the sheet"), words, scope.names()));
    }

    private List<Guard> guards(Appraisal appraisal) {
        List<Guard> guards = new ArrayList<>();
        Shape sheet = appraisal.sheet();
        String row = sheet.name() + ".";
        block.of()
                .condition()
                .ifPresent(written -> scope.check(
                                written,
                                scope.of(Map.of(appraisal.of().name(), appraisal.of()), true, false),
                                Type.BOOL)
                        .flatMap(c -> check(row + "starts_on", scope.of(sheet), Type.DATE)
                                .flatMap(start -> check(row + "ends_on", scope.of(sheet), Type.DATE)
                                        .flatMap(end -> check(row + block.subject(), scope.of(sheet), null)
                                                .map(subject -> c.within(start, end)
                                                        .with(appraisal.of().name(), subject)))))
                        .ifPresent(c -> guards.add(Must.hold(
                                place.id() + ".of",
                                place,
                                sheet,
                                c,
                                true,
                                Optional.of(block.subject()),
                                new Label("它不在这项考评的范围里", "It is not among what is appraised here"),
                                scope.names()))));
        check(row + AppraisalReader.CONCLUDED + " == null || " + row + "unscored == 0", scope.of(sheet), Type.BOOL)
                .ifPresent(c -> guards.add(Must.hold(
                        place.id() + ".unscored",
                        place,
                        sheet,
                        c,
                        true,
                        Optional.of(AppraisalReader.CONCLUDED),
                        new Label("还有项目没有打分,不能定稿", "Not every item is scored, so it can't be concluded"),
                        scope.names())));
        appraisal.scores().ifPresent(scores -> scored(appraisal, scores, guards));
        return guards;
    }

    private void scored(Appraisal appraisal, Shape scores, List<Guard> guards) {
        String row = scores.name() + ".";
        StringBuilder most = new StringBuilder();
        List<AppraisalBlock.Item> scored = block.scored();
        for (AppraisalBlock.Item item : scored) {
            most.append(row)
                    .append("item == '")
                    .append(item.key())
                    .append("' ? (")
                    .append(item.weight().text())
                    .append(") : ");
        }
        check(row + "points <= (" + most + "0)", scope.of(scores), Type.BOOL)
                .ifPresent(c -> guards.add(Must.hold(
                                place.id() + ".weight",
                                place,
                                scores,
                                c,
                                true,
                                Optional.of(AppraisalReader.POINTS),
                                new Label("得分超过这一项的满分", "More than full marks"),
                                scope.names())
                        .holdingAlways()));
        check(row + "sheet." + AppraisalReader.CONCLUDED + " == null", scope.of(scores), Type.BOOL)
                .ifPresent(c -> guards.add(Must.hold(
                        place.id() + ".concluded",
                        place,
                        scores,
                        c,
                        true,
                        Optional.of(AppraisalReader.SHEET),
                        new Label("这张考评表已经定稿", "This sheet has been concluded"),
                        scope.names())));
        for (Appraisal.Item item : appraisal.items()) {
            if (!item.scoredBy().isEmpty()) {
                Label who = scope.names().postLabel(item.scoredBy().getFirst());
                guards.add(new Guard(
                                place.id() + ".scored-by." + item.name(),
                                place.clause(),
                                scores.register(),
                                true,
                                Optional.of(AppraisalReader.ITEM),
                                new Label(
                                        "「" + item.label().zh() + "」由" + who.zh() + "打分",
                                        "“" + item.label().en() + "” is scored by: " + who.en()),
                                Set.of(),
                                guarded -> guarded.posts().stream().anyMatch(item.scoredBy()::contains)
                                        ? Sql.of("select 1 where false")
                                        : Sql.of("""
                                                select 1 from {scores} s
                                                 where s.community_id = {community} and s.id = any({records})
                                                   and s.item = {item}""")
                                                .name("scores", scores.table())
                                                .value("community", guarded.community())
                                                .value("records", guarded.ids())
                                                .value("item", item.name()))
                        .holdingAlways());
            }
        }
    }

    /** The state of what is owed for a period; {@code at} a figure of its sheet: an item, total, full, unscored. */
    private static Answerer answers(Appraisal appraisal, Map<PeriodUnit, Derivation> duties) {
        return (asked, transaction) -> {
            Period period = asked.period()
                    .flatMap(Period::read)
                    .orElseThrow(() -> new IllegalArgumentException("写明 for 哪个周期。 Say for which period."));
            Derivation duty = duties.get(period.unit());
            if (duty == null) {
                throw new IllegalArgumentException("这项考评没有这样的周期。 There is no such period here.");
            }
            return asked.at().isEmpty()
                    ? new DutyAnswers(duty).answer(asked, transaction)
                    : figure(appraisal, asked, period, transaction);
        };
    }

    private static String figure(Appraisal appraisal, Asked asked, Period period, Transaction transaction) {
        String at = asked.at().orElseThrow();
        String field = appraisal.item(at).map(Appraisal.Item::points).orElse(at);
        if (appraisal.sheet().field(field).isEmpty()) {
            throw new IllegalArgumentException("考评表没有「" + at + "」。 The sheet has no “" + at + "”.");
        }
        return Appraisals.figure(transaction, appraisal, asked, period, field)
                .map(n -> n.signum() == 0 ? "0" : n.stripTrailingZeros().toPlainString())
                .orElse("missing");
    }

    private Optional<Checked> check(String text, Environment environment, @Nullable Type expected) {
        return scope.check(new YamlScalar(text, false, place.position()), environment, expected);
    }

    private void error(Code code, YamlScalar at, String zh, String en) {
        scope.findings()
                .error(code, at.textPosition(), Math.max(1, at.text().length()), place.clauseId(), zh, en, List.of());
    }
}
