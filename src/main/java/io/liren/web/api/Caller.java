package io.liren.web.api;

import io.liren.access.Tokens;
import io.liren.access.Viewer;

/** A program that calls: its token, and for whom it acts. */
record Caller(Tokens.Token token, Viewer viewer) {
    /** The request's attribute that holds it. */
    static final String ATTRIBUTE = "caller";

    /**
     * Stops where the token does not reach.
     *
     * @throws Answer.Stopped with 403
     */
    void needs(Tokens.May may) {
        if (!token.may(may)) {
            throw new Answer.Stopped(Problems.of(
                    403, "scope", "令牌没有「" + may.word() + "」权限", "The token has no scope “" + may.word() + "”"));
        }
    }

    /** The same for a rulebook. */
    void reaches(String rulebook) {
        if (!token.reaches(rulebook)) {
            throw new Answer.Stopped(Problems.of(403, "scope", "令牌不能用于这本制度", "The token does not reach this rulebook"));
        }
    }
}
