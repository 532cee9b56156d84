package io.liren.web.consent;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.consent.Consent;
import io.liren.consent.Consent.Answer;
import io.liren.consent.Consents;
import io.liren.consent.Standing;
import io.liren.register.FieldModel;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes the page of somebody's consent (同意). */
final class ConsentMaker {
    private final Consents consents;
    private final Records records;
    private final Titles titles;
    private final Today today;

    ConsentMaker(Consents consents, Records records, Titles titles, Today today) {
        this.consents = consents;
        this.records = records;
        this.titles = titles;
        this.today = today;
    }

    /** @param errors what stood in the way of an answer */
    ConsentPage page(Viewer viewer, Words words, Consent consent, UUID person, List<Problem> errors) {
        Standing standing = consents.standing(viewer, consent, person);
        boolean may = consents.mayAsk(viewer, consent);
        String called = called(viewer, consent.of(), person);
        return new ConsentPage(
                consent.label().in(words.language()),
                new Link(called, Addresses.record(consent.of(), person)),
                tag(standing.state(), words),
                since(standing, words),
                guardian(viewer, words, consent, standing, called),
                errors,
                notice(viewer, words, consent),
                may ? answers(words, consent, person, standing) : List.of(),
                may && withdrawable(standing.state()) ? withdrawal(viewer, words, consent, person) : null,
                standing.said().stream().map(s -> past(words, consent, s)).toList());
    }

    /** How it stands, in a word. */
    static Tag tag(Standing.State state, Words words) {
        return new Tag(
                state.label().in(words.language()),
                switch (state) {
                    case GIVEN -> Tone.MET;
                    case OVER -> Tone.OPEN;
                    case UNASKED, REFUSED, WITHDRAWN -> Tone.QUIET;
                });
    }

    static String address(Consent consent, UUID person) {
        return "/consents/" + consent.id().replace('.', '/') + "/for/" + person;
    }

    private static boolean withdrawable(Standing.State state) {
        return switch (state) {
            case GIVEN, OVER -> true;
            case UNASKED, REFUSED, WITHDRAWN -> false;
        };
    }

    private static String since(Standing standing, Words words) {
        return standing.latest()
                .map(s -> {
                    String on = Formats.date(s.on(), words.language());
                    return standing.state() == Standing.State.GIVEN || standing.state() == Standing.State.OVER
                            ? s.until()
                                    .map(u -> words.say(
                                            "consent.sinceUntil", on, Formats.date(u.minusDays(1), words.language())))
                                    .orElse(words.say("consent.since", on))
                            : words.say("consent.said", on);
                })
                .orElse("");
    }

    private String guardian(Viewer viewer, Words words, Consent consent, Standing standing, String called) {
        return standing.guardian()
                .map(g -> g.who()
                        .map(who -> words.say("consent.guardian", called(viewer, consent.of(), who)))
                        .orElse(words.say("consent.guardianMissing", called)))
                .orElse("");
    }

    private String called(Viewer viewer, String register, UUID record) {
        return titles.of(viewer, register, List.of(record)).getOrDefault(record, "");
    }

    private ConsentPage.Notice notice(Viewer viewer, Words words, Consent consent) {
        LocalDate day = viewer.asOf().orElse(today.today());
        Optional<Consent.Notice> now = consent.noticeOn(day);
        List<ConsentPage.Line> lines = new ArrayList<>();
        lines.add(line(words, "consent.purpose", consent.purpose()));
        lines.add(line(words, "consent.kinds", kinds(consent)));
        lines.add(line(words, "consent.necessity", consent.necessity()));
        lines.add(line(words, "consent.impact", consent.impact()));
        lines.add(new ConsentPage.Line(
                words.say("consent.lasts"),
                consents.lasts(viewer, consent).map(l -> l.in(words.language())).orElse(words.say("consent.open"))));
        lines.add(new ConsentPage.Line(words.say("consent.free"), words.say("consent.freeWords")));
        return new ConsentPage.Notice(
                now.map(n -> version(consent, n).in(words.language())).orElse(""),
                now.map(n -> n.text().in(words.language())).orElse(words.say("consent.noNotice")),
                lines);
    }

    private static ConsentPage.Line line(Words words, String key, Label label) {
        return new ConsentPage.Line(words.say(key), label.in(words.language()));
    }

