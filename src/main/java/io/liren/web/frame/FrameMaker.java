package io.liren.web.frame;

import io.liren.access.Accounts;
import io.liren.access.Areas;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.intake.Intake;
import io.liren.payment.PaymentList;
import io.liren.register.RegisterModel;
import io.liren.urgent.Urgents;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Makes what stands around a page. */
@Component
public final class FrameMaker {
    private static final String FLASH = "flash";
    private final Accounts accounts;
    private final Edition edition;
    private final Today today;
    private final Urgents urgents;

    FrameMaker(Accounts accounts, Edition edition, Today today, Urgents urgents) {
        this.urgents = urgents;
        this.accounts = accounts;
        this.edition = edition;
        this.today = today;
    }

    /** The words in the viewer's language. */
    public Words words(Viewer viewer) {
        return Words.in(viewer.language());
    }

    /** Says one line on the next page that is shown. */
    public static void flash(HttpServletRequest request, String text, @Nullable String undo) {
        request.getSession().setAttribute(FLASH, new String[] {text, undo == null ? "" : undo});
    }

    /** The frame of a page for someone who is signed in; {@code place} is the address of the place in the side bar. */
    public Frame frame(HttpServletRequest request, Viewer viewer, String title, String place) {
        Words words = words(viewer);
        Language language = viewer.language();
        LocalDate day = viewer.asOf().orElse(today.today());
        Optional<Accounts.Workplace> workplace = accounts.workplaces(viewer.user()).stream()
                .filter(w -> w.community().equals(viewer.community()))
                .findFirst();
        String posts = String.join(
                language == Language.ZH ? "、" : ", ",
                viewer.posts().stream()
                        .sorted()
                        .map(p -> p.contains(".") ? edition.names().postLabel(p).in(language) : words.say("post." + p))
                        .toList());
        return new Frame(
                words,
                title,
                workplace
                        .map(w -> language == Language.ZH ? w.nameZh() : w.nameEn())
                        .orElse(""),
                workplace
                        .map(w -> language == Language.ZH ? w.aboveZh() : w.aboveEn())
                        .orElse(""),
                places(words, viewer, place),
                tabs(words, viewer, place),
                Optional.ofNullable(request.getParameter("q")).orElse(""),
                new Frame.DateChip(
                        Formats.date(day, language) + " " + Formats.weekday(day, language),
                        viewer.asOf().isPresent(),
                        day.toString(),
                        request.getRequestURI(),
                        request.getRequestURI() + "?as-of="),
                languages(request, language),
                new Frame.SignedIn(Integer.toHexString(viewer.user().hashCode()), viewer.name(), posts),
                taken(request),
                csrf(request));
    }

    /** The bar at the foot of a phone; what is urgent is one tap away for those who may see it. */
    private List<Frame.NavItem> tabs(Words words, Viewer viewer, String place) {
        List<Frame.NavItem> tabs = new ArrayList<>(List.of(
                item(words, "tab.today", "/", place),
                item(words, "tab.enter", "/enter", place),
                item(words, "tab.find", "/search", place),
                item(words, "tab.rulebooks", "/rulebooks", place)));
        if (!urgents.of(viewer).isEmpty()) {
            tabs.add(item(words, "tab.urgent", "/urgent", place));
        }
        return List.copyOf(tabs);
    }

    private List<Frame.NavItem> places(Words words, Viewer viewer, String place) {
        boolean handles = edition.all(Intake.class).stream().anyMatch(i -> viewer.holdsAny(i.handledBy()));
        List<Frame.NavItem> places = new ArrayList<>(List.of(
                item(words, "nav.today", "/", place),
                item(words, "nav.rulebooks", "/rulebooks", place),
                item(words, "nav.registers", "/registers", place),
                item(words, "nav.cases", "/cases", place)));
        if (!urgents.of(viewer).isEmpty()) {
            places.add(item(words, "nav.urgent", "/urgent", place));
        }
        if (handles) {
            places.add(item(words, "nav.intakes", "/intakes", place));
        }
        if (pays(viewer)) {
            places.add(item(words, "nav.payments", "/payments", place));
        }
        places.addAll(List.of(
                item(words, "nav.ledgers", "/ledgers", place),
                item(words, "nav.reports", "/reports", place),
                item(words, "nav.notices", "/notices", place),
                item(words, "nav.organisations", "/organisations", place),
                item(words, "nav.settings", "/settings", place)));
        return List.copyOf(places);
    }

    private boolean pays(Viewer viewer) {
        return edition.all(PaymentList.class).stream()
                .anyMatch(
                        l -> edition.find(RegisterModel.class, l.books().lists().register())
                                .filter(m -> m.opensTo(viewer))
                                .isPresent());
    }

    /** The frame of a page for the office above: one place, nothing of any community's own pages. */
    public Frame above(
            HttpServletRequest request, UUID user, String name, Language language, String area, String title) {
        Words words = Words.in(language);
        return new Frame(
                words,
                title,
                area,
                "",
                List.of(item(words, "nav.street", "/street", "/street")),
                List.of(),
                "",
                new Frame.DateChip(
                        Formats.date(today.today(), language) + " " + Formats.weekday(today.today(), language),
                        false,
                        today.today().toString(),
                        "/street",
                        "/street"),
                languages(request, language),
                new Frame.SignedIn(Integer.toHexString(user.hashCode()), name, words.say("post.overseer")),
                taken(request),
                csrf(request));
    }

    /** The frame of a page before anyone is signed in. */
    public Frame door(HttpServletRequest request, Language language, String title) {
        Words words = Words.in(language);
        return new Frame(
                words,
                title,
                "",
                "",
                List.of(),
                List.of(),
                "",
                new Frame.DateChip("", false, today.today().toString(), "/", "/"),
                languages(request, language),
                null,
                taken(request),
                csrf(request));
    }

    /** The frame of a page that anyone may open, of one community. */
    public Frame open(HttpServletRequest request, Language language, String title, Areas.Named community) {
        Frame door = door(request, language, title);
        return new Frame(
                door.words(),
                title,
                community.name().in(language),
                community.above().in(language),
                List.of(new Frame.NavItem(
                        community.name().in(language), "/public/" + community.id(), false, "", false)),
                List.of(),
                "",
                door.date(),
                door.languages(),
                null,
                door.flash(),
                door.csrf());
    }

    private static Frame.NavItem item(Words words, String key, String href, String place) {
        return new Frame.NavItem(words.say(key), href, href.equals(place), "", false);
    }

    private static List<Link> languages(HttpServletRequest request, Language now) {
        Language other = now == Language.ZH ? Language.EN : Language.ZH;
        String back =
                request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        String href = UriComponentsBuilder.fromPath("/language")
                .queryParam("to", other == Language.EN ? "en" : "zh")
                .queryParam("back", "{back}")
                .encode()
                .buildAndExpand(back)
                .toUriString();
        return List.of(new Link(other == Language.EN ? "English" : "中文", href));
    }

    private static Frame.@Nullable Flash taken(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(FLASH) instanceof String[] flash)) {
            return null;
        }
        session.removeAttribute(FLASH);
        return new Frame.Flash(flash[0], flash[1].isEmpty() ? null : flash[1]);
    }

    private static Frame.Csrf csrf(HttpServletRequest request) {
        Object token = request.getAttribute(CsrfToken.class.getName());
        return token instanceof CsrfToken csrf
                ? new Frame.Csrf(csrf.getHeaderName(), csrf.getParameterName(), csrf.getToken())
                : new Frame.Csrf("X-CSRF-TOKEN", "_csrf", "");
    }
}
