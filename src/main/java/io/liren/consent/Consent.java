package io.liren.consent;

import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.calendar.DayUnit;
import io.liren.expression.Checked;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A consent (同意) as it runs.
 *
 * @param of the register of those who consent
 * @param answers the register of what they answered
 * @param covered the fields that rest on it, by register
 * @param lasts how long a yes lasts; empty: until it is withdrawn
 * @param guarded whose guardian answers; empty: everyone answers for themselves
 * @param notices the versions of the notice, oldest first
 */
public record Consent(
        Place place,
        String of,
        String answers,
        Map<String, Set<String>> covered,
        Label purpose,
        Label necessity,
        Label impact,
        Optional<Lasting> lasts,
        Optional<Guarded> guarded,
        List<Notice> notices)
        implements Artefact {
    /** A version of the notice, in force from a day until the next begins. */
    public record Notice(String version, LocalDate from, Label text) {
        /** What people call it: 第2版（2026-09-01 起）. */
        public Label label(int number) {
            return new Label("第" + number + "版（" + from + " 起）", "version " + number + " (from " + from + ")");
        }
    }

    /** How long a yes lasts: so many of a unit, told from the parameters of the day it is given. */
    public record Lasting(Checked count, DayUnit unit) {}

    /** When a guardian (监护人) answers, and who that is. */
    public record Guarded(Checked when, Checked is) {}

    /** What someone answered. */
    public enum Answer {
        GIVEN("given", new Label("同意", "given")),
        REFUSED("refused", new Label("不同意", "refused")),
        WITHDRAWN("withdrawn", new Label("撤回", "withdrawn"));

        private final String word;
        private final Label label;

        Answer(String word, Label label) {
            this.word = word;
            this.label = label;
        }

        /** As it is kept. */
        public String word() {
            return word;
        }

        /** For people. */
        public Label label() {
            return label;
        }

        /** The answer of a word as it is kept. */
        public static Answer of(String word) {
            return Arrays.stream(values())
                    .filter(a -> a.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The fields of the register of answers. */
    public static final class Field {
        public static final String WHOM = "whom";
        public static final String ON = "on";
        public static final String ANSWER = "answer";
        public static final String NOTICE = "notice";
        public static final String HOW = "how";
        public static final String PAPER = "paper";
        public static final String GUARDIAN = "guardian";
        static final String NOTE = "note";
        static final String UNTIL = "lasts_until";
        static final String NEXT = "followed_on";
        static final String IN_FORCE = "in_force";
        /** How: with a signed paper. */
        public static final String SIGNED = "signed";
        /** How: by word of mouth. */
        public static final String SPOKEN = "spoken";

        private Field() {}
    }

    public Consent {
        covered = new LinkedHashMap<>(covered);
        notices = List.copyOf(notices);
    }

    /** A version of the notice by its word. */
    public Optional<Notice> notice(String version) {
        return notices.stream().filter(n -> n.version().equals(version)).findFirst();
    }

    /** The version of the notice in force on a day; empty before the first. */
    public Optional<Notice> noticeOn(LocalDate day) {
        return notices.stream().filter(n -> !n.from().isAfter(day)).reduce((earlier, later) -> later);
    }
}
