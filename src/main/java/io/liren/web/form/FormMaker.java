package io.liren.web.form;

import io.liren.access.Viewer;
import io.liren.register.FieldModel;
import io.liren.register.FieldWords;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.RecordView;
import io.liren.register.RegisterModel;
import io.liren.web.form.FormPage.Hidden;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.EffectPanel;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the page of a form from what stands in it. */
final class FormMaker {
    static final String ACKNOWLEDGED = "acknowledged";
    static final String CONFIRMED = "confirmed";
    static final String THEN = "then";
    static final String REASON = "reason";
    static final String REVISION = "revision";
    static final String RECORD = "record";
    private static final int LONGEST_REASON = 300;
    private final FieldMaker fields;
    private final Titles titles;
    private final Viewer viewer;
    private final Words words;

    FormMaker(FieldMaker fields, Titles titles, Viewer viewer, Words words) {
        this.fields = fields;
        this.titles = titles;
        this.viewer = viewer;
        this.words = words;
    }

    /**
     * A form as it stands.
     *
     * @param there the record that is corrected; empty: a new one
     * @param typed by field
     * @param original by field, as it stood when the form was opened; for a correction
     * @param conflict what came in between
     * @param between who changed it meanwhile; empty for nobody
     */
    record Draft(
            RegisterModel model,
            Optional<RecordView> there,
            Map<String, String> typed,
            Map<String, String> original,
            Sent sent,
            boolean fresh,
            List<Problem> problems,
            Outcome.@Nullable Conflict conflict,
            String between,
            int revision,
            io.liren.web.form.Preview preview,
            Map<String, @Nullable Object> computed) {}

    FormPage page(Draft draft) {
        return page(draft, null);
    }

    /** @param panel what is to be confirmed; nothing if there is nothing */
    FormPage page(Draft draft, @Nullable EffectPanel panel) {
        RegisterModel model = draft.model();
        String label = model.label().in(words.language());
        boolean correcting = draft.there().isPresent();
        String address = draft.there()
                .map(t -> Addresses.record(model.id(), t.id()) + "/correction")
                .orElse(Addresses.register(model.id()) + "/new");
        boolean onlyWarns =
                !draft.problems().isEmpty() && draft.problems().stream().noneMatch(Problem::blocking);
        Map<String, String> errors = new LinkedHashMap<>();
        List<FormPage.Problem> summary = new ArrayList<>();
        for (Problem problem : draft.problems()) {
            if (problem.blocking()) {
                String says = problem.says().in(words.language());
                String field = problem.field()
                        .filter(f -> model.field(f).filter(FieldModel::entered).isPresent())
                        .orElse(problem.code().equals(REASON) ? REASON : "");
                summary.add(new FormPage.Problem(field, says));
                if (!field.isEmpty()) {
                    errors.merge(field, says, (a, b) -> a + " " + b);
                }
            }
        }
        return new FormPage(
                words.say(correcting ? "form.correct" : "form.enter", label),
                draft.there().map(RecordView::title).orElse(""),
                address,
                draft.fresh(),
                hidden(draft, panel),
                summary,
                onlyWarns ? warnings(draft) : null,
                draft.conflict() == null ? null : conflict(draft, draft.conflict()),
                panel,
                groups(draft, errors),
                correcting ? reason(draft) : null,
                Addresses.register(model.id()) + "/preview",
                draft.preview(),
                words.say("form.save"),
                correcting ? null : words.say("form.saveNext"),
                new Link(
                        words.say("cancel"),
                        draft.there()
                                .map(t -> Addresses.record(model.id(), t.id()))
                                .orElse(Addresses.register(model.id()))));
    }

