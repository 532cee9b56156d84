package io.liren.web.record;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;

/** The cases that are not over (办件), by procedure. */
public record CasesPage(List<Group> groups) {
    /**
     * The cases of one procedure.
     *
     * @param more what is said when not all are listed; may be empty
     */
    public record Group(String title, Link register, List<Case> cases, String more) {}

    /**
     * A case.
     *
     * @param yours that the reader's post is asked for next; empty if another's is
     * @param since for how long it has stood there, in words
     * @param until its limit in words, and whether that is over; may be empty
     */
    public record Case(Link title, String state, String yours, String since, Tag until) {}
}
