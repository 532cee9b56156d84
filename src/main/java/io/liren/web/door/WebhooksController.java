package io.liren.web.door;

import io.liren.access.Staff;
import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.exchange.OpenAddresses;
import io.liren.exchange.Webhooks;
import io.liren.web.form.Field;
import io.liren.web.form.Input;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Page;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.web.list.ListPage;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Webhooks (推送), kept by the administrator: addresses that are told, and what they were told. */
@Controller
class WebhooksController {
    private static final String PLACE = "/webhooks";
    private static final String MADE = "webhookMade";
    private static final int LONGEST = 60;
    private static final int LONGEST_ADDRESS = 500;
    private static final int SHOWN = 100;
    private final Webhooks webhooks;
    private final OpenAddresses addresses;
    private final Today today;
    private final FrameMaker frames;

    WebhooksController(Webhooks webhooks, OpenAddresses addresses, Today today, FrameMaker frames) {
        this.webhooks = webhooks;
        this.addresses = addresses;
        this.today = today;
        this.frames = frames;
    }

    private static void onlyKeepers(Viewer viewer) {
        if (!viewer.posts().contains(Staff.ADMINISTRATOR)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    @GetMapping(PLACE)
    Page show(HttpServletRequest request, Viewer viewer) {
        return page(request, viewer, "", "", "");
    }

    private Page page(HttpServletRequest request, Viewer viewer, String wrong, String label, String address) {
        onlyKeepers(viewer);
        Words words = frames.words(viewer);
        List<DoorPage.Entry> entries = webhooks.all(viewer).stream()
                .map(hook -> entry(viewer, words, hook))
                .toList();
        return Page.of(
                        "door/page",
                        frames.frame(request, viewer, words.say("webhooks.title"), "/settings"),
                        new DoorPage(
                                words.say("webhooks.title"),
                                words.say("webhooks.lead"),
                                made(request, words),
                                new DoorPage.Adding(
                                        words.say("webhooks.add"),
                                        PLACE,
                                        wrong,
                                        fields(words, label, address),
                                        words.say("webhooks.make"),
                                        entries.isEmpty() || !wrong.isEmpty()),
                                entries,
                                words.say("webhooks.none")))
                .status(wrong.isEmpty() ? HttpStatus.OK.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private DoorPage.Entry entry(Viewer viewer, Words words, Webhooks.Webhook hook) {
        Optional<Webhooks.Delivery> last =
                webhooks.deliveries(viewer, hook.id(), 1).stream().findFirst();
        return new DoorPage.Entry(
                hook.label(),
                last.map(d -> state(words, d)).orElse(new Tag(words.say("webhooks.quiet"), Tone.QUIET)),
                List.of(
                        hook.address(),
                        hook.events().stream()
                                .sorted()
                                .map(e -> words.say("webhooks.event." + e))
                                .collect(Collectors.joining(words.say("list.and"))),
                        words.say("door.since", Formats.instant(hook.madeAt(), today.zone(), words.language()))),
                PLACE + "/" + hook.id() + "/end",
                new Link(words.say("webhooks.deliveries"), PLACE + "/" + hook.id()));
    }

    private static Tag state(Words words, Webhooks.Delivery delivery) {
        if (delivery.deliveredAt().isPresent()) {
            return new Tag(words.say("webhooks.delivered"), Tone.MET);
        }
        return delivery.givenUpAt().isPresent()
                ? new Tag(words.say("webhooks.givenUp"), Tone.OVERDUE)
                : new Tag(words.say("webhooks.waiting"), Tone.OPEN);
    }

    private static List<Field> fields(Words words, String label, String address) {
        List<Option> events = Arrays.stream(Webhooks.Event.values())
                .map(e -> new Option(e.word(), words.say("webhooks.event." + e.word()), true))
                .toList();
        return List.of(
                new Field(
                        "label",
                        words.say("tokens.label"),
                        words.say("webhooks.labelHint"),
                        "",
                        true,
                        false,
                        new Input.Text(label, Input.Keyboard.TEXT, "off", LONGEST)),
                new Field(
                        "address",
                        words.say("webhooks.address"),
                        words.say("webhooks.addressHint"),
                        "",
                        true,
                        false,
                        new Input.Text(address, Input.Keyboard.TEXT, "off", LONGEST_ADDRESS)),
                new Field("events", words.say("webhooks.events"), "", "", true, false, new Input.Many(events)));
    }

    private static DoorPage.@Nullable Made made(HttpServletRequest request, Words words) {
        if (!(request.getSession().getAttribute(MADE) instanceof String secret)) {
            return null;
        }
        request.getSession().removeAttribute(MADE);
        return new DoorPage.Made(words.say("webhooks.made"), secret, words.say("webhooks.madeHint"), null);
    }

    @PostMapping(PLACE)
    Object make(
            HttpServletRequest request,
            Viewer viewer,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") Set<String> events) {
        onlyKeepers(viewer);
        Words words = frames.words(viewer);
        Set<Webhooks.Event> chosen = Arrays.stream(Webhooks.Event.values())
                .filter(e -> events.contains(e.word()))
                .collect(Collectors.toSet());
        if (label.isBlank() || label.length() > LONGEST || address.length() > LONGEST_ADDRESS || chosen.isEmpty()) {
            return page(request, viewer, words.say("webhooks.wrong"), label, address);
        }
        Optional<Label> wrong = addresses.wrong(address.strip());
        if (wrong.isPresent()) {
            return page(request, viewer, wrong.get().in(words.language()), label, address);
        }
        Webhooks.Made made = webhooks.make(viewer, label.strip(), address.strip(), chosen);
        request.getSession().setAttribute(MADE, made.secret());
        return "redirect:" + PLACE;
    }

    @PostMapping(PLACE + "/{id}/end")
    String end(HttpServletRequest request, Viewer viewer, @PathVariable UUID id) {
        onlyKeepers(viewer);
        if (!webhooks.end(viewer, id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        FrameMaker.flash(request, frames.words(viewer).say("door.ended"), null);
        return "redirect:" + PLACE;
    }

    @GetMapping(PLACE + "/{id}")
    Page deliveries(HttpServletRequest request, Viewer viewer, @PathVariable UUID id) {
        onlyKeepers(viewer);
        Words words = frames.words(viewer);
        List<Webhooks.Delivery> deliveries = webhooks.deliveries(viewer, id, SHOWN);
        ListPage page = new ListPage(
                words.say("webhooks.deliveries"),
                words.say("webhooks.deliveriesLead"),
                PLACE + "/" + id,
                null,
                List.of(new ListPage.Action(words.say("webhooks.back"), PLACE, false)),
                new ListPage.Search("", List.of()),
                List.of(),
                words.say("list.count", deliveries.size()),
                List.of(),
                null,
                List.of(
                        column(words, "webhooks.what", false),
                        column(words, "webhooks.state", false),
                        column(words, "webhooks.when", false),
                        column(words, "webhooks.attempts", true),
                        column(words, "webhooks.said", false)),
                deliveries.stream().map(d -> row(words, d)).toList(),
                List.of(),
                new ListPage.Pages("", null, null),
                words.say("webhooks.nothing"));
        return Page.of("list/page", frames.frame(request, viewer, words.say("webhooks.deliveries"), "/settings"), page);
    }

    private static ListPage.Column column(Words words, String key, boolean number) {
        return new ListPage.Column(words.say(key), number, false, "", ListPage.Order.NONE);
    }

    private ListPage.Row row(Words words, Webhooks.Delivery delivery) {
        Tag state = state(words, delivery);
        return new ListPage.Row(
                "",
                List.of(
                        new ListPage.Cell(delivery.event() + " " + delivery.about(), Tone.PLAIN),
                        new ListPage.Cell(state.text(), state.tone()),
                        new ListPage.Cell(
                                Formats.instant(delivery.madeAt(), today.zone(), words.language()), Tone.PLAIN),
                        new ListPage.Cell(Formats.count(delivery.attempts(), words.language()), Tone.PLAIN),
                        new ListPage.Cell(delivery.said(), Tone.PLAIN)));
    }
}
