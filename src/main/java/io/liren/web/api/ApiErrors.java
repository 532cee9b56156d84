package io.liren.web.api;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What goes wrong is told as a problem, never as a page. */
@RestControllerAdvice(basePackages = "io.liren.web.api")
class ApiErrors {
    @ExceptionHandler
    ResponseEntity<String> stopped(Answer.Stopped stopped) {
        return stopped.answer().sent();
    }

    @ExceptionHandler
    ResponseEntity<String> mismatch(MethodArgumentTypeMismatchException e) {
        return Problems.of(400, "parameter", e.getName() + " 写得不对", e.getName() + " can't be read")
                .sent();
    }
}
