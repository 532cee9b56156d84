package io.liren.web.api;

import io.liren.access.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls, by the token alone: no session, no cookie. */
final class ApiFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";
    private final Tokens tokens;

    ApiFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        Optional<Caller> caller = header != null && header.startsWith(BEARER)
                ? caller(header.substring(BEARER.length()).strip())
                : Optional.empty();
        if (caller.isEmpty()) {
            Answer answer = Problems.of(401, "token", "没有有效的令牌", "There is no token that works");
            response.setStatus(answer.status());
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            response.setContentType(Answer.PROBLEM);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getWriter().write(answer.body());
            return;
        }
        request.setAttribute(Caller.ATTRIBUTE, caller.get());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                caller.get().viewer().name(), "", Set.of()));
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<Caller> caller(String secret) {
        return tokens.open(Tokens.Kind.API, secret)
                .filter(opened -> !opened.mustChange())
                .map(opened -> new Caller(opened.token(), opened.viewer()));
    }
}
