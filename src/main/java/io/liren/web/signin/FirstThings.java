package io.liren.web.signin;

import io.liren.access.Accounts;
import io.liren.access.Overseers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * First things first: while there is nobody, the first run; while the password is an initial one, its change. A session ends with the account or the password it began
 * with.
 */
@Component
class FirstThings extends OncePerRequestFilter {
    private final Accounts accounts;
    private final Overseers overseers;
    private final AtomicBoolean someone = new AtomicBoolean();

    FirstThings(Accounts accounts, Overseers overseers) {
        this.accounts = accounts;
        this.overseers = overseers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/vendor/")
                || path.startsWith("/liren.")
                || path.equals("/icon.svg")
                || path.startsWith("/actuator/")
                || path.equals("/language")
                || path.equals("/error")
                || path.equals("/sign-out");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (!someone.get() && !accounts.hasAnyone()) {
            if (!path.equals("/first-run")) {
                response.sendRedirect("/first-run");
                return;
            }
        } else {
            someone.set(true);
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication != null && authentication.getPrincipal() instanceof Signed signed) {
                Optional<Accounts.Account> now = accounts.byId(signed.account().id());
                if (now.filter(account -> goesOn(account, signed)).isEmpty()) {
                    new SecurityContextLogoutHandler().logout(request, response, authentication);
                    response.sendRedirect("/sign-in");
                    return;
                }
                if (!path.startsWith("/street")
                        && !path.equals("/password")
                        && accounts.workplaces(now.get().id()).isEmpty()
                        && overseers.seat(now.get().id()).isPresent()) {
                    // Whoever only looks on from above has one place, and no community's pages.
                    response.sendRedirect("/street");
                    return;
                }
                if (now.get().mustChange() && !path.equals("/password")) {
                    response.sendRedirect("/password");
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }

    /** A session ends when its account is locked by an administrator, or gets another password elsewhere. */
    private static boolean goesOn(Accounts.Account now, Signed signed) {
        return !now.disabled() && now.passwordHash().equals(signed.getPassword());
    }
}
