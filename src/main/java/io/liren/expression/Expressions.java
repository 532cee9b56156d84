package io.liren.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks expressions (表达式): CEL's front end, then our own tree. Every mistake is found, and said in people's words. */
public final class Expressions {
    private static final Remembered<Same, CelFront> FRONTS = new Remembered<>(16);
    private static final Remembered<Known, CelCompiler> COMPILERS = new Remembered<>(256);

    /** This very vocabulary: to compare all its names would take longer than what is remembered saves. */
    private static final class Same {
        private final Vocabulary vocabulary;

        Same(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.vocabulary == vocabulary;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(vocabulary);
        }
    }

    private record Known(Same vocabulary, Map<String, Type> variables, boolean period, boolean trigger) {}

    /** The last things asked for. What is asked for twice at the same moment may be made twice. */
    private static final class Remembered<K, V> {
        private final Map<K, V> last;

        Remembered(int most) {
            last = new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                    return size() > most;
                }
            };
        }

        V get(K key, Supplier<V> make) {
            synchronized (last) {
                V known = last.get(key);
                if (known != null) {
                    return known;
                }
            }
            V made = make.get();
            synchronized (last) {
                last.put(key, made);
            }
            return made;
        }
    }

    private Expressions() {}

    /**
     * Checks one expression.
     *
     * @param text the CEL text
     * @param place where its first character stands
     * @param clause the clause for the diagnostics; may be empty
     * @param expected the type it must give; missing if any will do
     * @return empty if there was a mistake, which is then among the findings
     */
    public static Optional<Checked> check(
            String text,
            Position place,
            String clause,
            Environment environment,
            @Nullable Type expected,
            Findings findings) {
        Complaints complaints = new Complaints(text, place, clause, findings);
        if (text.isBlank()) {
            complaints.at(0, 1, Code.SYNTAX, "这里缺一个表达式。", "An expression is missing here.");
            return Optional.empty();
        }
        CelCompiler compiler = compiler(environment);
        CelValidationResult parsed = compiler.parse(text);
        if (parsed.hasError()) {
            CelWords.syntax(parsed.getErrors(), text, complaints);
            return Optional.empty();
        }
        try {
            CelAbstractSyntaxTree tree = parsed.getAst();
            new NameCheck(environment, tree, complaints).check();
            Evened evened = new Evened(tree);
            CelValidationResult checked = compiler.check(evened.tree());
            for (CelIssue issue : checked.getErrors()) {
                CelWords.type(issue, text, complaints);
            }
            if (complaints.any() || checked.hasError()) {
                complaints.fallback(checked);
                return Optional.empty();
            }
            Node root = new NodeBuilder(environment, checked.getAst(), evened, complaints).build();
            if (expected != null) {
                expect(expected, root, complaints);
            }
            if (complaints.any()) {
                return Optional.empty();
            }
            Checked sound = new Checked(text, root);
            sound.askComputed();
            return Optional.of(sound);
        } catch (NodeBuilder.Unsupported reported) {
            return Optional.empty();
        } catch (CelValidationException e) {
            throw new IllegalStateException("CEL gave no tree and no error for: " + text, e);
        }
    }

    private static void expect(Type expected, Node root, Complaints complaints) {
        Type found = root.type();
        if (complaints.any() || expected.meets(found)) {
            return;
        }
        complaints.at(
                0,
                complaints.length(),
                Code.WRONG_TYPE,
                "这里要" + expected.words().zh() + "，表达式给出的是" + found.words().zh() + "。",
                "Here " + expected.words().en() + " is needed; the expression gives "
                        + found.words().en() + ".");
    }

    private static CelCompiler compiler(Environment environment) {
        Same vocabulary = new Same(environment.vocabulary());
        return COMPILERS.get(
                new Known(vocabulary, environment.variables(), environment.period(), environment.trigger()),
                () -> FRONTS.get(vocabulary, () -> new CelFront(environment.vocabulary()))
                        .compiler(environment));
    }
}
