package io.liren.web.open;

import java.util.UUID;

/** The addresses that are open to everyone. */
public final class Doors {
    private Doors() {}

    /** A community's front page. */
    public static String community(UUID community) {
        return "/public/" + community;
    }

    /** Where one follows what one has sent in. */
    public static String following(UUID community) {
        return community(community) + "/following";
    }

    /** A notice while it runs. */
    public static String notice(UUID community, UUID posting) {
        return community(community) + "/notices/" + posting;
    }

    /** A list that stands. */
    public static String list(UUID community, String notice) {
        return community(community) + "/lists/" + notice.replace('.', '/');
    }

    /** A form to be sent in. */
    public static String form(UUID community, String intake) {
        return community(community) + "/forms/" + intake.replace('.', '/');
    }
}
