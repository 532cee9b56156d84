package io.liren.web.form;

import io.liren.access.Viewer;
import io.liren.register.Attachments;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Masked;
import io.liren.register.Outcome;
import io.liren.register.RecordView;
import io.liren.register.RegisterModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was typed into a form, held against what stood there. */
public final class Typing {
    private final Attachments attachments;

    /** @param attachments keeps files that came along */
    public Typing(Attachments attachments) {
        this.attachments = attachments;
    }

    /**
     * What was typed into fields, a file by the id it is kept under.
     *
     * @param original what stood there
     */
    public Map<String, String> typed(Viewer viewer, List<FieldModel> fields, Sent sent, Map<String, String> original) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (FieldModel field : fields) {
            String name = field.name();
            if (field.type() instanceof FieldType.Attachment) {
                Attachments.Kept file = sent.files().get(name);
                typed.put(
                        name,
                        file == null
                                ? sent.has(name + Sent.KEPT)
                                        ? sent.one(name + Sent.KEPT)
                                        : original.getOrDefault(name, "")
                                : attachments.keep(viewer, file).toString());
            } else {
                typed.put(name, sent.typed(field));
            }
        }
        return typed;
    }

    /** What stood in a record, as one types it; what is masked stands empty. */
    static Map<String, String> original(RecordView there) {
        Map<String, String> original = new LinkedHashMap<>();
        for (FieldModel field : there.register().entered()) {
            Object value = there.values().get(field.name());
            original.put(field.name(), value instanceof Masked ? "" : Sent.written(field.type(), value));
        }
        return original;
    }

    /** What stood there when the form was opened, as the form sends it along. */
    static Map<String, String> sentOriginal(RegisterModel model, Sent sent) {
        Map<String, String> original = new LinkedHashMap<>();
        for (FieldModel field : model.entered()) {
            if (sent.has(Sent.ORIGINAL + field.name())) {
                original.put(field.name(), Sent.lines(sent.one(Sent.ORIGINAL + field.name())));
            }
        }
        return original;
    }

    /** What was changed since then; a mask that nobody touched is no change. */
    static Map<String, String> changes(
            RegisterModel model, Map<String, String> typed, Map<String, String> original, RecordView there, Sent sent) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (FieldModel field : model.entered()) {
            String name = field.name();
            String text = typed.getOrDefault(name, "");
            boolean untouchedMask = there.values().get(name) instanceof Masked && text.isBlank();
            boolean theirs = sent.one(Sent.TAKE + name).equals("theirs");
            boolean offered =
                    sent.has(name) || original.containsKey(name) || sent.files().containsKey(name);
            if (offered && !untouchedMask && !theirs && !text.equals(original.get(name))) {
                changes.put(name, text);
            }
        }
        return changes;
    }

    /** The revision that the form was made from. */
    static int revision(Sent sent, RecordView there) {
        String revision = sent.one(FormMaker.REVISION);
        return revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : there.revision();
    }

    /** Whether the other change left alone what this one changes. */
    static boolean isOnlyElsewhere(RegisterModel model, Outcome.Conflict conflict, Map<String, String> original) {
        return conflict.differences().stream().allMatch(d -> {
            FieldType type = model.field(d.field()).orElseThrow().type();
            return !(d.theirs() instanceof Masked)
                    && Sent.written(type, d.theirs()).equals(original.get(d.field()));
        });
    }
}
