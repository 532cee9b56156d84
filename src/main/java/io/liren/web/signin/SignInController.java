package io.liren.web.signin;

import io.liren.access.Accounts;
import io.liren.web.form.Field;
import io.liren.web.form.FormPage;
import io.liren.web.form.Input;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.ViewerResolver;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door: sign-in, the first password, the language. */
@Controller
class SignInController {
    private static final int SHORTEST = 10;
    private final Accounts accounts;
    private final FrameMaker frames;
    private final PasswordEncoder encoder;

    SignInController(Accounts accounts, FrameMaker frames, PasswordEncoder encoder) {
        this.accounts = accounts;
        this.frames = frames;
        this.encoder = encoder;
    }

    static Language language(HttpServletRequest request) {
        return ViewerResolver.spoken(request);
    }

    @GetMapping("/sign-in")
    Page signIn(HttpServletRequest request) {
        Words words = Words.in(language(request));
        List<FormPage.Problem> problems = new ArrayList<>();
        if (request.getParameter("wrong") != null) {
            problems.add(new FormPage.Problem("account", words.say("signin.wrong")));
        }
        SignInPage page = new SignInPage(
                words.say("signin.title"),
                "",
                "/sign-in",
                problems,
                List.of(
                        field(
                                "account",
                                words.say("signin.account"),
                                "",
                                new Input.Text("", Input.Keyboard.TEXT, "username", 60)),
                        field("password", words.say("signin.password"), "", new Input.Secret("current-password"))),
                words.say("signin.save"),
                List.of(words.say("signin.forgotten")));
        return Page.of("signin/page", frames.door(request, words.language(), page.title()), page);
    }

    private static Field field(String name, String label, String hint, Input input) {
        return new Field(name, label, hint, "", true, true, input);
    }

    @GetMapping("/password")
    Page password(HttpServletRequest request, @AuthenticationPrincipal Signed signed) {
        return password(request, List.of());
    }

    private Page password(HttpServletRequest request, List<FormPage.Problem> problems) {
        Words words = Words.in(language(request));
        SignInPage page = new SignInPage(
                words.say("password.title"),
                words.say("password.lead"),
                "/password",
                problems,
                List.of(
                        field("current", words.say("password.current"), "", new Input.Secret("current-password")),
                        field(
                                "fresh",
                                words.say("password.new"),
                                words.say("password.hint"),
                                new Input.Secret("new-password")),
                        field("again", words.say("password.again"), "", new Input.Secret("new-password"))),
                words.say("password.save"),
                List.of());
        Page made = Page.of("signin/page", frames.door(request, words.language(), page.title()), page);
        return problems.isEmpty() ? made : made.status(422);
    }

    @PostMapping("/password")
    Object change(
            HttpServletRequest request,
            HttpServletResponse response,
            @AuthenticationPrincipal Signed signed,
            @RequestParam String current,
            @RequestParam String fresh,
            @RequestParam String again)
            throws IOException {
        Words words = Words.in(language(request));
        List<FormPage.Problem> problems = new ArrayList<>();
        if (!encoder.matches(current, signed.getPassword())) {
            problems.add(new FormPage.Problem("current", words.say("password.wrong")));
            SecurityConfiguration.failed(accounts, signed.getUsername());
            if (accounts.byId(signed.account().id())
                    .filter(now -> new Signed(now).isAccountNonLocked())
                    .isEmpty()) {
                request.getSession().invalidate();
                return "redirect:/sign-in?wrong";
            }
        }
        if (fresh.length() < SHORTEST) {
            problems.add(new FormPage.Problem("fresh", words.say("password.tooShort", fresh.length())));
        } else if (fresh.equals(current)) {
            problems.add(new FormPage.Problem("fresh", words.say("password.same")));
        }
        if (!fresh.equals(again)) {
            problems.add(new FormPage.Problem("again", words.say("password.differs")));
        }
        if (!problems.isEmpty()) {
            return password(request, problems);
        }
        accounts.password(signed.account().id(), encoder.encode(fresh), false);
        signInAgain(request, response, signed.getUsername());
        return "redirect:/";
    }

    /** The session goes on with what is now known of the user. */
    private void signInAgain(HttpServletRequest request, HttpServletResponse response, String login) {
        Optional<Signed> now = accounts.byLogin(login).map(Signed::new);
        now.ifPresent(signed -> {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(signed, null, signed.getAuthorities()));
            SecurityContextHolder.setContext(context);
            request.changeSessionId();
            new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        });
    }

    @GetMapping("/language")
    String language(
            HttpServletRequest request,
            @AuthenticationPrincipal Signed signed,
            @RequestParam String to,
            @RequestParam(defaultValue = "/") String back) {
        Language language = to.equals("en") ? Language.EN : Language.ZH;
        ViewerResolver.choose(request, language);
        if (signed != null) {
            accounts.language(signed.account().id(), language);
        }
        // Only back into our own pages.
        return "redirect:" + (back.startsWith("/") && !back.startsWith("//") && !back.startsWith("/\\") ? back : "/");
    }
}
