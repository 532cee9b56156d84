package io.liren.web.signin;

import io.liren.access.Accounts.Account;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** Who is signed in, as Spring Security sees it. Posts are asked for at each request, so that an ended post ends at once. */
public final class Signed implements UserDetails {
    private static final long serialVersionUID = 1L;
    private final transient Account account;

    public Signed(Account account) {
        this.account = account;
    }

    /** The user. */
    public Account account() {
        return account;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public String getPassword() {
        return account.passwordHash();
    }

    @Override
    public String getUsername() {
        return account.login();
    }

    @Override
    public boolean isAccountNonLocked() {
        return account.lockedUntil()
                .filter(until -> until.isAfter(Instant.now()))
                .isEmpty();
    }

    @Override
    public boolean isEnabled() {
        return !account.disabled();
    }
}