    private static Label version(Consent consent, Consent.Notice notice) {
        return notice.label(consent.notices().indexOf(notice) + 1);
    }

    /** What kinds of facts rest on it, by the names of their fields. */
    private Label kinds(Consent consent) {
        Set<Label> labels = new LinkedHashSet<>();
        consent.covered().forEach((register, fields) -> {
            RegisterModel model = records.registers().model(register);
            fields.forEach(f -> model.field(f).map(FieldModel::label).ifPresent(labels::add));
        });
        return new Label(
                labels.stream().map(Label::zh).collect(Collectors.joining("、")),
                labels.stream().map(Label::en).collect(Collectors.joining(", ")));
    }

    private static List<ConsentPage.Answering> answers(Words words, Consent consent, UUID person, Standing standing) {
        List<ConsentPage.Answering> answers = new ArrayList<>();
        boolean refused = standing.state() == Standing.State.REFUSED;
        if (standing.state() != Standing.State.GIVEN) {
            answers.add(answering(words, consent, person, Answer.GIVEN, "consent.give", false, true));
        }
        if (standing.state() == Standing.State.UNASKED || refused) {
            answers.add(answering(words, consent, person, Answer.REFUSED, "consent.refuse", refused, false));
        }
        return answers;
    }

    private static ConsentPage.Answering answering(
            Words words, Consent consent, UUID person, Answer answer, String key, boolean asksWhy, boolean main) {
        Map<String, String> filled = new LinkedHashMap<>();
        filled.put(Consent.Field.WHOM, person.toString());
        filled.put(Consent.Field.ANSWER, answer.word());
        filled.put(Consent.Field.HOW, Consent.Field.SIGNED);
        Link signed = main ? new Link(words.say("consent.signed"), Addresses.create(consent.answers(), filled)) : null;
        return new ConsentPage.Answering(
                address(consent, person),
                answer.word(),
                words.say(key),
                words.say(key + "Sure"),
                words.say(key + "Words"),
                signed,
                asksWhy,
                main);
    }

    private ConsentPage.Withdrawal withdrawal(Viewer viewer, Words words, Consent consent, UUID person) {
        List<Consents.Resting> resting = consents.resting(viewer, consent, person);
        Map<String, List<UUID>> byRegister = resting.stream()
                .collect(Collectors.groupingBy(
                        Consents.Resting::register,
                        LinkedHashMap::new,
                        Collectors.mapping(Consents.Resting::record, Collectors.toList())));
        Map<UUID, String> called = new LinkedHashMap<>();
        byRegister.forEach((register, ids) -> called.putAll(titles.of(viewer, register, ids)));
        return new ConsentPage.Withdrawal(
                address(consent, person),
                resting.isEmpty() ? words.say("consent.erasesNothing") : words.say("consent.erases", resting.size()),
                resting.stream().map(r -> erased(words, r, called)).toList());
    }

    private ConsentPage.Erased erased(Words words, Consents.Resting resting, Map<UUID, String> called) {
        RegisterModel model = records.registers().model(resting.register());
        return new ConsentPage.Erased(
                new Link(
                        called.getOrDefault(resting.record(), model.label().in(words.language())),
                        Addresses.record(resting.register(), resting.record())),
                resting.fields().stream()
                        .flatMap(f -> model.field(f).stream())
                        .map(f -> f.label().in(words.language()))
                        .collect(Collectors.joining(words.say("consent.between"))));
    }

    private static ConsentPage.Past past(Words words, Consent consent, Standing.Said said) {
        return new ConsentPage.Past(
                Formats.date(said.on(), words.language()),
                new Tag(
                        said.answer().label().in(words.language()),
                        switch (said.answer()) {
                            case GIVEN -> Tone.MET;
                            case REFUSED, WITHDRAWN -> Tone.QUIET;
                        }),
                words.say(said.signed() ? "consent.bySigning" : "consent.bySpeaking"),
                said.enteredBy(),
                said.notice().map(n -> version(consent, n).in(words.language())).orElse(""),
                said.notice().map(n -> n.text().in(words.language())).orElse(""),
                new Link(words.say("consent.record"), Addresses.record(consent.answers(), said.id())));
    }
}
