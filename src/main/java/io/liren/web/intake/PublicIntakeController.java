package io.liren.web.intake;

import io.liren.access.Areas;
import io.liren.access.FollowCodes;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.intake.Intake;
import io.liren.intake.Intakes;
import io.liren.procedure.Procedure;
import io.liren.register.Attachments;
import io.liren.register.FieldModel;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.web.form.Field;
import io.liren.web.form.FieldMaker;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.form.Input;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.Titles;
import io.liren.web.frame.ViewerResolver;
import io.liren.web.frame.Words;
import io.liren.web.open.Communities;
import io.liren.web.open.Doors;
import io.liren.web.open.FollowPage;
import io.liren.web.open.Following;
import io.liren.web.open.OpenPage;
import io.liren.web.open.Opening;
import io.liren.web.open.Sender;
import io.liren.web.open.SentPage;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** Public forms: sent in without signing in, followed by a code. */
@Controller
@RequestMapping("/public/{community}")
class PublicIntakeController implements Opening, Following {
    private static final String NAME = "sender";
    private static final String CONTACT = "reach";
    private final Intakes intakes;
    private final Edition edition;
    private final Records records;
    private final Titles titles;
    private final Attachments attachments;
    private final Today today;
    private final Communities communities;
    private final Sender sender;
    private final FrameMaker frames;

    PublicIntakeController(
            Intakes intakes,
            Edition edition,
            Records records,
            Titles titles,
            Attachments attachments,
            Today today,
            Communities communities,
            Sender sender,
            FrameMaker frames) {
        this.intakes = intakes;
        this.edition = edition;
        this.records = records;
        this.titles = titles;
        this.attachments = attachments;
        this.today = today;
        this.communities = communities;
        this.sender = sender;
        this.frames = frames;
    }

    @GetMapping("/forms/{rulebook}/{name}")
    Page form(
            HttpServletRequest request,
            @PathVariable UUID community,
            @PathVariable String rulebook,
            @PathVariable String name) {
        return form(request, here(community), find(rulebook, name), List.of());
    }

    @PostMapping("/forms/{rulebook}/{name}")
    Page send(
            HttpServletRequest request,
            @PathVariable UUID community,
            @PathVariable String rulebook,
            @PathVariable String name) {
        Intake intake = find(rulebook, name);
        Areas.Named here = here(community);
        Words words = words(request);
        Optional<Problem> held = sender.problem(request, intake.id(), community, words);
        if (held.isPresent()) {
            return form(request, here, intake, List.of(held.get()));
        }
        Map<String, String> typed = new LinkedHashMap<>();
        intake.asks().forEach(a -> typed.put(a.field(), typed(request, a.field())));
        return switch (intakes.send(
                community, intake, typed, typed(request, NAME), typed(request, CONTACT), words.language())) {
            case Intakes.Sent.Taken(String code) ->
                Page.of(
                        "open/sent",
                        frames.open(request, words.language(), words.say("intake.sent"), here),
                        new SentPage(
                                words.say("intake.sent"),
                                words.say("intake.sentLead"),
                                code,
                                new Link(words.say("open.follow"), Doors.following(community)),
                                new Link(here.name().in(words.language()), Doors.community(community))));
            case Intakes.Sent.Refused(var problems) ->
                form(
                        request,
                        here,
                        intake,
                        problems.stream()
                                .map(p -> new Problem(
                                        shown(p.field().orElse("")), p.says().in(words.language())))
                                .toList());
        };
    }

    /** Name and contact are typed under names that no field of a register has here. */
    private static String shown(String field) {
        return switch (field) {
            case "from_name" -> NAME;
            case "contact" -> CONTACT;
            case String other -> other;
        };
    }

