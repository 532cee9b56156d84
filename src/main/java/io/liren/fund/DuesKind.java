package io.liren.fund;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Type;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/** The dues block (会费): what each owes in a period, by a rate or by bands; what was paid, and what is in arrears. */
public final class DuesKind implements BlockKind<DuesBlock> {
    @Override
    public String keyword() {
        return "dues";
    }

    @Override
    public Label label() {
        return new Label("会费", "Dues");
    }

    @Override
    public List<DuesBlock> read(BlockSource source) {
        return new DuesReader(source).read();
    }

    @Override
    public void declare(DuesBlock block, Names names) {
        Place place = block.place();
        Optional<String> of =
                names.registerNamed(place.rulebook(), block.of().register().text());
        names.declareDuty(place, of);
        of.flatMap(names::shape).ifPresent(who -> {
            String word = Dues.word(place);
            String late = "duty." + word + ".filter(d, d.subject == " + who.name()
                    + " && d.due_on < today && !d.waived && d.found < d.needed)";
            grow(
                    place,
                    names,
                    who.register(),
                    word + "_arrears",
                    place.label().plus(new Label("欠交（元）", " in arrears, yuan")),
                    "money",
                    late + ".map(d, d.needed - d.found).sum()",
                    Type.DECIMAL);
            grow(
                    place,
                    names,
                    who.register(),
                    word + "_unpaid",
                    place.label().plus(new Label("欠交期数", ": periods in arrears")),
                    "integer",
                    late + ".size()",
                    Type.WHOLE);
        });
    }

    private static void grow(
            Place place,
            Names names,
            String register,
            String field,
            Label label,
            String type,
            String text,
            Type gives) {
        names.grow(
                place,
                register,
                field,
                label,
                type,
                scope -> names.shape(register)
                        .flatMap(now ->
                                scope.check(new YamlScalar(text, false, place.position()), scope.of(now), gives)));
    }

    @Override
    public Compiled compile(DuesBlock block, Scope scope) {
        return new DuesCompiler(block, scope).compile();
    }

    @Override
    public Label inWords(DuesBlock block, Scope scope) {
        Label unit = block.every().label();
        Label who = scope.shape(block.of().register())
                .map(s -> scope.names().label(s.register()))
                .orElse(Label.same(block.of().register().text()));
        Label how = switch (block.assessed()) {
            case DuesBlock.Assessed.Amount amount -> new Label("按算式核定", "as the rule works it out");
            case DuesBlock.Assessed.Share share -> new Label("按基数和比例核定", "a share of the base");
        };
        return new Label(
                "每" + unit.zh() + ",每一位" + who.zh() + "应交的"
                        + block.place().label().zh() + how.zh() + ",实交的由登记得出。",
                "Each " + unit.en() + ", each " + who.en().toLowerCase(java.util.Locale.ROOT) + " owes "
                        + block.place().label().en().toLowerCase(java.util.Locale.ROOT) + ", " + how.en()
                        + "; what was paid follows from the records.");
    }
}
