package io.liren.web.notice;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.notice.Leak;
import io.liren.notice.Notice;
import io.liren.notice.NoticeState;
import io.liren.notice.Notices;
import io.liren.notice.Posting;
import io.liren.notice.PublicText;
import io.liren.register.FieldModel;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.form.Input;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.web.open.Doors;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the pages of notices for workers (公示). */
final class NoticeMaker {
    private final Notices notices;
    private final Records records;
    private final Titles titles;
    private final Today today;

    NoticeMaker(Notices notices, Records records, Titles titles, Today today) {
        this.notices = notices;
        this.records = records;
        this.titles = titles;
        this.today = today;
    }

    static String address(Notice notice) {
        return "/notices/" + notice.id().replace('.', '/');
    }

    static String draftAddress(Notice notice, UUID record) {
        return address(notice) + "/for/" + record;
    }

    static String postingAddress(Notice notice, UUID posting) {
        return address(notice) + "/" + posting;
    }

    /** What would be published of a record; empty if there is no such record. */
    Optional<NoticePage> draft(Viewer viewer, Words words, Notice notice, UUID record, List<Problem> problems) {
        Optional<Notices.Draft> draft = notices.draft(viewer, notice, record, Notices.place(notice));
        return draft.map(d -> {
            List<Problem> errors = new ArrayList<>(problems);
            d.leaks().forEach(leak -> errors.add(new Problem("", said(leak, words))));
            if (!d.ready()) {
                errors.add(new Problem("", words.say("notice.notReady")));
            }
            if (d.running()) {
                errors.add(new Problem("", words.say("notice.already")));
            }
            boolean may = viewer.asOf().isEmpty() && viewer.holdsAny(notice.by());
            return new NoticePage(
                    title(viewer, notice, record),
                    words.say("notice.draftLead", notice.label().in(words.language())),
                    null,
                    List.of(new Link(
                            words.say("notice.record"),
                            Addresses.record(notice.of().register(), record))),
                    errors,
                    sheet(d.seen()),
                    "",
                    held(d.held(), words),
                    may
                            ? new NoticePage.Publish(
                                    draftAddress(notice, record),
                                    List.of(new Field(
                                            "place",
                                            words.say("notice.place"),
                                            "",
                                            "",
                                            true,
                                            false,
                                            new Input.Text(
                                                    Notices.place(notice).zh(), Input.Keyboard.TEXT, "off", 60))),
                                    d.publishable(),
                                    words.say("notice.publish", Formats.date(d.untilOn(), words.language())))
                            : null,
                    "",
                    null);
        });
    }

    private static String said(Leak leak, Words words) {
        String what = leak.what().in(words.language());
        String kind = leak.kind().label().in(words.language());
        String full = what.equals(kind) ? kind : words.say("notice.leakOf", kind, what);
        return leak.where().isEmpty()
                ? words.say("notice.leak", full, leak.line())
                : words.say("notice.leakAt", full, leak.line(), leak.where());
    }

    /** A publication. */
    NoticePage posting(Viewer viewer, Words words, Posting posting, List<Problem> problems) {
        Notice notice = posting.notice();
        LocalDate day = viewer.asOf().orElse(today.today());
        boolean may = viewer.asOf().isEmpty() && viewer.holdsAny(notice.by());
        List<Link> links = new ArrayList<>();
        links.add(new Link(
                words.say("notice.record"), Addresses.record(notice.of().register(), posting.record())));
        if (posting.text().isPresent()) {
            links.add(new Link(words.say("notice.poster"), postingAddress(notice, posting.id()) + "/poster"));
            if (posting.state() == NoticeState.RUNNING) {
                links.add(new Link(words.say("notice.public"), Doors.notice(viewer.community(), posting.id())));
            }
        }
        boolean stands = posting.state() == NoticeState.RUNNING || posting.state() == NoticeState.UNANSWERED;
        return new NoticePage(
                title(viewer, notice, posting.record()),
                words.say(
                        "notice.postingLead",
                        notice.label().in(words.language()),
                        Formats.date(posting.publishedOn(), words.language()),
                        Formats.date(posting.untilOn(), words.language()),
                        posting.place()),
                tag(posting, day, words),
                links,
                problems,
                posting.text()
                        .map(text -> sheet(PublicText.of(text, words.language())))
                        .orElse(null),
                posting.digest(),
                held(notices.held(notice), words),
                null,
                may && stands ? postingAddress(notice, posting.id()) + "/taking-down" : "",
                notice.dated()
                        .flatMap(Notice.Form.Dated::objections)
                        .map(o -> objections(viewer, words, posting, o, may))
                        .orElse(null));
    }

