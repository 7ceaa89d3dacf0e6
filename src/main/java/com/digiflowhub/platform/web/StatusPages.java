package com.digiflowhub.platform.web;

import com.digiflowhub.platform.database.HubClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Tells everybody whether the hub works; looks at most every few seconds, however often it is asked. */
@Controller
class StatusPages {
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(StatusPages.class);

    private final JdbcClient sql;
    private final HubClock clock;
    private final String version;
    private final Instant since;
    private volatile Optional<Seen> last = Optional.empty();

    StatusPages(JdbcClient sql, HubClock clock, Environment environment) {
        this.sql = sql;
        this.clock = clock;
        this.version = environment.getProperty("spring.application.version", "development");
        this.since = clock.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** {@code since} is when this process began. */
    record StatusShape(String status, String database, Instant since, String version) {}

    private record Seen(Instant at, boolean database) {}

    /** A page for who asks for HTML, JSON for everybody else. */
    @GetMapping("/status")
    Object status(HttpServletRequest request, HttpServletResponse response, Model model) {
        boolean works = databaseWorks();
        HttpStatus status = works ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
        if (Optional.ofNullable(request.getHeader("Accept")).orElse("").contains("text/html")) {
            response.setStatus(status.value());
            model.addAttribute("up", works);
            model.addAttribute("since", since);
            return "docs/status";
        }
        String word = works ? "up" : "down";
        return ResponseEntity.status(status)
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
