package com.digiflowhub.platform.web.document;

import com.digiflowhub.platform.web.KnownProblems;
import java.util.List;
import org.springframework.stereotype.Component;

/** The refusals that any address may answer. */
@Component
class GeneralProblems implements KnownProblems {
    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "invalid",
                        400,
                        "Something in the request is missing, unknown or of the wrong form; field names the member, parameter or header."),
                new Kind(
                        "unauthorized",
                        401,
                        "Nobody we know: the token or key is missing, expired, revoked or not ours. Get a token or make a key."),
                new Kind(
                        "forbidden",
                        403,
                        "The caller is known but may not do this: it needs an owner, or a session's CSRF token."),
                new Kind("not-found", 404, "The workspace has nothing of this id."),
                new Kind("no-such-address", 404, "The hub has no such address. This page lists those it has."),
                new Kind(
                        "method", 405, "The address exists but does not take this method; Allow names those it takes."),
                new Kind("not-acceptable", 406, "The address answers application/json, which Accept excludes."),
                new Kind(
                        "in-progress",
                        409,
                        "The first request with this Idempotency-Key is still being answered. Ask again after Retry-After seconds."),
                new Kind("too-large", 413, "The body is larger than one mebibyte."),
                new Kind("media-type", 415, "The body must be application/json."),
                new Kind(
                        "key-reused",
                        422,
                        "The Idempotency-Key was used for another request within the last 24 hours. Take a new one."),
                new Kind(
                        "too-many-requests",
                        429,
                        "The caller's quota is used up. Wait as many seconds as Retry-After says."),
                new Kind(
                        "unexpected", 500, "Our mistake. The detail names a number under which we find it in our log."),
                new Kind(
                        "unavailable",
                        503,
                        "The database does not answer just now, or another request holds what this one needs. Try again after Retry-After seconds."));
    }
}
