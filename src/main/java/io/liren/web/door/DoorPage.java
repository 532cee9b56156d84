package io.liren.web.door;

import io.liren.web.form.Field;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.open.QrCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of door, and those that are open.
 *
 * @param made what was just made, shown once; or nothing
 * @param adding the form that makes one
 * @param entries those there are
 * @param none what to say while there is none
 */
public record DoorPage(
        String title, String lead, @Nullable Made made, Adding adding, List<Entry> entries, String none) {
    /**
     * A secret, shown once.
     *
     * @param says what it is
     * @param hint what to do with it
     * @param code for a phone's camera, or nothing
     */
    public record Made(
            String says,
            String secret,
            String hint,
            @Nullable QrCode code) {}

    /** The form. */
    public record Adding(String title, String action, String wrong, List<Field> fields, String save, boolean open) {}

    /**
     * One that is open.
     *
     * @param lines what it may do, since when, when it was used
     * @param end the address (POST) that ends it, or nothing
     * @param more where more is seen, or nothing
     */
    public record Entry(
            String title,
            Tag state,
            List<String> lines,
            @Nullable String end,
            @Nullable Link more) {}
}
