package com.digiflowhub.platform.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A refusal that a program can read and a person can act on (RFC 9457). {@code slug} names the kind for ever, {@code detail} says what to
 * do, {@code field} is the member at fault.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String slug;
    private final String field;
    private final transient Map<String, String> headers;

    private Problem(HttpStatus status, String slug, String detail, String field, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.slug = slug;
        this.field = field;
        this.headers = Map.copyOf(headers);
    }

    public static Problem of(HttpStatus status, String slug, String detail) {
        return new Problem(status, slug, detail, "", Map.of());
    }

    public static Problem notFound(String what) {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is no such " + what + " in this workspace.");
    }

    public static Problem invalid(String field, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "invalid", detail, field, Map.of());
    }

    public static Problem refused(String slug, String detail) {
        return of(HttpStatus.CONFLICT, slug, detail);
    }

    public static Problem unauthorized(String detail) {
        return of(HttpStatus.UNAUTHORIZED, "unauthorized", detail).with("WWW-Authenticate", "Bearer");
    }

    public static Problem forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, "forbidden", detail);
    }

    public static Problem tooMany(String detail, Duration pause) {
        return of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", detail).retryAfter(pause);
    }

    /** The same refusal, telling when it makes sense to ask again. */
    public Problem retryAfter(Duration pause) {
        return with(
                "Retry-After", String.valueOf(Math.max(1, pause.plusMillis(999).toSeconds())));
    }

    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, slug, detail(), field, more);
    }

    public HttpStatus status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The members of the document that is sent. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "/docs#problem-" + slug);
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail());
        if (!field.isEmpty()) {
            body.put("field", field);
        }
        return body;
    }
}
