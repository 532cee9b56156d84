package io.liren.web.api;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What goes wrong is told as a problem, never as a page. */
@RestControllerAdvice(basePackages = "io.liren.web.api")
class ApiErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler
    ResponseEntity<String> stopped(Answer.Stopped stopped) {
        return stopped.answer().sent();
    }

    @ExceptionHandler
    ResponseEntity<String> mismatch(MethodArgumentTypeMismatchException e) {
        return Problems.of(400, "parameter", e.getName() + " 写得不对", e.getName() + " can't be read")
                .sent();
    }

    /** What nobody foresaw: told with a reference that stands in the log beside the reason. */
    @ExceptionHandler
    ResponseEntity<String> unforeseen(Exception e) throws Exception {
        if (e instanceof AccessDeniedException) {
            throw e; // for the security filters to answer
        }
        if (e instanceof ErrorResponse known) {
            int status = known.getStatusCode().value();
            return Problems.of(status, "request", "请求写得不对", "The request can't be read")
                    .sent();
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("reference {}", reference, e);
        return Problems.of(
                        500,
                        "fault",
                        "程序出错了,日志里的编号是 " + reference,
                        "Something went wrong; the log has it under " + reference)
                .sent();
    }
}
