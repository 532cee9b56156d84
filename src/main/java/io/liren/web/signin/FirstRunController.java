package io.liren.web.signin;

import io.liren.access.Accounts;
import io.liren.web.form.Field;
import io.liren.web.form.FormPage;
import io.liren.web.form.Input;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The first run (首次使用): names the community and makes the first administrator; closed once there is anyone. */
@Controller
class FirstRunController {
    private static final int SHORTEST = 10;
    private final Accounts accounts;
    private final Founder founder;
    private final FrameMaker frames;
    private final PasswordEncoder encoder;

    FirstRunController(Accounts accounts, Founder founder, FrameMaker frames, PasswordEncoder encoder) {
        this.accounts = accounts;
        this.founder = founder;
        this.frames = frames;
        this.encoder = encoder;
    }

    private void onlyOnce() {
        if (accounts.hasAnyone()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping("/first-run")
    Page show(HttpServletRequest request) {
        onlyOnce();
        return page(request, Map.of(), List.of());
    }

    private Page page(HttpServletRequest request, Map<String, String> typed, List<FormPage.Problem> problems) {
        Words words = Words.in(SignInController.language(request));
        List<Field> fields = List.of(
                text("community", words.say("first.community"), "", typed, "off"),
                text("street", words.say("first.above"), "", typed, "off"),
                text("name", words.say("first.name"), "", typed, "name"),
                text("login", words.say("first.account"), words.say("first.accountHint"), typed, "username"),
                new Field(
                        "password",
                        words.say("signin.password"),
                        words.say("password.hint"),
                        "",
                        true,
                        true,
                        new Input.Secret("new-password")));
        SignInPage page = new SignInPage(
                words.say("first.title"),
                words.say("first.lead"),
                "/first-run",
                problems,
                fields,
                words.say("first.save"),
                List.of(words.say("first.sample")));
        Page made = Page.of("signin/page", frames.door(request, words.language(), page.title()), page);
        return problems.isEmpty() ? made : made.status(422);
    }

    private static Field text(String name, String label, String hint, Map<String, String> typed, String complete) {
        return new Field(
                name,
                label,
                hint,
                "",
                true,
                false,
                new Input.Text(typed.getOrDefault(name, ""), Input.Keyboard.TEXT, complete, 60));
    }

    @PostMapping("/first-run")
    Object found(HttpServletRequest request, @RequestParam Map<String, String> typed) {
        onlyOnce();
        Words words = Words.in(SignInController.language(request));
        List<FormPage.Problem> problems = new ArrayList<>();
        for (String name : List.of("community", "street", "name", "login")) {
            if (typed.getOrDefault(name, "").isBlank()) {
                problems.add(new FormPage.Problem(name, words.say("first.missing")));
            }
        }
        if (!typed.getOrDefault("login", "").matches("[A-Za-z0-9._-]{0,40}")) {
            problems.add(new FormPage.Problem("login", words.say("first.accountHint")));
        }
        String password = typed.getOrDefault("password", "");
        if (password.length() < SHORTEST) {
            problems.add(new FormPage.Problem("password", words.say("password.tooShort", password.length())));
        }
        if (!problems.isEmpty()) {
            return page(request, typed, problems);
        }
        boolean founded = founder.found(
                typed.getOrDefault("community", "").strip(),
                typed.getOrDefault("street", "").strip(),
                typed.getOrDefault("name", "").strip(),
                typed.getOrDefault("login", "").strip(),
                encoder.encode(password));
        if (!founded) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/sign-in";
    }
}
