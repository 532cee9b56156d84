package io.liren.web.organisation;

import io.liren.derivation.State;
import io.liren.series.Series;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.wording.Language;

/** States as tags. */
final class Standings {
    private Standings() {}

    static Tag tag(State state, Language language) {
        return new Tag(
                state.label().in(language),
                switch (state) {
                    case MET -> Tone.MET;
                    case OVERDUE -> Tone.OVERDUE;
                    case OPEN, MET_LATE -> Tone.OPEN;
                    case UPCOMING, WAIVED -> Tone.QUIET;
                });
    }

    static Tag tag(Series.Standing standing, Language language) {
        return new Tag(
                standing.label().in(language),
                switch (standing) {
                    case HELD -> Tone.MET;
                    case MISSED -> Tone.OVERDUE;
                    case PLANNED -> Tone.OPEN;
                    case CANCELLED -> Tone.QUIET;
                });
    }
}
