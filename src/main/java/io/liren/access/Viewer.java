package io.liren.access;

import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who looks or writes (查看人), in which community and by which posts. Every read and write takes one.
 *
 * @param user the user's id
 * @param name the user's name, for the journal's readers
 * @param community the one community whose rows are seen
 * @param posts full ids such as {@code rulebook.post}, and {@code administrator}
 * @param asOf the day as known at whose end everything is shown, in the community's zone; empty: now
 */
public record Viewer(
        UUID user, String name, UUID community, Set<String> posts, Language language, Optional<LocalDate> asOf) {
    /** The post of whoever sends something in from a public page: it writes what is open to residents, and reads nothing. */
    public static final String RESIDENT = "resident";

    private static final UUID NOBODY = new UUID(0, 1);

    public Viewer {
        posts = Set.copyOf(posts);
    }

    /** A resident at a public page, who is not signed in. */
    public static Viewer resident(UUID community, Language language) {
        return new Viewer(NOBODY, "居民", community, Set.of(RESIDENT), language, Optional.empty());
    }

    /** The name of who wrote something, where no user has that id; a resident at a public page has none. */
    public static String nameless(UUID user, Language language) {
        return !user.equals(NOBODY)
                ? ""
                : switch (language) {
                    case ZH -> "居民（公开页面）";
                    case EN -> "A resident, from the public page";
                };
    }

    /** Whether the viewer holds any of the posts. */
    public boolean holdsAny(Collection<String> any) {
        return any.stream().anyMatch(posts::contains);
    }

    /** The post by which the viewer does what any of these may do: the first by name; empty if none. */
    public Optional<String> postAmong(Collection<String> any) {
        return new TreeSet<>(any).stream().filter(posts::contains).findFirst();
    }

    /** The same viewer, asking as of a day. */
    public Viewer asOf(LocalDate day) {
        return new Viewer(user, name, community, posts, language, Optional.of(day));
    }
}
