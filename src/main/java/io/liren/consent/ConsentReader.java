package io.liren.consent;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Span;
import io.liren.consent.Consent.Answer;
import io.liren.consent.Consent.Field;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads consent blocks, and puts together the register of answers that each brings along. */
final class ConsentReader {
    private final BlockSource source;

    ConsentReader(BlockSource source) {
        this.source = source;
    }

    List<ConsentBlock> read() {
        List<ConsentBlock> consents = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "of",
                    "covers",
                    "purpose",
                    "necessity",
                    "impact",
                    "lasts",
                    "asked-by",
                    "read",
                    "guardian",
                    "notice");
            consent(thing.place(), thing.body()).ifPresent(consents::add);
        }
        return consents;
    }

    private Optional<ConsentBlock> consent(Place place, YamlMap body) {
        Optional<YamlScalar> of = source.required(body, place, "of");
        Optional<ConsentBlock.Words> words = words(place, body);
        List<Consent.Notice> notices = source.requiredMap(body, place, "notice")
                .map(map -> notices(place, map))
                .orElse(List.of());
        List<YamlScalar> covers = body.scalars("covers");
        if (covers.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "同意要写 covers:哪些字段靠它,如 [offer.service]。",
                    "A consent needs covers: the fields that rest on it, such as [offer.service].");
        }
        if (of.isEmpty() || words.isEmpty() || notices.isEmpty() || covers.isEmpty()) {
            return Optional.empty();
        }
        return answers(place, of.get(), notices, body)
                .map(answers -> new ConsentBlock(
                        place,
                        of.get(),
                        covers,
                        words.get(),
                        source.scalar(body, "lasts").flatMap(this::days),
                        guardian(place, body),
                        notices,
                        answers));
    }

    /** A yes lasts for whole days. */
    private Optional<Span> days(YamlScalar written) {
        Optional<Span> span = source.span(written);
        if (span.isPresent() && span.get().unit().isOfMoments()) {
            source.error(
                    Code.WRONG_VALUE,
                    written,
                    "同意按天、工作日或月算,不按小时。",
                    "A consent lasts for days, workdays or months, not for hours.");
            return Optional.empty();
        }
        return span;
    }

    private Optional<ConsentBlock.Words> words(Place place, YamlMap body) {
        Optional<Label> purpose = source.required(body, place, "purpose").map(s -> Label.parse(s.text()));
        Optional<Label> necessity = source.required(body, place, "necessity").map(s -> Label.parse(s.text()));
        Optional<Label> impact = source.required(body, place, "impact").map(s -> Label.parse(s.text()));
        return purpose.isPresent() && necessity.isPresent() && impact.isPresent()
                ? Optional.of(new ConsentBlock.Words(purpose.get(), necessity.get(), impact.get()))
                : Optional.empty();
    }

    private Optional<ConsentBlock.Guardian> guardian(Place place, YamlMap body) {
        return body.map("guardian").flatMap(map -> {
            source.allow(map, "when", "is");
            Optional<YamlScalar> when = source.required(map, place, "when");
            Optional<YamlScalar> is = source.required(map, place, "is");
            return when.isPresent() && is.isPresent()
                    ? Optional.of(new ConsentBlock.Guardian(when.get(), is.get()))
                    : Optional.empty();
        });
    }

    private List<Consent.Notice> notices(Place place, YamlMap map) {
        List<Consent.Notice> notices = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            if (!(entry.value() instanceof YamlMap body)) {
                source.error(
                        Code.WRONG_VALUE,
                        entry.key(),
                        "告知书写成「版本: {from: 2026-01-01, text: 中文 | English}」。",
                        "Write a notice as “version: {from: 2026-01-01, text: 中文 | English}”.");
                continue;
            }
            source.allow(body, "from", "text");
            Optional<LocalDate> from = source.required(body, place, "from").flatMap(source::date);
            Optional<Label> text = source.required(body, place, "text").flatMap(t -> source.label(body, "text"));
            if (from.isPresent() && text.isPresent()) {
                notices.add(new Consent.Notice(entry.name(), from.get(), text.get()));
            }
        }
        notices.sort(Comparator.comparing(Consent.Notice::from));
        return notices;
    }

    /** An answer is a record of a register like any other, so that journal, history and rights hold for it too. */
    private Optional<RegisterBlock> answers(Place place, YamlScalar of, List<Consent.Notice> notices, YamlMap body) {
        Map<String, Label> answers = new LinkedHashMap<>();
        for (Answer answer : Answer.values()) {
            answers.put(answer.word(), answer.label());
        }
        Map<String, Label> versions = new LinkedHashMap<>();
        for (Consent.Notice notice : notices) {
            versions.put(notice.version(), notice.label(versions.size() + 1));
        }
        Map<String, Label> ways = new LinkedHashMap<>();
        ways.put(Field.SPOKEN, new Label("口头", "Spoken"));
        ways.put(Field.SIGNED, new Label("书面签字", "Signed paper"));
        List<YamlScalar> by = body.scalars("asked-by");
        Assembled register = new Assembled(new Place(
                place.rulebook(),
                place.clause(),
                place.name() + "_consent",
                new Label(
                        "同意书：" + place.label().zh(), "Consent: " + place.label().en()),
                place.position()));
        register.field(Field.WHOM, new Label("本人", "Person"), "reference")
                .to(of)
                .with("required", "true");
        register.field(Field.ON, new Label("日期", "Date"), "date")
                .with("required", "true")
                .with("default", "today");
        register.field(Field.ANSWER, new Label("答复", "Answer"), "choice")
                .options(answers)
                .with("required", "true");
        register.field(Field.NOTICE, new Label("告知书版本", "Version of the notice"), "choice")
                .options(versions)
                .with("hint", "撤回的不用填 | Not for a withdrawal");
        register.field(Field.HOW, new Label("怎样表态", "How"), "choice")
                .options(ways)
                .with("required", "true")
                .with("default", Field.SPOKEN);
        register.field(Field.PAPER, new Label("签字的告知书", "The signed notice"), "attachment")
                .sensitive("L3", new Label("证明本人同意", "Proof of the consent"), by);
        register.field(Field.GUARDIAN, new Label("代为答复的监护人", "Guardian who answered"), "reference")
                .to(of);
        register.field(Field.NOTE, new Label("备注", "Note"), "text")
                .with("hint", "撤回不问原因 | A withdrawal needs no reason");
        register.names("title", Field.WHOM, Field.ANSWER, Field.ON);
        register.names("list", Field.ON, Field.WHOM, Field.ANSWER, Field.NOTICE, Field.HOW);
        register.names("search", Field.WHOM);
        register.key("happened", Field.ON).key("about", Field.WHOM);
        if (!by.isEmpty()) {
            register.posts("enter", by);
        }
        if (body.has("read")) {
            register.posts("read", body.scalars("read"));
        }
        return register.read(source);
    }
}
