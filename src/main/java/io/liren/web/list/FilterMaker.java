package io.liren.web.list;

import io.liren.access.Viewer;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a list's filters (条件) from the types of its fields: those in force as a sentence, the form that adds one. */
final class FilterMaker {
    private final List<FieldModel> fields;
    private final Asked asked;
    private final String address;
    private final Titles titles;
    private final Viewer viewer;
    private final Words words;

    FilterMaker(List<FieldModel> fields, Asked asked, String address, Titles titles, Viewer viewer, Words words) {
        this.fields = fields;
        this.asked = asked;
        this.address = address;
        this.titles = titles;
        this.viewer = viewer;
        this.words = words;
    }

    /** The filters in force, each taken away by its link. */
    List<ListPage.Chip> chips() {
        List<ListPage.Chip> chips = new ArrayList<>();
        for (FieldModel field : fields) {
            if (asked.filters(field.name())) {
                chips.add(new ListPage.Chip(
                        field.label().in(words.language()), value(field), asked.without(address, field.name())));
            }
        }
        return chips;
    }

    private String value(FieldModel field) {
        String name = field.name();
        List<String> parts = new ArrayList<>();
        List<String> equal = asked.equal(name);
        if (!equal.isEmpty()) {
            Map<UUID, String> names = field.type()
                    .target()
                    .map(t -> titles.of(viewer, t, ids(equal)))
                    .orElse(Map.of());
            parts.add(String.join(
                    words.say("list.or"),
                    equal.stream().map(v -> said(field, v, names)).toList()));
        }
        if (!asked.one(name + ".has").isEmpty()) {
            parts.add(words.say("list.has", asked.one(name + ".has")));
        }
        String from = asked.one(name + ".from");
        String to = asked.one(name + ".to");
        if (!from.isEmpty() || !to.isEmpty()) {
            parts.add(
                    to.isEmpty()
                            ? words.say("list.from", from)
                            : from.isEmpty() ? words.say("list.to", to) : words.say("list.between", from, to));
        }
        if (!asked.one(name + ".missing").isEmpty()) {
            parts.add(words.say("filter.missing"));
        }
        return String.join(" ", parts);
    }

    private static List<UUID> ids(List<String> values) {
        return values.stream()
                .filter(v -> v.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString)
                .toList();
    }

    private String said(FieldModel field, String value, Map<UUID, String> names) {
        if (field.type() instanceof FieldType.Bool) {
            return words.say(value.equals("true") ? "filter.yes" : "filter.no");
        }
        if (field.type().target().isPresent()) {
            return ids(List.of(value)).stream()
                    .map(id -> names.getOrDefault(id, "…"))
                    .findFirst()
                    .orElse(value);
        }
        return FieldWords.of(field.type(), value, words.language(), Map.of());
    }

    /** The fields one may add a filter for. */
    List<Link> offered() {
        return fields.stream()
                .filter(Asked::canFilter)
                .map(f -> new Link(f.label().in(words.language()), asked.with(address, Asked.ADD, f.name())))
                .toList();
    }

    /** The form of the filter that is being added; null if none is. */
    @Nullable
    FilterForm adding() {
        Optional<FieldModel> wanted = fields.stream()
                .filter(f -> f.name().equals(asked.one(Asked.ADD)) && Asked.canFilter(f))
                .findFirst();
        if (wanted.isEmpty()) {
            return null;
        }
        FieldModel field = wanted.get();
        return new FilterForm(
                field.label().in(words.language()),
                address,
                asked.with(address, Asked.ADD, ""),
                asked.keptBut(p -> Asked.belongs(p, field.name())),
                input(field),
                field.required() ? "" : field.name() + ".missing");
    }

    private FilterForm.Input input(FieldModel field) {
        String name = field.name();
        return switch (field.type()) {
            case FieldType.Date ignored -> new FilterForm.Days(name + ".from", name + ".to", words.say("form.dayHint"));
            case FieldType.Time ignored -> new FilterForm.Numbers(name + ".from", name + ".to", "");
            case FieldType.Moment ignored ->
                new FilterForm.Days(name + ".from", name + ".to", words.say("form.momentHint"));
            case FieldType.Account ignored -> new FilterForm.Contains(name + ".has", words.say("list.search"));
            case FieldType.Whole ignored -> new FilterForm.Numbers(name + ".from", name + ".to", "");
            case FieldType.Decimal ignored -> new FilterForm.Numbers(name + ".from", name + ".to", "");
            case FieldType.Money ignored ->
                new FilterForm.Numbers(name + ".from", name + ".to", words.say("form.yuan"));
            case FieldType.Bool ignored ->
                new FilterForm.YesNo(
                        name + ".is",
                        List.of(
                                new Option(
                                        "true",
                                        words.say("filter.yes"),
                                        asked.equal(name).contains("true")),
                                new Option(
                                        "false",
                                        words.say("filter.no"),
                                        asked.equal(name).contains("false"))));
            case FieldType.Choice ignored -> anyOf(field);
            case FieldType.Choices ignored -> anyOf(field);
            case FieldType.Text ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Identity ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Phone ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Address ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Attachment ignored -> new FilterForm.Contains(name + ".has", "");
            case FieldType.Reference ignored -> new FilterForm.Contains(name + ".has", words.say("list.search"));
            case FieldType.References ignored -> new FilterForm.Contains(name + ".has", words.say("list.search"));
        };
    }

    private FilterForm.Input anyOf(FieldModel field) {
        List<String> chosen = asked.equal(field.name());
        return new FilterForm.AnyOf(
                field.name() + ".is",
                field.type().choices().entrySet().stream()
                        .map(o ->
                                new Option(o.getKey(), o.getValue().in(words.language()), chosen.contains(o.getKey())))
                        .toList());
    }
}
