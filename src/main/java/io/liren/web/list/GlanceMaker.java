package io.liren.web.list;

import io.liren.access.Viewer;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the glance at a row (预览): the record's facts in words, masked as ever. */
final class GlanceMaker {
    private final Records records;

    GlanceMaker(Records records) {
        this.records = records;
    }

    /** The glance that the address asks for; null if it asks for none. */
    @Nullable
    Glance beside(Viewer viewer, Words words, String register, Asked asked, String address) {
        String row = asked.one(Asked.SEEN);
        return row.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? records.record(viewer, register, UUID.fromString(row))
                        .map(r -> glance(viewer, words, r, asked.seeing(address, "")))
                        .orElse(null)
                : null;
    }

    private static Glance glance(Viewer viewer, Words words, RecordView record, String close) {
        String address = Addresses.record(record.register().id(), record.id());
        List<Glance.Fact> facts = new ArrayList<>();
        for (FieldModel field : record.register().fields()) {
            Object value = record.values().get(field.name());
            String said = ListMaker.said(Optional.of(field), value, record.titles(), words.language());
            if (!said.isEmpty()) {
                facts.add(new Glance.Fact(
                        field.label().in(words.language()),
                        said,
                        field.type() instanceof FieldType.Reference(String target) && value instanceof UUID id
                                ? Addresses.record(target, id)
                                : ""));
            }
        }
        boolean may = record.voidedAt().isEmpty() && record.register().entrusts(viewer);
        return new Glance(
                new Link(record.title(), address),
                may ? new Link(words.say("record.correct"), address + "/correction") : null,
                close,
                facts);
    }
}
