package io.liren.web.organisation;

import io.liren.web.frame.FrameMaker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Sends the browser on after something was kept, with one line about it. */
final class Sending {
    private Sending() {}

    static void on(HttpServletRequest request, HttpServletResponse response, String address, String flash) {
        FrameMaker.flash(request, flash, null);
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, address);
    }
}
