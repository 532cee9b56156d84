package io.liren.web.open;

import io.liren.web.form.FormPage.Problem;
import io.liren.web.frame.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Looks at whoever sends a public form (提交检查): a person reads it first, leaves alone what a person does not see, and does
 * not send again and again. There is no puzzle, and nothing is asked of an outside service.
 */
@Component
public final class Sender {
    /** A field that people do not see. Whoever fills it in is a machine. */
    public static final String TRAP = "website";

    private static final String OPENED = "opened:";
    private static final int SECONDS_KEPT = 3600;
    private static final long SOONEST = 2_000_000_000L;
    private final Flood flood;

    Sender(Flood flood) {
        this.flood = flood;
    }

    /** The form is shown: from now on it may be filled in. */
    public void shown(HttpServletRequest request, String form) {
        HttpSession session = request.getSession();
        session.setAttribute(OPENED + form, System.nanoTime());
        if (session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) == null) {
            session.setMaxInactiveInterval(SECONDS_KEPT);
        }
    }

    /** What keeps the form from being taken, in words; empty if nothing does. */
    public Optional<Problem> problem(HttpServletRequest request, String form, UUID community, Words words) {
        String trap = request.getParameter(TRAP);
        Object opened = request.getSession().getAttribute(OPENED + form);
        if (trap != null && !trap.isEmpty() || !(opened instanceof Long at) || System.nanoTime() - at < SOONEST) {
            return Optional.of(new Problem("", words.say("open.tooFast")));
        }
        return flood.admits(Flood.What.SENDING, community, request.getRemoteAddr())
                ? Optional.empty()
                : Optional.of(new Problem("", words.say("open.tooMany")));
    }
}
