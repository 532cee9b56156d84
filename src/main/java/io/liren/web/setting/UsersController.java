package io.liren.web.setting;

import io.liren.access.Staff;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.rulebook.Rulebook;
import io.liren.schema.Ids;
import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.form.Input;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Option;
import io.liren.web.frame.Page;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Users and their posts (人员与岗位), kept by the community's administrator. */
@Controller
@RequestMapping("/users")
class UsersController {
    private static final String CREATED = "created";
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    /** Without letters and digits that look alike. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    private final Staff staff;
    private final Edition edition;
    private final Today today;
    private final FrameMaker frames;
    private final PasswordEncoder encoder;
    private final SecureRandom random = new SecureRandom();

    UsersController(Staff staff, Edition edition, Today today, FrameMaker frames, PasswordEncoder encoder) {
        this.staff = staff;
        this.edition = edition;
        this.today = today;
        this.frames = frames;
        this.encoder = encoder;
    }

    @GetMapping
    Page show(HttpServletRequest request, Viewer viewer) {
        return page(request, viewer, Map.of(), List.of());
    }

    @PostMapping
    Object add(HttpServletRequest request, Viewer viewer, @RequestParam Map<String, String> typed) {
        onlyKeepers(viewer);
        Words words = frames.words(viewer);
        String login = typed.getOrDefault("login", "").strip();
        String name = typed.getOrDefault("name", "").strip();
        List<Problem> problems = new ArrayList<>();
        if (name.isEmpty() || name.length() > 60) {
            problems.add(new Problem("name", words.say("users.nameMissing")));
        }
        if (!LOGIN.matcher(login).matches()) {
            problems.add(new Problem("login", words.say("first.accountHint")));
        }
        String post = typed.getOrDefault("post", "");
        if (!isPost(post)) {
            problems.add(new Problem("post", words.say("users.postMissing")));
        }
        if (!problems.isEmpty()) {
            return page(request, viewer, typed, problems);
        }
        String password = initial();
        Staff.Answer answer = staff.add(viewer, Ids.fresh(today.now()), login, name, encoder.encode(password), post);
        if (answer == Staff.Answer.TAKEN) {
            return page(request, viewer, typed, List.of(new Problem("login", words.say("users.taken", login))));
        }
        request.getSession().setAttribute(CREATED, new String[] {login, password});
        return "redirect:/users";
    }

    @PostMapping("/{id}/posts")
    String give(HttpServletRequest request, Viewer viewer, @PathVariable UUID id, @RequestParam String post) {
        if (!isPost(post)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return told(request, viewer, staff.give(viewer, id, post));
    }

    @PostMapping("/{id}/posts/{post}/end")
    String end(HttpServletRequest request, Viewer viewer, @PathVariable UUID id, @PathVariable String post) {
        return told(request, viewer, staff.end(viewer, id, post));
    }

    @PostMapping("/{id}/lock")
    String lock(HttpServletRequest request, Viewer viewer, @PathVariable UUID id) {
        return told(request, viewer, staff.lock(viewer, id, true));
    }

    @PostMapping("/{id}/unlock")
    String unlock(HttpServletRequest request, Viewer viewer, @PathVariable UUID id) {
        return told(request, viewer, staff.lock(viewer, id, false));
    }

    @PostMapping("/{id}/password")
    String password(HttpServletRequest request, Viewer viewer, @PathVariable UUID id) {
        String password = initial();
        Staff.Answer answer = staff.password(viewer, id, encoder.encode(password));
        if (answer == Staff.Answer.DONE) {
            staff.all(viewer).stream()
                    .filter(m -> m.id().equals(id))
                    .findFirst()
                    .ifPresent(m -> request.getSession().setAttribute(CREATED, new String[] {m.login(), password}));
        }
        return told(request, viewer, answer);
    }

    private String told(HttpServletRequest request, Viewer viewer, Staff.Answer answer) {
        Words words = frames.words(viewer);
        switch (answer) {
            case DONE -> FrameMaker.flash(request, words.say("users.done"), null);
            case OWN -> FrameMaker.flash(request, words.say("users.own"), null);
            case LAST -> FrameMaker.flash(request, words.say("users.last"), null);
            case ELSEWHERE -> FrameMaker.flash(request, words.say("users.elsewhere"), null);
            case BARRED, TAKEN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return "redirect:/users";
    }

    private static void onlyKeepers(Viewer viewer) {
        if (!Staff.keeps(viewer)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private boolean isPost(String post) {
        return post.equals(Staff.ADMINISTRATOR)
                || edition.rulebooks().stream()
                        .anyMatch(r -> edition.names().postsOf(r.id()).contains(post));
    }

    private String initial() {
        StringBuilder password = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            password.append(group == 0 ? "" : "-");
            for (int i = 0; i < GROUP; i++) {
                password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return password.toString();
    }

    private Page page(HttpServletRequest request, Viewer viewer, Map<String, String> typed, List<Problem> problems) {
        onlyKeepers(viewer);
        Words words = frames.words(viewer);
        UsersPage.Created created = null;
        if (request.getSession().getAttribute(CREATED) instanceof String[] made) {
            created = new UsersPage.Created(made[0], made[1]);
            request.getSession().removeAttribute(CREATED);
        }
        List<Field> fields = List.of(
                text("name", words.say("users.name"), "", typed, problems),
                text("login", words.say("signin.account"), words.say("first.accountHint"), typed, problems),
                new Field(
                        "post",
                        words.say("users.post"),
                        "",
                        error("post", problems),
                        true,
                        false,
                        new Input.Select(posts(words, List.of(), typed.getOrDefault("post", "")))));
        UsersPage page = new UsersPage(
                words.say("users.lead"),
                staff.all(viewer).stream().map(m -> user(m, words, viewer)).toList(),
                created,
                new UsersPage.Adding("/users", problems, fields, words.say("users.save"), !problems.isEmpty()));
        Page made =
                Page.of("setting/users", frames.frame(request, viewer, words.say("users.title"), "/settings"), page);
        return problems.isEmpty() ? made : made.status(HttpStatus.UNPROCESSABLE_CONTENT.value());
    }

    private static Field text(
            String name, String label, String hint, Map<String, String> typed, List<Problem> problems) {
        return new Field(
                name,
                label,
                hint,
                error(name, problems),
                true,
                false,
                new Input.Text(typed.getOrDefault(name, ""), Input.Keyboard.TEXT, "off", 60));
    }

    private static String error(String field, List<Problem> problems) {
        return problems.stream()
                .filter(p -> p.field().equals(field))
                .map(Problem::text)
                .findFirst()
                .orElse("");
    }

    private List<Option> posts(Words words, List<String> without, String chosen) {
        List<Option> options = new ArrayList<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            for (String post : edition.names().postsOf(rulebook.id())) {
                if (!without.contains(post)) {
                    options.add(new Option(post, title(post, words), post.equals(chosen)));
                }
            }
        }
        if (!without.contains(Staff.ADMINISTRATOR)) {
            options.add(new Option(
                    Staff.ADMINISTRATOR, title(Staff.ADMINISTRATOR, words), Staff.ADMINISTRATOR.equals(chosen)));
        }
        return options;
    }

    private String title(String post, Words words) {
        int dot = post.indexOf('.');
        return dot < 0
                ? words.say("post." + post)
                : edition.names().postLabel(post).in(words.language()) + " · "
                        + edition.rulebook(post.substring(0, dot))
                                .map(r -> r.title().in(words.language()))
                                .orElse(post.substring(0, dot));
    }

    private UsersPage.User user(Staff.Member member, Words words, Viewer viewer) {
        boolean self = member.id().equals(viewer.user());
        boolean timed = member.lockedUntil().filter(u -> u.isAfter(today.now())).isPresent();
        String place = "/users/" + member.id();
        List<UsersPage.Change> changes = new ArrayList<>();
        if (!self && !member.elsewhere()) {
            changes.add(
                    member.disabled() || timed
                            ? new UsersPage.Change(words.say("users.unlock"), place + "/unlock")
                            : new UsersPage.Change(words.say("users.lock"), place + "/lock"));
            changes.add(new UsersPage.Change(words.say("users.reset"), place + "/password"));
        }
        return new UsersPage.User(
                member.name(),
                member.login(),
                member.disabled() || timed
                        ? new Tag(words.say("users.locked"), Tone.OVERDUE)
                        : new Tag(words.say("users.active"), Tone.MET),
                member.posts().stream()
                        .map(p -> new UsersPage.Post(title(p, words), "", end(member, p, self, place)))
                        .toList(),
                member.mustChange() ? words.say("users.initial") : "",
                changes,
                adding(member, words, place));
    }

    private static @Nullable String end(Staff.Member member, String post, boolean self, String place) {
        boolean bound = member.posts().size() == 1 || (self && post.equals(Staff.ADMINISTRATOR));
        return bound ? null : place + "/posts/" + post + "/end";
    }

    /** Nothing for whoever holds every post there is. */
    private UsersPage.@Nullable Adding adding(Staff.Member member, Words words, String place) {
        List<Option> left = posts(words, member.posts(), "");
        if (left.isEmpty()) {
            return null;
        }
        Field post = new Field("post", words.say("users.post"), "", "", true, false, new Input.Select(left))
                .within(member.login());
        return new UsersPage.Adding(place + "/posts", List.of(), List.of(post), words.say("users.givePost"), false);
    }
}