    private NoticePage.Objections objections(
            Viewer viewer, Words words, Posting posting, Notice.Objections register, boolean may) {
        List<NoticePage.Objection> said = new ArrayList<>();
        for (Notices.Objection objection : notices.objections(viewer, posting)) {
            Optional<RecordView> record = records.record(viewer, register.register(), objection.id());
            record.ifPresent(r -> said.add(objection(words, posting, objection, r, may)));
        }
        return new NoticePage.Objections(
                said,
                may && posting.state() != NoticeState.TAKEN_DOWN
                        ? new Link(
                                words.say("notice.enterObjection"),
                                Addresses.create(
                                        register.register(),
                                        Map.of("posting", posting.id().toString())))
                        : null);
    }

    private NoticePage.Objection objection(
            Words words, Posting posting, Notices.Objection objection, RecordView record, boolean may) {
        RegisterModel model = record.register();
        String id = objection.id().toString();
        List<NoticePage.Masked> masked = new ArrayList<>();
        for (String name : Notices.withheld()) {
            Object value = record.values().get(name);
            model.field(name)
                    .filter(f -> value != null)
                    .ifPresent(f -> masked.add(new NoticePage.Masked(
                            name + "-" + id,
                            f.label().in(words.language()),
                            String.valueOf(value),
                            may ? Addresses.record(model.id(), record.id()) + "/looks/" + name : "",
                            purposes(f, words))));
        }
        String result = objection
                .result()
                .flatMap(r -> model.field("result")
                        .map(f -> f.type()
                                .choices()
                                .getOrDefault(r, Label.same(r))
                                .in(words.language())))
                .map(r -> words.say("notice.result", r))
                .orElse("");
        boolean waits = objection.answeredOn().isEmpty();
        return new NoticePage.Objection(
                id,
                words.say("notice.saidOn", Formats.date(objection.on(), words.language())),
                waits
                        ? new Tag(words.say("notice.waits"), Tone.OVERDUE)
                        : new Tag(
                                words.say(
                                        "notice.answeredOn",
                                        Formats.shortDate(objection.answeredOn().get(), words.language())),
                                Tone.MET),
                masked,
                waits ? "" : objection.answer().orElse("") + result,
                may && waits
                        ? new NoticePage.Answering(
                                postingAddress(posting.notice(), posting.id()) + "/objections/" + id,
                                List.of(
                                        new Field(
                                                        "result",
                                                        words.say("notice.resultField"),
                                                        "",
                                                        "",
                                                        true,
                                                        false,
                                                        new Input.Pills(results(model, words.language())))
                                                .within(id),
                                        new Field(
                                                        "answer",
                                                        words.say("notice.answer"),
                                                        words.say("notice.answerHint"),
                                                        "",
                                                        true,
                                                        false,
                                                        new Input.LongText(""))
                                                .within(id)))
                        : null);
    }

    private static List<Option> results(RegisterModel model, Language language) {
        List<Option> options = new ArrayList<>();
        model.field("result")
                .ifPresent(f -> f.type()
                        .choices()
                        .forEach((key, label) -> options.add(new Option(key, label.in(language), false))));
        return options;
    }

    private static List<Option> purposes(FieldModel field, Words words) {
        List<Option> purposes = new ArrayList<>();
        field.sensitive()
                .map(s -> s.purpose().in(words.language()))
                .ifPresent(p -> purposes.add(new Option(p, p, true)));
        purposes.add(new Option(words.say("record.purposeCheck"), words.say("record.purposeCheck"), false));
        return purposes;
    }

    private static List<NoticePage.Held> held(List<Notices.Held> held, Words words) {
        return held.stream()
                .map(h -> new NoticePage.Held(
                        h.label().in(words.language()),
                        h.why()
                                .map(w -> words.say("notice.heldSensitive", w.in(words.language())))
                                .orElse("")))
                .toList();
    }

    static NoticePage.Sheet sheet(PublicText text) {
        return new NoticePage.Sheet(
                text.title(),
                text.lines().stream()
                        .map(l -> new NoticePage.Line(l.label(), l.words()))
                        .toList());
    }

    String title(Viewer viewer, Notice notice, UUID record) {
        return titles.of(viewer, notice.of().register(), List.of(record))
                .getOrDefault(record, notice.label().in(viewer.language()));
    }

    static Tag tag(Posting posting, LocalDate day, Words words) {
        String state = posting.state().label().in(words.language());
        return switch (posting.state()) {
            case RUNNING -> {
                long left = ChronoUnit.DAYS.between(day, posting.untilOn());
                yield new Tag(left == 0 ? words.say("notice.lastDay") : words.say("notice.daysLeft", left), Tone.OPEN);
            }
            case UNANSWERED -> new Tag(state, Tone.OVERDUE);
            case ENDED -> new Tag(state, Tone.MET);
            case TAKEN_DOWN ->
                new Tag(
                        state
                                + posting.why()
                                        .map(w -> words.say("notice.because", w))
                                        .orElse(""),
                        Tone.QUIET);
        };
    }
}
