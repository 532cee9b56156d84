package io.liren.register;

import io.liren.access.Viewer;
import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.schema.Table;
import io.liren.wording.Label;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.Stream;

/**
 * A register (登记簿): a typed table of facts.
 *
 * @param table its table
 * @param fields in the order of the form
 * @param title the fields that name a record
 * @param happened the date field that says when the fact happened; empty: the day of entry counts
 * @param about the reference to the person, or the record, whose key protects sensitive values; empty: the record itself
 * @param enter the posts that may write, full ids
 * @param read the posts that may read, full ids; none: everyone in the community
 * @param list the fields shown in lists
 * @param search the fields a record is found by
 * @param unique sets of fields that no two records have in common
 * @param groups the form's parts in order; every entered field is in one
 */
public record RegisterModel(
        Place place,
        Table table,
        List<FieldModel> fields,
        List<String> title,
        Optional<String> happened,
        Optional<String> about,
        List<String> enter,
        List<String> read,
        List<String> list,
        List<String> search,
        List<List<String>> unique,
        List<Group> groups)
        implements Artefact {
    /** A part of the form. */
    public record Group(Label label, List<String> fields) {
        public Group {
            fields = List.copyOf(fields);
        }
    }

    public RegisterModel {
        fields = Named.of(fields);
        title = List.copyOf(title);
        enter = List.copyOf(enter);
        read = List.copyOf(read);
        list = List.copyOf(list);
        search = List.copyOf(search);
        unique = unique.stream().map(List::copyOf).toList();
        groups = List.copyOf(groups);
    }

    /** Its bare name. */
    public String name() {
        return place.name();
    }

    /** A field by name. */
    public Optional<FieldModel> field(String name) {
        return Optional.ofNullable(((Named) fields).byName.get(name));
    }

    /** The fields that people enter, each with a column. */
    public List<FieldModel> entered() {
        return ((Named) fields).entered;
    }

    /** Whether the viewer may write. No one writes while asking as of a past day. */
    public boolean entrusts(Viewer viewer) {
        return viewer.asOf().isEmpty() && viewer.holdsAny(enter);
    }

    /** Whether the viewer may read. A resident at a public page reads no register. */
    public boolean opensTo(Viewer viewer) {
        return !viewer.posts().contains(Viewer.RESIDENT)
                && (read.isEmpty() || viewer.holdsAny(read) || viewer.holdsAny(enter));
    }

    /** The same, read by these posts. */
    RegisterModel readBy(List<String> posts) {
        return new RegisterModel(
                place, table, fields, title, happened, about, enter, posts, list, search, unique, groups);
    }

    /** The same, entered by these posts too. */
    RegisterModel alsoEnteredBy(List<String> posts) {
        return new RegisterModel(
                place,
                table,
                fields,
                title,
                happened,
                about,
                Stream.concat(enter.stream(), posts.stream()).toList(),
                read,
                list,
                search,
                unique,
                groups);
    }

    /** The column that says when a fact happened. */
    public String happenedColumn() {
        return happened.orElse("entered_on");
    }

    /** The fields in order, found by name as well: both are asked for each record that is read or written. */
    private static final class Named extends AbstractList<FieldModel> implements RandomAccess {
        private final List<FieldModel> all;
        private final Map<String, FieldModel> byName = new HashMap<>();
        private final List<FieldModel> entered;

        private Named(List<FieldModel> fields) {
            all = List.copyOf(fields);
            all.forEach(field -> byName.putIfAbsent(field.name(), field));
            entered = all.stream().filter(FieldModel::entered).toList();
        }

        static Named of(List<FieldModel> fields) {
            return fields instanceof Named named ? named : new Named(fields);
        }

        @Override
        public FieldModel get(int place) {
            return all.get(place);
        }

        @Override
        public int size() {
            return all.size();
        }
    }
}
