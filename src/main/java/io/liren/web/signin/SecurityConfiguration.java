package io.liren.web.signin;

import io.liren.access.Accounts;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/** Who may come in, and what a browser may do with our pages. */
@Configuration
class SecurityConfiguration {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    UserDetailsService users(Accounts accounts) {
        return login -> accounts.byLogin(login)
                .map(Signed::new)
                .orElseThrow(() -> new UsernameNotFoundException("no such user"));
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, Accounts accounts, FirstThings firstThings) throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/sign-in",
                                "/first-run",
                                "/language",
                                "/public",
                                "/public/**",
                                "/liren.css",
                                "/liren.js",
                                "/icon.svg",
                                "/vendor/**",
                                "/actuator/health",
                                "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("account")
                        .passwordParameter("password")
                        .defaultSuccessUrl("/", false)
                        .successHandler((request, response, authentication) -> {
                            if (authentication.getPrincipal() instanceof Signed signed) {
                                accounts.succeeded(signed.account().id());
                            }
                            new org.springframework.security.web.authentication
                                            .SavedRequestAwareAuthenticationSuccessHandler()
                                    .onAuthenticationSuccess(request, response, authentication);
                        })
                        .failureHandler((request, response, failure) -> {
                            String login = request.getParameter("account");
                            if (login != null) {
                                failed(accounts, login);
                            }
                            // The same words for a wrong name, a wrong password and a lock: none tells who is here.
                            response.sendRedirect("/sign-in?wrong");
                        }))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        // No page is for search engines, the public ones least of all: a notice ends when its days are
                        // over.
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow, noarchive"))
                        .referrerPolicy(referrer -> referrer.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.SAME_ORIGIN)))
                .addFilterAfter(firstThings, AuthorizationFilter.class);
        return http.build();
    }

    /** Notes a wrong password by the machine's clock. */
    static void failed(Accounts accounts, String login) {
        accounts.failed(login, Instant.now());
    }
}
