package io.liren.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Turns replies into what goes over the wire. */
public final class Answering {
    private Answering() {}

    /**
     * A page, or nothing where the browser is sent on.
     *
     * @throws ResponseStatusException if there is no such thing, or the posts do not cover it
     */
    public static <P> @Nullable Page of(
            Reply<P> reply, HttpServletRequest request, HttpServletResponse response, Function<P, Page> shown) {
        return switch (reply) {
            case Reply.Show<P>(P page, boolean accepted) ->
                shown.apply(page).status(accepted ? HttpStatus.OK.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            case Reply.Moved<P>(String address, String flash) -> {
                FrameMaker.flash(request, flash, null);
                response.setStatus(HttpStatus.SEE_OTHER.value());
                response.setHeader(HttpHeaders.LOCATION, address);
                yield null;
            }
            case Reply.Missing<P>() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Reply.Barred<P>() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    /** The parameters of a request in their order. */
    public static Map<String, List<String>> parameters(HttpServletRequest request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
        return parameters;
    }

    /** A file of a media type, to be saved under a name. */
    public static void asFile(HttpServletResponse response, String name, String mediaType) {
        response.setContentType(mediaType);
        asFile(response, name);
    }

    /** A table as a file to be saved. */
    public static void asExcel(HttpServletResponse response, String name) {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        asFile(response, name + ".xlsx");
    }

    /** A file to be saved under a name. */
    public static void asFile(HttpServletResponse response, String name) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                org.springframework.http.ContentDisposition.attachment()
                        .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
