package io.liren.web.organisation;

import io.liren.web.frame.Link;
import java.util.List;

/**
 * The minutes of a meeting (会议纪要), in the layout of official documents (GB/T 9704-2012).
 *
 * @param issuer who held it
 * @param title what the sheet is called
 * @param heads short facts: when, where, who came
 * @param parts what was discussed, in order
 * @param resolved what was resolved, numbered
 * @param standing whether enough came, as the body's rules have it
 */
public record MinutesPage(
        String issuer,
        String title,
        List<Board.Fact> heads,
        List<Board.Fact> parts,
        List<Resolved> resolved,
        List<String> standing,
        String signed,
        String date,
        Link back) {
    /** One thing that was resolved, with its facts in words. */
    public record Resolved(String what, String more) {}
}
