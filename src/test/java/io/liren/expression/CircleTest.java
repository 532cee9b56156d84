package io.liren.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.rulebook.Code;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Computed fields may lean on one another, not on themselves: asking for one asks for all on its way. */
class CircleTest {
    private final Findings findings = new Findings();
    private final Map<String, Optional<Checked>> asked = new LinkedHashMap<>();

    @Test
    void aFieldThatLeansOnItselfByWayOfAnotherIsAskedForAgainWhileItIsChecked() {
        assertThat(field("first", "thing.second + 1")).isPresent();
        assertThat(findings.all()).extracting(Diagnostic::code).containsExactly(Code.CYCLE);
        assertThat(asked).containsOnlyKeys("first", "second");
    }

    private Optional<Checked> field(String name, String text) {
        if (asked.containsKey(name)) {
            findings.error(Code.CYCLE, new Position("thing.md", 1, 1), "", "绕回了自己。", "It leads back to itself.");
            return Optional.empty();
        }
        asked.put(name, Optional.empty());
        Shape thing = Shape.of(
                "a.thing",
                "a_thing",
                List.of(computed("first", "thing.second + 1"), computed("second", "thing.first + 1")));
        Vocabulary vocabulary = new Vocabulary(Map.of("thing", thing), Map.of("a.thing", thing), Map.of());
        Environment environment = Environment.of(vocabulary, Map.of("thing", thing.type()));
        return Expressions.check(text, new Position("thing.md", 1, 1), "", environment, Type.WHOLE, findings);
    }

    private Shape.Field computed(String name, String text) {
        return new Shape.Field(name, Type.WHOLE, new Source.Computed(text, () -> field(name, text)));
    }
}
