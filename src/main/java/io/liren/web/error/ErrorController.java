package io.liren.web.error;

import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Link;
import io.liren.web.frame.Page;
import io.liren.web.frame.ViewerResolver;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Says what went wrong and what to do; never how the program looks inside. */
@Controller
class ErrorController implements org.springframework.boot.webmvc.error.ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorController.class);
    private final FrameMaker frames;

    ErrorController(FrameMaker frames) {
        this.frames = frames;
    }

    @RequestMapping("/error")
    Page error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer number ? number : 500;
        Words words = Words.in(ViewerResolver.language(request).orElse(Language.ZH));
        String kind = switch (status) {
            case 403 -> "403";
            case 404, 405 -> "404";
            case 413 -> "413";
            default -> status < 500 ? "400" : "500";
        };
        String reference = "";
        if (kind.equals("500")) {
            reference = UUID.randomUUID().toString().substring(0, 8);
            Object cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            LOG.error("reference {}", reference, cause instanceof Throwable thrown ? thrown : null);
        }
        ErrorPage page = new ErrorPage(
                words.say("error." + kind + ".title"),
                words.say("error." + kind + ".text"),
                reference,
                List.of(),
                List.of(new Link(words.say("error.home"), "/")));
        return Page.of("error/page", frames.door(request, words.language(), page.title()), page)
                .status(status);
    }
}
