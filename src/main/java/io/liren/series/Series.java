package io.liren.series;

import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A series (系列) as it runs.
 *
 * @param of the register of its planned occasions, full id
 * @param changeRegister the register of moves and cancellations, full id
 * @param changeBy the posts that may move or cancel, full ids
 * @param log the register whose records show that an occasion was held, full id
 * @param logField the field of the log that leads to the occasion, if there is one
 * @param onDuty the register of those on duty, full id
 * @param came the register of those the log says were there, full id
 * @param duty the duty that what is planned is held, by id; empty: it has none of its own
 * @param act the words on the button that records one
 * @param occasions selects community_id, id, stands_on, planned_on, starts, standing, on_duty, log and came of all
 *     occasions, as of a day
 */
public record Series(
        Place place,
        String of,
        String changeRegister,
        List<String> changeBy,
        String log,
        Optional<String> logField,
        Optional<String> onDuty,
        Optional<String> came,
        Optional<String> duty,
        Label act,
        Function<LocalDate, Sql> occasions)
        implements Artefact {
    static final String MOVED = "moved";
    static final String CANCELLED = "cancelled";

    /** How an occasion stands (场次状态), on a day. */
    public enum Standing {
        PLANNED("planned", new Label("待办", "Planned")),
        HELD("held", new Label("已办", "Held")),
        MISSED("missed", new Label("没办", "Missed")),
        CANCELLED("cancelled", new Label("已取消", "Cancelled"));

        private final String word;
        private final Label label;

        Standing(String word, Label label) {
            this.word = word;
            this.label = label;
        }

        /** As expressions call it. */
        public String word() {
            return word;
        }

        /** For people. */
        public Label label() {
            return label;
        }

        static Map<String, Label> options() {
            Map<String, Label> options = new LinkedHashMap<>();
            for (Standing standing : values()) {
                options.put(standing.word, standing.label);
            }
            return Collections.unmodifiableMap(options);
        }

        static Standing of(String word) {
            for (Standing standing : values()) {
                if (standing.word.equals(word)) {
                    return standing;
                }
            }
            throw new IllegalArgumentException("an occasion does not stand as " + word);
        }
    }

    /** The fields that an occasion is given. */
    enum Given {
        MOVED_TO("moved_to", new Label("改到", "Moved to")),
        CANCELLED_ON("cancelled_on", new Label("取消日期", "Cancelled on")),
        STANDS_ON("stands_on", new Label("现定日期", "Stands for")),
        HELD_ON("held_on", new Label("办的日期", "Held on")),
        STANDING("standing", new Label("状态", "State"));

        final String field;
        final Label label;

        Given(String field, Label label) {
            this.field = field;
            this.label = label;
        }
    }
}
