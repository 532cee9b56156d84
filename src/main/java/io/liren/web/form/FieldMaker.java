package io.liren.web.form;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.register.Attachments;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Hit;
import io.liren.register.ListQuery;
import io.liren.register.Masked;
import io.liren.register.Page;
import io.liren.register.Parsed;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.form.Input.Keyboard;
import io.liren.web.frame.Option;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the fields of a form from a register's fields. */
public final class FieldMaker {
    private static final int SEEN_AT_ONCE = 7;
    private static final int FOUND = 8;
    private static final int FEW = 24;
    private static final int LONGEST_LINE = 500;
    private final Records records;
    private final Titles titles;
    private final Attachments attachments;
    private final Today today;
    private final Viewer viewer;
    private final Words words;

    /** For one viewer, in the viewer's words. */
    public FieldMaker(
            Records records, Titles titles, Attachments attachments, Today today, Viewer viewer, Words words) {
        this.records = records;
        this.titles = titles;
        this.attachments = attachments;
        this.today = today;
        this.viewer = viewer;
        this.words = words;
    }

    /** A field of a new record, outside the register's own form. */
    public Field field(RegisterModel model, FieldModel field, String typed, String error) {
        return field(model, field, typed, Optional.empty(), Sent.nothing(), error, "");
    }

    /** The same, with what else came along: the text of a search. */
    public Field field(RegisterModel model, FieldModel field, String typed, Sent sent, String error) {
        return field(model, field, typed, Optional.empty(), sent, error, "");
    }

    /**
     * A field.
     *
     * @param typed what stands in it, as one types it
     * @param there the record that is corrected
     * @param sent what else came along: the text of a search
     */
    Field field(
            RegisterModel model,
            FieldModel field,
            String typed,
            Optional<RecordView> there,
            Sent sent,
            String error,
            String computed) {
        Object value = there.map(t -> t.values().get(field.name())).orElse(null);
        String hint = field.hint().map(h -> h.in(words.language())).orElseGet(() -> switch (field.type()) {
            case FieldType.Date ignored -> words.say("form.dayHint");
            case FieldType.Moment ignored -> words.say("form.momentHint");
            case FieldType ignored -> "";
        });
        Input input = !field.entered()
                ? new Input.Computed(computed)
                : value instanceof Masked(String shown)
                                && field.type().choices().isEmpty()
                        ? new Input.Masked(shown, typed, keyboard(field.type()))
                        : input(model, field, typed, sent);
        return new Field(
                field.name(),
                field.label().in(words.language()),
                hint,
                error,
                field.required() || !field.entered(),
                field.isSensitive(),
                input);
    }

    private Input input(RegisterModel model, FieldModel field, String typed, Sent sent) {
        return switch (field.type()) {
            case FieldType.Text(boolean lines) ->
                lines ? new Input.LongText(typed) : new Input.Text(typed, Keyboard.TEXT, "off", LONGEST_LINE);
            case FieldType.Address ignored -> new Input.Text(typed, Keyboard.TEXT, "off", LONGEST_LINE);
            case FieldType.Identity ignored -> new Input.Text(typed, Keyboard.TEXT, "off", 30);
            case FieldType.Phone ignored -> new Input.Text(typed, Keyboard.PHONE, "off", 30);
            case FieldType.Whole ignored -> new Input.Number(typed, Keyboard.DIGITS, "");
            case FieldType.Decimal ignored -> new Input.Number(typed, Keyboard.DECIMAL, "");
            case FieldType.Money ignored -> new Input.Number(typed, Keyboard.DECIMAL, words.say("form.yuan"));
            case FieldType.Date ignored -> day(field, typed);
            case FieldType.Time ignored -> new Input.Time(typed);
            case FieldType.Moment ignored -> new Input.Text(typed, Keyboard.TEXT, "off", 40);
            case FieldType.Account ignored -> new Input.Select(accounts(typed));
            case FieldType.Bool ignored -> new Input.Pills(yesNo(field, typed));
            case FieldType.Choice ignored -> choice(field, typed);
            case FieldType.Choices ignored -> new Input.Many(options(field, Set.of(typed.split(","))));
            case FieldType.Reference(String register) -> reference(field, register, typed, sent);
            case FieldType.References(String register) -> references(model, field, register, typed, sent);
            case FieldType.Attachment ignored -> new Input.Attachment(kept(typed), "");
        };
    }

    private static Keyboard keyboard(FieldType type) {
        return type instanceof FieldType.Phone ? Keyboard.PHONE : type.numeric() ? Keyboard.DECIMAL : Keyboard.TEXT;
    }

    private Input day(FieldModel field, String typed) {
        return io.liren.register.Input.parse(field.type(), typed, today) instanceof Parsed.Value(LocalDate date)
                ? new Input.Day(typed, date.toString(), read(date))
                : new Input.Day(typed, "", "");
    }

    /** A date as it was understood. */
    String read(LocalDate date) {
        return Formats.date(date, words.language())
                + (words.language() == Language.ZH ? " " : ", ")
                + Formats.weekday(date, words.language());
    }

