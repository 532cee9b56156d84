package io.liren.web.rights;

import io.liren.access.Looks;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.consent.Consents;
import io.liren.consent.Standing;
import io.liren.register.FieldModel;
import io.liren.register.FieldWords;
import io.liren.register.Holdings;
import io.liren.register.RecordView;
import io.liren.register.RegisterModel;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** Makes the page of what is held about somebody (本人信息), and the copy. */
final class RightsMaker {
    private static final int SHOWN = 10;
    private static final int LOOKS = 100;
    private final Edition edition;
    private final Holdings holdings;
    private final Consents consents;
    private final Today today;

    RightsMaker(Edition edition, Holdings holdings, Consents consents, Today today) {
        this.edition = edition;
        this.holdings = holdings;
        this.consents = consents;
        this.today = today;
    }

    RightsPage page(Viewer viewer, Words words, RecordView person, String address) {
        List<Holdings.Holding> held = holdings.of(viewer, person.register().id(), person.id());
        return new RightsPage(
                words.say("rights.title", person.title()),
                new Link(person.title(), Addresses.record(person.register().id(), person.id())),
                consents(viewer, words, person),
                held.stream().map(h -> held(words, h)).toList(),
                holdings.looks(viewer, held, LOOKS).stream()
                        .map(l -> look(words, l))
                        .toList(),
                viewer.asOf().isEmpty() ? address + "/copy" : "");
    }

    private List<RightsPage.Rest> consents(Viewer viewer, Words words, RecordView person) {
        return consents.of(viewer, person.register().id()).stream()
                .map(c -> {
                    Standing.State state =
                            consents.standing(viewer, c, person.id()).state();
                    return new RightsPage.Rest(
                            new Link(
                                    c.label().in(words.language()),
                                    "/consents/" + c.id().replace('.', '/') + "/for/" + person.id()),
                            new Tag(
                                    state.label().in(words.language()),
                                    state == Standing.State.GIVEN ? Tone.MET : Tone.QUIET));
                })
                .toList();
    }

    private static RightsPage.Held held(Words words, Holdings.Holding holding) {
        RegisterModel model = holding.register();
        int more = holding.records().size() - SHOWN;
        return new RightsPage.Held(
                model.label().in(words.language()),
                words.say("rights.count", holding.records().size()),
                why(words, model),
                holding.records().stream()
                        .limit(SHOWN)
                        .map(r -> new RightsPage.One(
                                new Link(r.title(), Addresses.record(model.id(), r.id())), facts(words, r)))
                        .toList(),
                more > 0 ? words.say("rights.more", more) : "");
    }

    private static String why(Words words, RegisterModel model) {
        String purposes = model.entered().stream()
                .flatMap(f -> f.sensitive().stream())
                .map(s -> s.purpose().in(words.language()))
                .distinct()
                .collect(Collectors.joining(words.say("consent.between")));
        return purposes.isEmpty() ? "" : words.say("rights.why", purposes);
    }

    private static List<RightsPage.Fact> facts(Words words, RecordView record) {
        List<RightsPage.Fact> facts = new ArrayList<>();
        for (FieldModel field : record.register().entered()) {
            String said =
                    FieldWords.of(field.type(), record.values().get(field.name()), words.language(), record.titles());
            if (!said.isEmpty()) {
                facts.add(new RightsPage.Fact(field.label().in(words.language()), said));
            }
        }
        return facts;
    }

    private RightsPage.Look look(Words words, Looks.Named named) {
        Looks.Look look = named.look();
        Optional<RegisterModel> model = edition.find(RegisterModel.class, look.register());
        String field = model.flatMap(m -> m.field(look.field()))
                .map(f -> f.label().in(words.language()))
                .orElse(look.field());
        String register = model.map(m -> m.label().in(words.language())).orElse("");
        String post = look.post().contains(".")
                ? edition.names().postLabel(look.post()).in(words.language())
                : look.post();
        return new RightsPage.Look(
                Formats.instant(look.at(), today.zone(), words.language()),
                words.say("rights.looked", named.name(), post, register + " · " + field),
                look.purpose());
    }

    /** The copy as XHTML for a printed page; it holds what the viewer may see in full. */
    String copy(Viewer viewer, Words words, RecordView person) {
        StringBuilder body = new StringBuilder();
        body.append("<h1>")
                .append(text(words.say("rights.title", person.title())))
                .append("</h1><p class=\"center\">")
                .append(text(words.say("rights.copyFor", Formats.date(today.today(), words.language()))))
                .append("</p>");
        for (Holdings.Holding holding :
                holdings.copy(viewer, person.register().id(), person.id(), words.say("rights.copyPurpose"))) {
            body.append("<p><b>")
                    .append(text(holding.register().label().in(words.language())))
                    .append("</b> ")
                    .append(text(why(words, holding.register())))
                    .append("</p>");
            for (RecordView record : holding.records()) {
                body.append("<table>");
                for (RightsPage.Fact fact : facts(words, record)) {
                    body.append("<tr><td>")
                            .append(text(fact.label()))
                            .append("</td><td>")
                            .append(text(fact.value()))
                            .append("</td></tr>");
                }
                body.append("</table>");
            }
        }
        return body.toString();
    }

    private static String text(String words) {
        return HtmlUtils.htmlEscape(words, "UTF-8");
    }
}
