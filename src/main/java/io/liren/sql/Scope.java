package io.liren.sql;

import java.util.UUID;

/** Whose rows a transaction may touch; the database checks it underneath our own checks (row-level security). */
public sealed interface Scope {
    /** One community's rows. */
    record Community(UUID community) implements Scope {}

    /** Derivation: reads facts of any community, writes only what is derived. */
    record Deriving() implements Scope {}

    /** The tables that all share: areas, users, parameters, rulebook texts. No community's rows. */
    record Platform() implements Scope {}

    /** One community's rows. */
    static Scope of(UUID community) {
        return new Community(community);
    }

    /** Derivation over any number of communities. */
    static Scope deriving() {
        return new Deriving();
    }

    /** The shared tables. */
    static Scope platform() {
        return new Platform();
    }
}
