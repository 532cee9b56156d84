package io.liren.web.frame;

import io.liren.access.Accounts;
import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.web.signin.Signed;
import io.liren.wording.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers who looks: the user, the community, the posts held now, the language, the day asked for. */
@Component
public final class ViewerResolver implements HandlerMethodArgumentResolver {
    private static final String DAY = "asOf";
    private static final String LANGUAGE = "language";
    private final Accounts accounts;
    private final Today today;

    ViewerResolver(Accounts accounts, Today today) {
        this.accounts = accounts;
        this.today = today;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Viewer.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        HttpServletRequest servlet =
                java.util.Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        return viewer(servlet)
                .orElseThrow(() -> new AccessDeniedException("not signed in, or no post in any community"));
    }

    /** Who looks; empty if nobody is signed in or holds no post anywhere. */
    public Optional<Viewer> viewer(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Signed signed)) {
            return Optional.empty();
        }
        Accounts.Account account = signed.account();
        List<Accounts.Workplace> workplaces = accounts.workplaces(account.id());
        return workplaces.stream()
                .findFirst()
                .map(w -> new Viewer(
                        account.id(),
                        account.name(),
                        w.community(),
                        accounts.posts(account.id(), w.community()),
                        language(request).orElse(account.language()),
                        asOf(request)));
    }

    /** The language chosen in this session. */
    public static Optional<Language> language(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(LANGUAGE) instanceof Language language
                ? Optional.of(language)
                : Optional.empty();
    }

    /** The language of a reader who need not be signed in: the one chosen, else English if the browser asks for it. */
    public static Language spoken(HttpServletRequest request) {
        return language(request)
                .orElse(
                        request.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage())
                                ? Language.EN
                                : Language.ZH);
    }

    /** Keeps the language for this session. */
    public static void choose(HttpServletRequest request, Language language) {
        request.getSession().setAttribute(LANGUAGE, language);
    }

    /** The day asked for stays until another one, or today, is asked for. A day that is not past means today. */
    private Optional<LocalDate> asOf(HttpServletRequest request) {
        String asked = request.getMethod().equals("GET") ? request.getParameter("as-of") : null;
        HttpSession session = request.getSession();
        if (asked != null) {
            try {
                LocalDate day = LocalDate.parse(asked);
                session.setAttribute(DAY, day.isBefore(today.today()) ? day : null);
            } catch (DateTimeParseException e) {
                session.removeAttribute(DAY);
            }
        }
        return session.getAttribute(DAY) instanceof LocalDate day ? Optional.of(day) : Optional.empty();
    }
}
