package com.digiflowhub.platform.web.habits;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A POST with an {@code Idempotency-Key} is done once: its repetition within a day gets the first answer again. A refused request changed
 * nothing and is not kept, so that it may be mended and sent under the same key.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";

    /** Bare, or as the draft's structured text in quotes. */
    private static final Pattern FORM =
            Pattern.compile("\"([\\x20\\x21\\x23-\\x7e]{1,255})\"|([\\x21\\x23-\\x7e]{1,255})");

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);

    private final KeptAnswers kept;

    IdempotencyFilter(KeptAnswers kept) {
        this.kept = kept;
    }

    /** Without a workspace there is a stranger, who signs in: those answers hold tokens and are nobody's to repeat. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod())
                || !request.getRequestURI().startsWith("/api/")
                || request.getRequestURI().startsWith("/api/auth/")
                || request.getHeader(KEY) == null
                || Tenancy.here().isEmpty()
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        KeptAnswers.Slot slot = new KeptAnswers.Slot(request.getUserPrincipal().getName(), key(request.getHeader(KEY)));
        switch (kept.begin(slot, fingerprint(request))) {
            case KeptAnswers.Begun.Mine mine -> once(slot, mine, request, response, chain);
            case KeptAnswers.Begun.Answered answered -> replay(answered.answer(), response);
            case KeptAnswers.Begun.Running running ->
                throw Problem.refused("in-progress", "The first request with this key is still being answered.")
                        .retryAfter(ASK_AGAIN_AFTER);
            case KeptAnswers.Begun.Different different ->
                throw Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "key-reused",
                        "This Idempotency-Key was used for another request. Take a new key for a new request.");
        }
    }

    private void once(
            KeptAnswers.Slot slot,
            KeptAnswers.Begun.Mine mine,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper seen = new ContentCachingResponseWrapper(response);
        boolean done = false;
        try {
            chain.doFilter(request, seen);
            done = HttpStatus.valueOf(seen.getStatus()).is2xxSuccessful();
        } finally {
            if (!done) {
                kept.release(slot, mine);
            }
        }
        if (done) {
            keep(slot, mine, answer(seen));
        }
        seen.copyBodyToResponse();
    }

    /** The deed is done: whoever asked for it is told so, even if the answer cannot be kept for the next time. */
    private void keep(KeptAnswers.Slot slot, KeptAnswers.Begun.Mine mine, KeptAnswers.Answer answer) {
        try {
            kept.keep(slot, mine, answer);
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("The answer {} could not be kept; its key stays taken for a while", mine.id(), failure);
        }
    }

    private static KeptAnswers.Answer answer(ContentCachingResponseWrapper seen) {
        return new KeptAnswers.Answer(
                seen.getStatus(),
                Optional.ofNullable(seen.getContentType()),
                Optional.ofNullable(seen.getHeader("Location")),
                new String(seen.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private static void replay(KeptAnswers.Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        answer.contentType().ifPresent(response::setContentType);
        answer.location().ifPresent(location -> response.setHeader("Location", location));
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    static String key(String header) {
        Matcher form = FORM.matcher(header.strip());
        if (!form.matches()) {
            throw Problem.invalid(KEY, KEY + " must be 1 to 255 visible ASCII characters, best a random UUID.");
        }
        return Optional.ofNullable(form.group(1)).orElseGet(() -> form.group(2));
    }

    private static byte[] fingerprint(HttpServletRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String query = Optional.ofNullable(request.getQueryString()).orElse("");
            digest.update((request.getRequestURI() + "?" + query + "\n").getBytes(StandardCharsets.UTF_8));
            return digest.digest(request instanceof ReadRequest read ? read.body() : new byte[0]);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
