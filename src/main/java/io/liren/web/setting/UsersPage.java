package io.liren.web.setting;

import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Users and their posts (人员与岗位).
 *
 * @param created the account just made with its initial password, shown once; or nothing
 * @param adding the form for a new user; nothing when the reader may not
 */
public record UsersPage(
        String lead,
        List<User> users,
        @Nullable Created created,
        @Nullable Adding adding) {

    /**
     * @param account the name to sign in with
     * @param posts the posts held, each ended by its action
     * @param lastSeen when last signed in, in words
     * @param changes what one may do: lock, unlock, new initial password
     * @param addPost the form that gives a further post, or nothing
     */
    public record User(
            String name,
            String account,
            Tag state,
            List<Post> posts,
            String lastSeen,
            List<Change> changes,
            @Nullable Adding addPost) {}

    /** A post held since when; {@code end} is the address (POST) that ends it, or nothing. */
    public record Post(String title, String since, @Nullable String end) {}

    /** A button that posts. */
    public record Change(String text, String action) {}

    /** An initial password, to be handed over and changed at the first sign-in. */
    public record Created(String account, String password) {}

    /** A form that adds something. */
    public record Adding(String action, List<Problem> errors, List<Field> fields, String save, boolean open) {}
}
