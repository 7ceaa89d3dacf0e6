package com.digiflowhub.connections.web;

import com.digiflowhub.platform.web.KnownProblems;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What connections refuse. */
@Component
class ConnectionProblems implements KnownProblems {
    @Override
    public List<Kind> kinds() {
        int conflict = HttpStatus.CONFLICT.value();
        return List.of(
                new Kind(
                        "account-taken",
                        conflict,
                        "Another connection of this hub has the account already. Remove it there first."),
                new Kind(
                        "not-offered",
                        conflict,
                        "The last check of the connection offered no such action. Check it again and take one it offers."));
    }
}
