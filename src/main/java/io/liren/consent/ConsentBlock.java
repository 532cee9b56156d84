package io.liren.consent;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Span;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * A consent (同意) as written.
 *
 * @param of the register of those who consent
 * @param covers fields as {@code register.field}
 * @param lasts how long a yes lasts; empty: until it is withdrawn
 * @param guardian who answers in the place of whom
 * @param answers the register of what they answered
 */
record ConsentBlock(
        Place place,
        YamlScalar of,
        List<YamlScalar> covers,
        Words words,
        Optional<Span> lasts,
        Optional<Guardian> guardian,
        List<Consent.Notice> notices,
        RegisterBlock answers)
        implements Block {
    /** What the law wants to be told before someone consents. */
    record Words(Label purpose, Label necessity, Label impact) {}

    /**
     * A guardian's answer counts in the place of the person's own.
     *
     * @param when a condition on the person
     * @param is the guardian
     */
    record Guardian(YamlScalar when, YamlScalar is) {}

    @Override
    public List<String> registers() {
        return List.of(answers.place().name());
    }
}
