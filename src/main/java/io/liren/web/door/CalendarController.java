package io.liren.web.door;

import io.liren.access.Tokens;
import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.exchange.Ics;
import io.liren.web.form.Field;
import io.liren.web.form.Input;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.web.open.QrCode;
import io.liren.wording.Formats;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Calendars (日历订阅): a secret address for each user, and what stands under it. */
@Controller
class CalendarController {
    private static final String PLACE = "/feeds";
    private static final String MADE = "calendarMade";
    private static final int LONGEST = 60;
    private final Tokens tokens;
    private final CalendarMaker maker;
    private final Today today;
    private final FrameMaker frames;

    CalendarController(Tokens tokens, CalendarMaker maker, Today today, FrameMaker frames) {
        this.tokens = tokens;
        this.maker = maker;
        this.today = today;
        this.frames = frames;
    }

    /** What a phone fetches. A wrong, an ended and a made-up address all look the same. */
    @GetMapping("/public/calendar/{secret}.ics")
    ResponseEntity<byte[]> feed(@PathVariable String secret) {
        Viewer viewer = tokens.open(Tokens.Kind.CALENDAR, secret)
                .map(Tokens.Opened::viewer)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String base =
                ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        String name = Words.in(viewer.language()).say("calendar.name", viewer.name());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .header("Cache-Control", "private, no-store")
                .body(Ics.write(name, maker.events(viewer, base), today.now()).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping(PLACE)
    Page show(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        List<DoorPage.Entry> entries = new ArrayList<>();
        for (Tokens.Token token : tokens.of(viewer, Tokens.Kind.CALENDAR)) {
            entries.add(new DoorPage.Entry(
                    token.label(),
                    new Tag(words.say("door.works"), Tone.MET),
                    List.of(since(words, token), used(words, token)),
                    PLACE + "/" + token.id() + "/end",
                    null));
        }
        Field label = new Field(
                "label",
                words.say("calendar.device"),
                words.say("calendar.deviceHint"),
                "",
                true,
                false,
                new Input.Text("", Input.Keyboard.TEXT, "off", LONGEST));
        return Page.of(
                "door/page",
                frames.frame(request, viewer, words.say("calendar.title"), "/settings"),
                new DoorPage(
                        words.say("calendar.title"),
                        words.say("calendar.lead"),
                        made(request, words),
                        new DoorPage.Adding(
                                words.say("calendar.add"),
                                PLACE,
                                "",
                                List.of(label),
                                words.say("calendar.make"),
                                entries.isEmpty()),
                        entries,
                        words.say("calendar.none")));
    }

    private String since(Words words, Tokens.Token token) {
        return words.say("door.since", Formats.instant(token.madeAt(), today.zone(), words.language()));
    }

    private String used(Words words, Tokens.Token token) {
        return token.usedAt()
                .map(at -> words.say("door.used", Formats.instant(at, today.zone(), words.language())))
                .orElse(words.say("door.unused"));
    }

    private static DoorPage.@Nullable Made made(HttpServletRequest request, Words words) {
        if (!(request.getSession().getAttribute(MADE) instanceof String secret)) {
            return null;
        }
        request.getSession().removeAttribute(MADE);
        String address =
                ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString() + "/public/calendar/"
                        + secret + ".ics";
        return new DoorPage.Made(
                words.say("calendar.made"), address, words.say("calendar.madeHint"), QrCode.of(address));
    }

    @PostMapping(PLACE)
    String make(HttpServletRequest request, Viewer viewer, @RequestParam(defaultValue = "") String label) {
        Words words = frames.words(viewer);
        String called = label.isBlank() ? words.say("calendar.phone") : label.strip();
        Tokens.Made made = tokens.make(
                viewer,
                Tokens.Kind.CALENDAR,
                called.substring(0, Math.min(LONGEST, called.length())),
                Set.of(),
                Optional.empty());
        request.getSession().setAttribute(MADE, made.secret());
        return "redirect:" + PLACE;
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
