package io.liren.consent;

import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How somebody stands to a consent (同意) on a day.
 *
 * @param said the answers so far, the latest first
 * @param guardian who answers in the person's place; empty: the person does
 */
public record Standing(State state, List<Said> said, Optional<Guardian> guardian) {
    /** Where it stands. */
    public enum State {
        /** Nobody has asked yet. */
        UNASKED(new Label("还没有问过", "not asked yet")),
        /** In force. */
        GIVEN(new Label("同意", "given")),
        /** It has run out; what was kept stays, nothing is added. */
        OVER(new Label("同意已到期", "has run out")),
        REFUSED(new Label("不同意", "refused")),
        WITHDRAWN(new Label("已撤回", "withdrawn"));

        private final Label label;

        State(Label label) {
            this.label = label;
        }

        /** For people. */
        public Label label() {
            return label;
        }
    }

    /**
     * An answer.
     *
     * @param notice the version of the notice it was given by; empty for a withdrawal
     * @param until the first day on which it is in force no more; empty: it lasts, or is no yes
     * @param signed whether it stands on paper
     * @param enteredBy the name of who entered it
     */
    public record Said(
            UUID id,
            LocalDate on,
            Consent.Answer answer,
            Optional<Consent.Notice> notice,
            Optional<LocalDate> until,
            boolean signed,
            String enteredBy) {}

    /** The guardian (监护人) who answers; {@code who} is empty while nobody is known. */
    public record Guardian(Optional<UUID> who) {}

    public Standing {
        said = List.copyOf(said);
    }

    /** The latest answer. */
    public Optional<Said> latest() {
        return said.stream().findFirst();
    }
}