    private List<Option> yesNo(FieldModel field, String typed) {
        String chosen = io.liren.register.Input.parse(field.type(), typed, today) instanceof Parsed.Value(Boolean yes)
                ? yes.toString()
                : "";
        List<Option> options = new ArrayList<>();
        options.add(new Option("true", words.say("filter.yes"), chosen.equals("true")));
        options.add(new Option("false", words.say("filter.no"), chosen.equals("false")));
        unset(field, options, chosen.isEmpty());
        return options;
    }

    private Input choice(FieldModel field, String typed) {
        String chosen = io.liren.register.Input.parse(field.type(), typed, today) instanceof Parsed.Value(String key)
                ? key
                : typed;
        List<Option> options = new ArrayList<>(options(field, Set.of(chosen)));
        if (options.size() > SEEN_AT_ONCE) {
            return new Input.Select(options);
        }
        unset(field, options, chosen.isEmpty());
        return new Input.Pills(options);
    }

    /** What is optional can be taken back. */
    private void unset(FieldModel field, List<Option> options, boolean chosen) {
        if (!field.required()) {
            options.add(new Option("", words.say("form.unset"), chosen));
        }
    }

    private List<Option> accounts(String typed) {
        return records.accounts(viewer).entrySet().stream()
                .map(a -> new Option(
                        a.getKey().toString(),
                        a.getValue(),
                        a.getKey().toString().equals(typed)))
                .toList();
    }

    private List<Option> options(FieldModel field, Set<String> chosen) {
        return field.type().choices().entrySet().stream()
                .map(o -> new Option(o.getKey(), o.getValue().in(words.language()), chosen.contains(o.getKey())))
                .toList();
    }

    private Input reference(FieldModel field, String register, String typed, Sent sent) {
        List<Input.Candidate> chosen = candidates(register, ids(typed));
        String search = sent.one(field.name() + ".q");
        return new Input.Reference(
                search,
                "/pick/" + register + "?name=" + field.name(),
                chosen.isEmpty() ? null : chosen.getFirst(),
                found(field, register, search, chosen.isEmpty(), sent));
    }

    private Input references(RegisterModel model, FieldModel field, String register, String typed, Sent sent) {
        List<UUID> taken = ids(typed);
        String search = sent.one(field.name() + ".q");
        return new Input.References(
                search,
                "/pick/" + register + "?name=" + field.name() + "&many=1",
                candidates(register, taken),
                suggested(model, field, register, taken),
                found(field, register, search, true, sent));
    }

    /** Without script the search comes back with the form, and so it does when a name was typed and nobody taken. */
    private @Nullable PickList found(FieldModel field, String register, String search, boolean open, Sent sent) {
        boolean asked = sent.one(Sent.SEEK).equals(field.name());
        return asked || (open && !search.isBlank())
                ? picks(register, field.name(), field.type().many(), search)
                : null;
    }

    /** What a search for a reference finds. */
    PickList picks(String register, String name, boolean many, String search) {
        List<Hit> hits = records.pick(viewer, register, search, FOUND + 1);
        return new PickList(
                name,
                many,
                hits.stream()
                        .limit(FOUND)
                        .map(h -> new Input.Candidate(h.id().toString(), h.title(), h.detail()))
                        .toList(),
                hits.size() > FOUND ? words.say("form.foundMore") : "");
    }

    /** Those who were there last time; or all, where there are few. */
    private List<Input.Candidate> suggested(RegisterModel model, FieldModel field, String register, List<UUID> taken) {
        Set<UUID> likely = new LinkedHashSet<>();
        if (!field.isSensitive()) {
            ListQuery latest =
                    ListQuery.of(model.id()).columns(List.of(field.name())).size(3);
            for (Page.Line line : records.list(viewer, latest).lines()) {
                if (line.values().get(field.name()) instanceof List<?> ids) {
                    ids.stream()
                            .filter(UUID.class::isInstance)
                            .map(UUID.class::cast)
                            .forEach(likely::add);
                }
            }
        }
        if (likely.isEmpty()) {
            List<Hit> all = records.pick(viewer, register, "", FEW + 1);
            if (all.size() <= FEW) {
                all.forEach(h -> likely.add(h.id()));
            }
        }
        taken.forEach(likely::remove);
        return candidates(register, likely.stream().limit(FEW).toList());
    }

    private List<Input.Candidate> candidates(String register, List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, String> names = titles.of(viewer, register, ids);
        return ids.stream()
                .filter(names::containsKey)
                .map(id -> new Input.Candidate(id.toString(), names.getOrDefault(id, ""), ""))
                .toList();
    }

    private String kept(String typed) {
        List<UUID> ids = ids(typed);
        return ids.isEmpty()
                ? ""
                : attachments.names(viewer, ids).getOrDefault(ids.getFirst(), words.say("form.aFile"));
    }

    private static List<UUID> ids(String typed) {
        List<UUID> ids = new ArrayList<>();
        for (String item : typed.split(",")) {
            try {
                ids.add(UUID.fromString(item.strip()));
            } catch (IllegalArgumentException e) {
                // Not an id: nobody is chosen, and the entry itself will say so.
                continue;
            }
        }
        return ids;
    }
}
