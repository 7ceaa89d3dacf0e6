package com.digiflowhub.platform.web;

import com.digiflowhub.platform.database.HubClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells everybody whether the hub works; looks at most every few seconds, however often it is asked. */
@RestController
class StatusApi {
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(StatusApi.class);

    private final JdbcClient sql;
    private final HubClock clock;
    private final String version;
    private final Instant since;
    private volatile Optional<Seen> last = Optional.empty();

    StatusApi(JdbcClient sql, HubClock clock, Environment environment) {
        this.sql = sql;
        this.clock = clock;
        this.version = environment.getProperty("spring.application.version", "development");
        this.since = clock.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** {@code since} is when this process began. */
    record StatusShape(String status, String database, Instant since, String version) {}

    private record Seen(Instant at, boolean database) {}

    @GetMapping("/status")
    ResponseEntity<StatusShape> status() {
        boolean works = databaseWorks();
        String word = works ? "up" : "down";
        return ResponseEntity.status(works ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .cacheControl(CacheControl.noStore())
                .body(new StatusShape(word, word, since, version));
    }

    private synchronized boolean databaseWorks() {
        Instant now = clock.now();
        Optional<Seen> fresh = last.filter(seen -> now.isBefore(seen.at().plus(LOOKS_EVERY)));
        if (fresh.isEmpty()) {
            fresh = Optional.of(new Seen(now, answers()));
            last = fresh;
        }
        return fresh.get().database();
    }

    private boolean answers() {
        try {
            return sql.sql("select true").query(Boolean.class).single();
        } catch (DataAccessException away) {
            LOG.warn("The database does not answer: {}", away.getMessage());
            return false;
        }
    }
}
