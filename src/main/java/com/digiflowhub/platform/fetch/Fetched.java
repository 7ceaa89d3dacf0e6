package com.digiflowhub.platform.fetch;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** How a call to a provider ended. */
public sealed interface Fetched {
    /** An answer of whatever status; {@code body} is missing when it was no JSON, or too much of it. */
    record Came(int status, HttpHeaders headers, JsonNode body) implements Fetched {
        /** Whether it is an answer to go on with. */
        public boolean fine() {
            return status == 200 && !body.isMissingNode();
        }

        /** A member of the object {@code error}, under which most providers tell what is wrong; empty when it is not there. */
        public String error(String member) {
            return body.path("error").path(member).asString("");
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.getFirst(name));
        }
    }

    /** Nothing was written: the other side was not reached. */
    record NotReached(String why) implements Fetched {}

    /** Something was written, and the time limit passed before the answer was there. */
    record Slow(String why) implements Fetched {}

    /** Something was written, and no answer came, or only a part. */
    record Lost(String why) implements Fetched {}
}
