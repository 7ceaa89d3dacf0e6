package com.digiflowhub.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id with numbers of our own (OWASP: at least 19 MiB at two passes), a few at a time so that signing in cannot eat the memory. */
@Component
public class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int AT_ONCE = 4;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 200;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final String nobody = nobody();
    private final Set<String> common = common();

    /** Why a password is not taken, as a word key; empty when it is. */
    public Optional<String> refusal(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of("password.short");
        }
        if (length > LONGEST) {
            return Optional.of("password.long");
        }
        return common.contains(password.toLowerCase(Locale.ROOT)) ? Optional.of("password.common") : Optional.empty();
    }

    public String hash(String password) {
        return guarded(() -> encoder.encode(password));
    }

    /** Takes as long for a user who does not exist. */
    boolean matches(String password, Optional<String> hash) {
        return guarded(() -> encoder.matches(password, hash.orElse(nobody)) && hash.isPresent());
    }

    /** A hash that no password has, made without hashing; checking against it takes as long as against any other. */
    private static String nobody() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        MEMORY_KIB,
                        PASSES,
                        LANES,
                        base64.encodeToString(new byte[SALT_BYTES]),
                        base64.encodeToString(new byte[HASH_BYTES]));
    }

    private <R> R guarded(java.util.function.Supplier<R> work) {
        permits.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private static Set<String> common() {
        try (InputStream list = Passwords.class.getResourceAsStream("/common-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("common-passwords.txt is missing");
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
