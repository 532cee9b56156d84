package io.liren.web.rights;

import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import java.util.List;

/**
 * What is held about somebody (本人信息), for a person who asks.
 *
 * @param person the record itself
 * @param consents the consents asked of them, each with how it stands
 * @param held by register
 * @param looks who looked at protected values, the latest first
 * @param copy where the copy is made (POST); empty where none can be
 */
public record RightsPage(
        String title, Link person, List<Rest> consents, List<Held> held, List<Look> looks, String copy) {
    /** A consent and how it stands. */
    public record Rest(Link link, Tag state) {}

    /** What one register holds: its records, why it is held, and how many more there are. */
    public record Held(String register, String count, String why, List<One> records, String more) {}

    /** A record with its facts. */
    public record One(Link record, List<Fact> facts) {}

    /** A fact with its name. */
    public record Fact(String label, String value) {}

    /** Somebody looked. */
    public record Look(String when, String what, String purpose) {}
}