    private Page form(HttpServletRequest request, Areas.Named here, Intake intake, List<Problem> problems) {
        Words words = words(request);
        sender.shown(request, intake.id());
        RegisterModel model = intakes.model(intake);
        FieldMaker maker = new FieldMaker(
                records, titles, attachments, today, Viewer.resident(here.id(), words.language()), words);
        List<Field> fields = new ArrayList<>();
        for (Intake.Asked asked : intake.asks()) {
            FieldModel field = model.field(asked.field()).orElseThrow();
            Field made = maker.field(model, field, typed(request, asked.field()), error(problems, asked.field()));
            fields.add(new Field(
                    made.name(),
                    asked.label().in(words.language()),
                    asked.hint().map(h -> h.in(words.language())).orElse(made.hint()),
                    made.error(),
                    asked.required() || field.required(),
                    true,
                    made.input()));
        }
        boolean needed = !intake.anonymous();
        PublicFormPage page = new PublicFormPage(
                intake.label().in(words.language()),
                intake.intro().in(words.language()),
                Doors.form(here.id(), intake.id()),
                Sender.TRAP,
                problems,
                fields,
                words.say(needed ? "intake.who" : "intake.whoIfYouLike"),
                List.of(
                        who(request, words, problems, NAME, needed, "name", Input.Keyboard.TEXT),
                        who(request, words, problems, CONTACT, needed, "tel", Input.Keyboard.TEXT)));
        Page made = Page.of("intake/form", frames.open(request, words.language(), page.title(), here), page);
        return problems.isEmpty() ? made : made.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private static Field who(
            HttpServletRequest request,
            Words words,
            List<Problem> problems,
            String name,
            boolean needed,
            String complete,
            Input.Keyboard keyboard) {
        return new Field(
                name,
                words.say("intake." + name),
                words.say("intake.onlyHandler"),
                error(problems, name),
                needed,
                true,
                new Input.Text(typed(request, name), keyboard, complete, 100));
    }

    private static String error(List<Problem> problems, String field) {
        return problems.stream()
                .filter(p -> p.field().equals(field))
                .map(Problem::text)
                .findFirst()
                .orElse("");
    }

    private static String typed(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? "" : String.join(",", values).replace("\r\n", "\n");
    }

    @Override
    public List<OpenPage.Group> of(UUID community, Words words) {
        List<OpenPage.Item> items = intakes.all().stream()
                .map(i -> new OpenPage.Item(
                        new Link(i.label().in(words.language()), Doors.form(community, i.id())),
                        words.say(i.anonymous() ? "intake.anonymous" : "intake.named")))
                .toList();
        return items.isEmpty() ? List.of() : List.of(new OpenPage.Group(words.say("intake.open"), items));
    }

    @Override
    public Optional<FollowPage.Found> of(UUID community, FollowCodes.Followed followed, Words words) {
        return intakes.followed(community, followed.register(), followed.record(), words.language())
                .map(f -> {
                    List<FollowPage.Fact> facts = new ArrayList<>();
                    facts.add(
                            new FollowPage.Fact(words.say("open.cameOn"), Formats.date(f.cameOn(), words.language())));
                    f.facts()
                            .forEach(
                                    t -> facts.add(new FollowPage.Fact(t.label().in(words.language()), t.words())));
                    return new FollowPage.Found(
                            f.intake().label().in(words.language()),
                            state(f, words),
                            facts,
                            f.reply().orElse(""));
                });
    }

    private String state(Intakes.Followed followed, Words words) {
        Optional<Label> state = followed.state()
                .flatMap(key -> edition.all(Procedure.class).stream()
                        .filter(p -> p.of().equals(followed.intake().of().register()))
                        .findFirst()
                        .map(p -> p.stateLabel(key)));
        return state.map(s -> words.say("intake.stands", s.in(words.language())))
                .orElseGet(() -> words.say("intake.state." + followed.outcome().orElse("waiting")));
    }

    private Intake find(String rulebook, String name) {
        return intakes.find(rulebook + "." + name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Areas.Named here(UUID community) {
        return communities.find(community).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Words words(HttpServletRequest request) {
        return Words.in(ViewerResolver.spoken(request));
    }
}
