package com.digiflowhub.platform.web.habits;

import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.ProblemAnswers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the whole body, up to a limit, and refuses the one character that no text of the database can hold. */
final class BodyFilter extends OncePerRequestFilter {
    static final int MOST_BYTES = 1024 * 1024;
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ProblemAnswers.forPrograms(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        refuseNulInParameters(request);
        if (!WITH_BODY.contains(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body = read(request);
        if (holdsNul(body)) {
            throw Problem.invalid("", "The body holds the character NUL (\\u0000), which no text may.");
        }
        chain.doFilter(new ReadRequest(request, body), response);
    }

    private static byte[] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw tooLarge();
        }
        return body;
    }

    /** As a byte, or as JSON writes it: a backslash that no other backslash escapes, then u0000. */
    static boolean holdsNul(byte[] body) {
        int backslashes = 0;
        for (int at = 0; at < body.length; at++) {
            if (body[at] == 0) {
                return true;
            }
            if (body[at] == 'u' && backslashes % 2 == 1 && fourZeros(body, at + 1)) {
                return true;
            }
            backslashes = body[at] == '\\' ? backslashes + 1 : 0;
        }
        return false;
    }

    private static boolean fourZeros(byte[] body, int from) {
        for (int at = from; at < from + 4; at++) {
            if (at >= body.length || body[at] != '0') {
                return false;
            }
        }
        return true;
    }

    private static void refuseNulInParameters(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && query.contains("%00")) {
            throw Problem.invalid("", "A parameter holds the character NUL (%00), which no text may.");
        }
    }

    private static Problem tooLarge() {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE, "too-large", "The body is larger than %d bytes.".formatted(MOST_BYTES));
    }
}
