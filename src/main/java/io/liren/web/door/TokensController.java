package io.liren.web.door;

import io.liren.access.Tokens;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.rulebook.Rulebook;
import io.liren.web.form.Field;
import io.liren.web.form.Input;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Option;
import io.liren.web.frame.Page;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Tokens for the API (接口令牌), each user's own. */
@Controller
class TokensController {
    private static final String PLACE = "/tokens";
    private static final String MADE = "tokenMade";
    private static final int LONGEST = 60;
    private static final int STANDARD_MONTHS = 12;
    private final Tokens tokens;
    private final Edition edition;
    private final Today today;
    private final FrameMaker frames;

    TokensController(Tokens tokens, Edition edition, Today today, FrameMaker frames) {
        this.tokens = tokens;
        this.edition = edition;
        this.today = today;
        this.frames = frames;
    }

    @GetMapping(PLACE)
    Page show(HttpServletRequest request, Viewer viewer) {
        return page(request, viewer, "");
    }

    private Page page(HttpServletRequest request, Viewer viewer, String wrong) {
        Words words = frames.words(viewer);
        List<DoorPage.Entry> entries = tokens.of(viewer, Tokens.Kind.API).stream()
                .map(token -> new DoorPage.Entry(
                        token.label(),
                        new Tag(words.say("door.works"), Tone.MET),
                        List.of(
                                scopes(words, token),
                                words.say("door.since", Formats.instant(token.madeAt(), today.zone(), words.language()))
                                        + token.endsAt()
                                                .map(at -> words.say(
                                                        "door.until",
                                                        Formats.instant(at, today.zone(), words.language())))
                                                .orElse(""),
                                token.usedAt()
                                        .map(at -> words.say(
                                                "door.used", Formats.instant(at, today.zone(), words.language())))
                                        .orElse(words.say("door.unused"))),
                        PLACE + "/" + token.id() + "/end",
                        null))
                .toList();
        return Page.of(
                        "door/page",
                        frames.frame(request, viewer, words.say("tokens.title"), "/settings"),
                        new DoorPage(
                                words.say("tokens.title"),
                                words.say("tokens.lead"),
                                made(request, words),
                                new DoorPage.Adding(
                                        words.say("tokens.add"),
                                        PLACE,
                                        wrong,
                                        fields(words),
                                        words.say("tokens.make"),
                                        entries.isEmpty() || !wrong.isEmpty()),
                                entries,
                                words.say("tokens.none")))
                .status(wrong.isEmpty() ? HttpStatus.OK.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private List<Field> fields(Words words) {
        List<Option> scopes = Arrays.stream(Tokens.May.values())
                .map(may -> new Option(may.word(), words.say("tokens.may." + may.word()), may != Tokens.May.WRITE))
                .toList();
        List<Option> rulebooks = edition.rulebooks().stream()
                .map(r -> new Option(r.id(), r.title().in(words.language()), false))
                .toList();
        return List.of(
                new Field(
                        "label",
                        words.say("tokens.label"),
                        words.say("tokens.labelHint"),
                        "",
                        true,
                        false,
                        new Input.Text("", Input.Keyboard.TEXT, "off", LONGEST)),
                new Field("scopes", words.say("tokens.scopes"), "", "", true, false, new Input.Many(scopes)),
                new Field(
                        "rulebooks",
                        words.say("tokens.rulebooks"),
                        words.say("tokens.rulebooksHint"),
                        "",
                        false,
                        false,
                        new Input.Many(rulebooks)),
                new Field(
                        "until",
                        words.say("tokens.until"),
                        "",
                        "",
                        true,
                        false,
                        new Input.Text(
                                today.today().plusMonths(STANDARD_MONTHS).toString(), Input.Keyboard.TEXT, "off", 10)));
    }

    private String scopes(Words words, Tokens.Token token) {
        String may = Arrays.stream(Tokens.May.values())
                .filter(token::may)
                .map(m -> words.say("tokens.may." + m.word()))
                .collect(Collectors.joining(words.say("list.and")));
        String where = edition.rulebooks().stream()
                .filter(r -> token.scopes().contains(Tokens.limited(r.id())))
                .map(r -> r.title().in(words.language()))
                .collect(Collectors.joining(words.say("list.and")));
        return where.isEmpty() ? may : may + " · " + where;
    }

    private static DoorPage.@Nullable Made made(HttpServletRequest request, Words words) {
        if (!(request.getSession().getAttribute(MADE) instanceof String secret)) {
            return null;
        }
        request.getSession().removeAttribute(MADE);
        return new DoorPage.Made(words.say("tokens.made"), secret, words.say("tokens.madeHint"), null);
    }

    @PostMapping(PLACE)
    Object make(
            HttpServletRequest request,
            Viewer viewer,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") Set<String> scopes,
            @RequestParam(defaultValue = "") Set<String> rulebooks,
            @RequestParam(defaultValue = "") String until) {
        Words words = frames.words(viewer);
        Optional<LocalDate> day = day(until);
        Set<String> may = Arrays.stream(Tokens.May.values())
                .map(Tokens.May::word)
                .filter(scopes::contains)
                .collect(Collectors.toSet());
        if (label.isBlank() || label.length() > LONGEST || may.isEmpty()) {
            return page(request, viewer, words.say("tokens.wrong"));
        }
        if (day.filter(d -> d.isAfter(today.today())).isEmpty()) {
            return page(request, viewer, words.say("tokens.wrongDay"));
        }
        Set<String> all = Stream.concat(
                        may.stream(),
                        edition.rulebooks().stream()
                                .map(Rulebook::id)
                                .filter(rulebooks::contains)
                                .map(Tokens::limited))
                .collect(Collectors.toCollection(TreeSet::new));
        Tokens.Made made = tokens.make(viewer, Tokens.Kind.API, label.strip(), all, day);
        request.getSession().setAttribute(MADE, made.secret());
        return "redirect:" + PLACE;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @PostMapping(PLACE + "/{id}/end")
    String end(HttpServletRequest request, Viewer viewer, @PathVariable UUID id) {
        if (!tokens.end(viewer, id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        FrameMaker.flash(request, frames.words(viewer).say("door.ended"), null);
        return "redirect:" + PLACE;
    }
}
