package io.liren.notice;

import io.liren.access.Viewer;
import io.liren.block.Answerer;
import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Span;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.DutyAnswers;
import io.liren.derivation.Evidence;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a notice, brings its registers along, and makes the time for answers into a duty. */
final class NoticeCompiler {
    private final NoticeBlock block;
    private final Place place;
    private final Scope scope;
    private final RegisterKind registers;

    NoticeCompiler(NoticeBlock block, Scope scope, RegisterKind registers) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
        this.registers = registers;
    }

    Compiled compile() {
        Optional<Shape> found = scope.shape(block.of().register());
        if (found.isEmpty()) {
            return Compiled.nothing();
        }
        Shape of = found.get();
        Optional<Checked> where = block.of().condition().flatMap(c -> scope.check(c, scope.of(of), Type.BOOL));
        List<Notice.Shown> shown = new ArrayList<>();
        block.shows().forEach(s -> shown(s, of).ifPresent(shown::add));
        List<Leaks.Never> never = new ArrayList<>();
        block.never().forEach(n -> never(n, of).ifPresent(never::add));
        List<String> by = scope.posts(block.by());
        Compiled.Builder compiled = Compiled.with();
        Optional<Notice.Form> form = switch (block.form()) {
            case NoticeBlock.Form.Dated dated -> dated(dated, of, compiled);
            case NoticeBlock.Form.Standing standing -> Optional.of(standing(standing, shown));
        };
        if (form.isEmpty()
                || by.isEmpty()
                || shown.size() < block.shows().size()
                || never.size() < block.never().size()
                || where.isEmpty() != block.of().condition().isEmpty()) {
            return compiled.build();
        }
        Leaks leaks = new Leaks(
                place.rulebook(),
                of,
                scope.names(),
                shown.stream().filter(Notice.Shown::named).toList(),
                never,
                NoticeText.fixed(
                        place.label(),
                        block.intro(),
                        shown.stream().map(Notice.Shown::label).toList()));
        Notice notice = new Notice(place, of, where, block.intro(), shown, by, form.get(), leaks, scope.names());
        notice.dated().ifPresent(dated -> new NoticeGuards(notice, dated).all().forEach(compiled::guard));
        where.ifPresent(w -> compiled.quantities(scope.quantitiesOf(w)));
        return compiled.artefact(notice)
                .answerer(place.name(), answerer(notice))
                .build();
    }

    private Optional<Notice.Shown> shown(NoticeBlock.Shown written, Shape of) {
        String name = written.name().text();
        YamlScalar text = written.value()
                .orElseGet(() -> new YamlScalar(
                        of.name() + "." + name, false, written.name().textPosition()));
        Optional<Checked> value = scope.check(text, scope.of(of), null);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Label> refused = refused(value.get(), written.named());
        refused.ifPresent(says -> scope.findings()
                .error(
                        Code.WRONG_TYPE,
                        text.textPosition(),
                        Math.max(1, text.text().length()),
                        place.clauseId(),
                        says.zh(),
                        says.en(),
                        List.of()));
        return refused.isPresent()
                ? Optional.empty()
                : Optional.of(new Notice.Shown(
                        name,
                        written.label().orElseGet(() -> scope.names().fieldLabel(of.register(), name)),
                        value.get(),
                        written.named()));
    }

    /** A record's title could hold anything, and a sensitive value is never public. */
    private Optional<Label> refused(Checked value, boolean named) {
        boolean record = value.type() instanceof Type.Rec
                || value.type() instanceof Type.ListOf(Type.Rec rec)
                || value.type() instanceof Type.Bands;
        if (record) {
            return Optional.of(new Label(
                    "公示只能公开值,不能公开整条记录;写到具体的字段,如 application.household.name。",
                    "A notice shows values, not records; name the field, such as application.household.name."));
        }
        if (value.root() instanceof Node.Field field
                && scope.names()
                        .traits()
                        .isSensitive(field.shape().register(), field.field().name())) {
            return Optional.of(new Label("敏感字段不能公示。", "A sensitive field can't be published."));
        }
        return named && !(value.type() instanceof Type.Text)
                ? Optional.of(new Label("mask: name 用在姓名上,应当是文字。", "mask: name is for a person's name, a text."))
                : Optional.empty();
    }

    private Optional<Leaks.Never> never(NoticeBlock.Never written, Shape of) {
        Optional<Shape> shape = scope.shape(written.of().register());
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Shape> rows = new LinkedHashMap<>();
        rows.put(of.name(), of);
        rows.put(shape.get().name(), shape.get());
        YamlScalar condition = written.of()
                .condition()
                .orElse(new YamlScalar("true", false, written.of().register().position()));
        Optional<Checked> where = scope.check(condition, scope.of(rows, false, false), Type.BOOL);
        Optional<Checked> value = scope.check(written.value(), scope.of(rows, false, false), Type.TEXT);
        return where.isPresent() && value.isPresent()
                ? Optional.of(new Leaks.Never(shape.get(), where.get(), value.get(), written.says()))
                : Optional.empty();
    }

    private Notice.Form standing(NoticeBlock.Form.Standing written, List<Notice.Shown> shown) {
        List<String> names = shown.stream().map(Notice.Shown::name).toList();
        List<Notice.Order> order = new ArrayList<>();
        for (YamlScalar by : written.order()) {
            boolean descending = by.text().startsWith("-");
            String name = descending ? by.text().substring(1) : by.text();
            if (names.contains(name)) {
                order.add(new Notice.Order(name, descending));
            } else {
                unknown(by, "公示没有「" + name + "」这一项。", "The notice does not show “" + name + "”.", names);
            }
        }
        List<Names.Parameter> parameters = new ArrayList<>();
        Map<String, Names.Parameter> seen = scope.names().parametersSeenBy(place.rulebook());
        for (YamlScalar name : written.parameters()) {
            Names.Parameter parameter = seen.get(name.text());
            if (parameter == null) {
                unknown(
                        name,
                        "没有参数「" + name.text() + "」。",
                        "There is no parameter “" + name.text() + "”.",
                        List.copyOf(seen.keySet()));
            } else {
                parameters.add(parameter);
            }
        }
        return new Notice.Form.Standing(order, parameters);
    }

    private void unknown(YamlScalar written, String zh, String en, List<String> known) {
        scope.findings()
                .error(
                        Code.UNKNOWN_NAME,
                        written.textPosition(),
                        Math.max(1, written.text().length()),
                        place.clauseId(),
                        zh,
                        en,
                        Nearest.to(written.text(), known));
    }

    private Optional<Notice.Form> dated(NoticeBlock.Form.Dated written, Shape of, Compiled.Builder compiled) {
        List<String> readers = scope.names().readers(of.register());
        add(registers.compile(written.postings(), scope, readers), compiled);
        written.objections()
                .ifPresent(o ->
                        add(registers.compile(o, scope, scope.posts(block.by()), List.of(Viewer.RESIDENT)), compiled));
        Optional<Checked> count = scope.check(written.days().count(), scope.of(Map.of(), false, false), Type.WHOLE);
        Optional<Shape> postings =
                scope.names().shape(written.postings().place().id());
        if (count.isEmpty() || postings.isEmpty()) {
            return Optional.empty();
        }
        compiled.quantities(quantities(written.days(), count.get()));
        Optional<Notice.Objections> objections = written.objections()
                .flatMap(o -> scope.names().shape(o.place().id()))
                .map(s -> new Notice.Objections(s.register(), s.table()));
        written.answer().ifPresent(span -> objections.ifPresent(o -> answering(span, o, compiled)));
        return Optional.of(new Notice.Form.Dated(
                count.get(),
                written.days().unit(),
                written.where(),
                postings.get().register(),
                postings.get().table(),
                objections));
    }

    private static void add(Compiled register, Compiled.Builder compiled) {
        register.tables().forEach(compiled::table);
        register.artefacts().forEach(compiled::artefact);
        register.answerers().forEach(compiled::answerer);
    }

    private List<Quantity> quantities(Span span, Checked count) {
        List<Quantity> quantities = new ArrayList<>(scope.quantitiesOf(count));
        if (span.count().text().matches("\\d{1,4}")) {
            quantities.add(Quantity.said(
                    span.unit().word(),
                    new BigDecimal(span.count().text()),
                    span.count().position()));
        }
        return quantities;
    }

    /** Each objection is answered within a time: a duty, named after the notice. */
    private void answering(Span span, Notice.Objections objections, Compiled.Builder compiled) {
        Shape shape = scope.names().shape(objections.register()).orElseThrow();
        YamlScalar at = span.count();
        Optional<Checked> trigger = scope.check(
                new YamlScalar(shape.name() + "." + NoticeReader.ON, false, at.position()), scope.of(shape), Type.DATE);
        Optional<Checked> met = scope.check(
                new YamlScalar(shape.name() + "." + NoticeReader.ANSWERED, false, at.position()),
                scope.of(shape),
                Type.DATE);
        Optional<Checked> count = scope.check(span.count(), scope.of(shape), Type.WHOLE);
        List<String> owedBy = scope.posts(block.by());
        if (trigger.isEmpty() || met.isEmpty() || count.isEmpty() || owedBy.isEmpty()) {
            return;
        }
        Label label = new Label(
                "答复「" + place.label().zh() + "」的异议",
                "Answer an objection: " + place.label().en());
        Place own = new Place(place.rulebook(), place.clause(), place.name() + "-answer", label, place.position());
        Derivation duty = Duties.derivation(
                own,
                new Asks.Triggered(
                        shape,
                        Optional.empty(),
                        trigger.get(),
                        count.get(),
                        span.unit(),
                        new Evidence.OwnDate(met.get()),
                        Optional.empty()),
                owedBy.getFirst(),
                List.of(),
                new Label("答复异议", "Answer it"),
                new Label(
                        "收到异议后 " + span.count().text() + " "
                                + span.unit().label().zh() + "内答复。",
                        "An objection is answered within " + span.count().text() + " "
                                + span.unit().label().en() + "."),
                scope.names());
        compiled.derivation(duty).answerer(own.name(), new DutyAnswers(duty)).quantities(quantities(span, count.get()));
    }

    // ---- what examples ask

    private static Answerer answerer(Notice notice) {
        return (asked, transaction) -> {
            if (notice.dated().isEmpty()) {
                Sql rows = notice.rows(asked.community(), asked.today());
                return asked.of()
                        .map(record -> transaction.any(Sql.of("select 1 from ({rows}) r where r.record_id = {record}")
                                        .part("rows", rows)
                                        .value("record", record))
                                ? "listed"
                                : "absent")
                        .orElseGet(() -> transaction.one(
                                Sql.of("select count(*)::text as number from ({rows}) r")
                                        .part("rows", rows),
                                row -> row.text("number")));
            }
            var record = asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪条记录。 Say of which record."));
            List<Posting> postings =
                    Posting.of(transaction, notice, asked.community(), Optional.of(record), asked.today());
            if (postings.isEmpty()) {
                return "absent";
            }
            Posting latest = postings.getFirst();
            return asked.at()
                    .map(what -> switch (what) {
                        case "until_on" -> latest.untilOn().toString();
                        case "open_objections" -> String.valueOf(latest.open());
                        case String other ->
                            throw new IllegalArgumentException(
                                    "at 只能是 until_on 或 open_objections。 at is until_on or open_objections.");
                    })
                    .orElse(latest.state().word());
        };
    }
}
