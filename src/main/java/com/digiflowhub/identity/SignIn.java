package com.digiflowhub.identity;

import com.digiflowhub.platform.database.HubClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * E-mail and password. Wrong tries are counted for the account as seen from one network, and for the network; so a stranger's guesses slow
 * down the stranger, not the owner at home.
 */
@Component
public class SignIn {
    private static final int TRIES_AN_ACCOUNT = 8;
    private static final int TRIES_A_NETWORK = 40;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final Users users;
    private final Passwords passwords;
    private final HubClock clock;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>();

    SignIn(Users users, Passwords passwords, HubClock clock) {
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** How it ended. A wrong address and a wrong password are the same to the one who asks. */
    public sealed interface Result {
        record Known(User user) implements Result {}

        record Wrong() implements Result {}

        record TooMany(Duration pause) implements Result {}
    }

    public Result with(String email, String password, String network) {
        String account = email.strip().toLowerCase(Locale.ROOT) + " from " + network;
        if (tooMany(account, TRIES_AN_ACCOUNT) || tooMany(network, TRIES_A_NETWORK)) {
            return new Result.TooMany(WINDOW);
        }
        Optional<User> user = users.findByEmail(email).filter(found -> !found.disabled());
        if (passwords.matches(password, user.flatMap(User::passwordHash))) {
            forget(account);
            return new Result.Known(user.orElseThrow());
        }
        count(account);
        count(network);
        return new Result.Wrong();
    }

    private synchronized boolean tooMany(String key, int most) {
        Deque<Instant> times = failures.get(key);
        if (times == null) {
            return false;
        }
        Instant since = clock.now().minus(WINDOW);
        while (!times.isEmpty() && times.peekFirst().isBefore(since)) {
            times.removeFirst();
        }
        return times.size() >= most;
    }

    private synchronized void count(String key) {
        failures.computeIfAbsent(key, name -> new ArrayDeque<>()).addLast(clock.now());
        if (failures.size() > REMEMBERED) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    private synchronized void forget(String key) {
        failures.remove(key);
    }
}