    private List<Hidden> hidden(Draft draft, @Nullable EffectPanel panel) {
        List<Hidden> hidden = new ArrayList<>();
        if (panel != null) {
            hidden.add(new Hidden(CONFIRMED, panel.mark()));
            hidden.add(new Hidden(ACKNOWLEDGED, draft.sent().one(ACKNOWLEDGED)));
        }
        draft.there().ifPresent(there -> {
            hidden.add(new Hidden(RECORD, there.id().toString()));
            hidden.add(new Hidden(REVISION, String.valueOf(draft.revision())));
            draft.original().forEach((field, text) -> hidden.add(new Hidden(Sent.ORIGINAL + field, text)));
        });
        draft.model().entered().stream()
                .filter(f -> f.type() instanceof io.liren.register.FieldType.Attachment)
                .forEach(f -> {
                    String kept = draft.typed().getOrDefault(f.name(), "");
                    if (!kept.isEmpty()) {
                        hidden.add(new Hidden(f.name() + Sent.KEPT, kept));
                    }
                });
        return hidden;
    }

    private FormPage.Warnings warnings(Draft draft) {
        return new FormPage.Warnings(
                draft.problems().stream()
                        .map(p -> p.says().in(words.language()))
                        .toList(),
                line(ACKNOWLEDGED, words.say("form.warningReason"), draft.sent().one(ACKNOWLEDGED), ""));
    }

    private Field reason(Draft draft) {
        boolean missing = draft.problems().stream().anyMatch(p -> p.code().equals(REASON));
        String error = missing ? words.say("form.reasonMissing") : "";
        return line(REASON, words.say("form.reason"), draft.sent().one(REASON), error);
    }

    private static Field line(String name, String label, String value, String error) {
        return new Field(
                name, label, "", error, true, false, new Input.Text(value, Input.Keyboard.TEXT, "off", LONGEST_REASON));
    }

    private FormPage.Conflict conflict(Draft draft, Outcome.Conflict conflict) {
        RegisterModel model = draft.model();
        List<FormPage.Difference> differences = new ArrayList<>();
        for (Outcome.Difference difference : conflict.differences()) {
            FieldModel field = model.field(difference.field()).orElseThrow();
            differences.add(new FormPage.Difference(
                    Sent.TAKE + field.name(),
                    field.label().in(words.language()),
                    said(field, difference.theirs()),
                    said(field, difference.mine()),
                    List.of(
                            new Option("theirs", words.say("form.keepTheirs"), false),
                            new Option("yours", words.say("form.keepYours"), false))));
        }
        return new FormPage.Conflict(draft.between(), differences);
    }

    private String said(FieldModel field, @Nullable Object value) {
        Set<UUID> ids = new LinkedHashSet<>();
        if (value instanceof UUID id) {
            ids.add(id);
        } else if (value instanceof List<?> many) {
            many.stream().filter(UUID.class::isInstance).map(UUID.class::cast).forEach(ids::add);
        }
        Map<UUID, String> names = field.type()
                .target()
                .filter(t -> !ids.isEmpty())
                .map(t -> titles.of(viewer, t, ids))
                .orElse(Map.of());
        String said = FieldWords.of(field.type(), value, words.language(), names);
        return said.isEmpty() ? words.say("form.empty") : said;
    }

    private List<FormPage.Group> groups(Draft draft, Map<String, String> errors) {
        RegisterModel model = draft.model();
        List<FormPage.Group> groups = new ArrayList<>();
        Set<String> placed = new LinkedHashSet<>();
        boolean several = model.groups().size() > 1;
        for (RegisterModel.Group group : model.groups()) {
            List<Field> made = new ArrayList<>();
            for (String name : group.fields()) {
                model.field(name).ifPresent(f -> made.add(field(draft, f, errors)));
                placed.add(name);
            }
            groups.add(new FormPage.Group(several ? group.label().in(words.language()) : "", made));
        }
        List<Field> rest = model.fields().stream()
                .filter(f -> !placed.contains(f.name()))
                .map(f -> field(draft, f, errors))
                .toList();
        if (!rest.isEmpty()) {
            groups.add(new FormPage.Group("", rest));
        }
        return groups;
    }

    private Field field(Draft draft, FieldModel field, Map<String, String> errors) {
        return fields.field(
                draft.model(),
                field,
                draft.typed().getOrDefault(field.name(), ""),
                draft.there(),
                draft.sent(),
                errors.getOrDefault(field.name(), ""),
                FieldWords.of(field.type(), draft.computed().get(field.name()), words.language(), Map.of()));
    }
}
