package io.liren.web.signin;

import io.liren.access.Accounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** First things first: while there is nobody, the first run; while the password is an initial one, its change. */
@Component
class FirstThings extends OncePerRequestFilter {
    private final Accounts accounts;
    private final AtomicBoolean someone = new AtomicBoolean();

    FirstThings(Accounts accounts) {
        this.accounts = accounts;
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
            boolean must = authentication != null
                    && authentication.getPrincipal() instanceof Signed signed
                    && signed.account().mustChange();
            if (must && !path.equals("/password")) {
                response.sendRedirect("/password");
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
