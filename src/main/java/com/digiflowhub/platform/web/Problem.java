package com.digiflowhub.platform.web;

import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * A refusal that a program can read and a person can act on (RFC 9457). {@code slug} names the kind for ever, {@code detail} says what to
 * do, {@code field} is the member at fault.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String slug;
    private final String field;

    private Problem(HttpStatus status, String slug, String detail, String field) {
        super(detail, null, false, false);
        this.status = status;
        this.slug = slug;
        this.field = field;
    }

    public static Problem notFound(String what) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", "There is no such " + what + " in this workspace.", "");
    }

    public static Problem invalid(String field, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "invalid", detail, field);
    }

    public static Problem refused(String slug, String detail) {
        return new Problem(HttpStatus.CONFLICT, slug, detail, "");
    }

    public static Problem unauthorized(String detail) {
        return new Problem(HttpStatus.UNAUTHORIZED, "unauthorized", detail, "");
    }

    public static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail, "");
    }

    public static Problem tooMany(String detail) {
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", detail, "");
    }

    public HttpStatus status() {
        return status;
    }

    public ProblemDetail body() {
        return body(
                status, slug, String.valueOf(getMessage()), Optional.of(field).filter(name -> !name.isEmpty()));
    }

    static ProblemDetail body(HttpStatus status, String slug, String detail, Optional<String> field) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("/docs#problem-" + slug));
        body.setTitle(status.getReasonPhrase());
        field.ifPresent(name -> body.setProperty("field", name));
        return body;
    }
}
