package com.digiflowhub.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every variable that the hub knows, and the examples that the mission document prints in their place, which mean "not set". */
public final class Variables {
    private static final int NEAR = 2;
    private static final int SHORTEST_COMPARED = 6;

    /**
     * Those of providers, from the lists in {@code resources/variables}, one a provider's folder and one for those that the mission names
     * beforehand; demo mode leaves them aside, since nothing may leave the machine. Read from files: no bean is there yet.
     */
    private static final Set<String> PROVIDERS = listed();

    private static final Set<String> OWN = names("""
            HUB_MODE PORT WEBHOOKS_PORT HUB_OWNER_EMAIL HUB_OWNER_PASSWORD DATABASE_URL DATABASE_APP_URL HUB_DATA_DIR FILES_URL
            HUB_MASTER_KEY APP_URL API_URL WEBHOOKS_URL CORS_ALLOWED_ORIGINS NEXTAUTH_URL NEXTAUTH_SECRET JWT_SECRET JWT_EXPIRY
            RATE_LIMIT_REQUESTS RATE_LIMIT_WINDOW SUPPORT_EMAIL DOCS_URL STATUS_URL
            """);

    /** What the mission prints as an example, besides everything that begins with {@code your_}. */
    private static final Set<String> EXAMPLES =
            Set.of("app_specific_password", "+1234567890", "123-456-7890", "act_123456789", "https://your-domain.com");

    private Variables() {}

    public static boolean known(String name) {
        return OWN.contains(name) || PROVIDERS.contains(name);
    }

    public static boolean ofProvider(String name) {
        return PROVIDERS.contains(name);
    }

    public static Set<String> all() {
        Set<String> all = new TreeSet<>(OWN);
        all.addAll(PROVIDERS);
        return all;
    }

    public static boolean example(String value) {
        String plain = value.strip();
        return plain.startsWith("your_") || EXAMPLES.contains(plain);
    }

    /** The name that was perhaps meant, for one that is not ours but nearly. */
    public static Optional<String> meant(String name) {
        if (known(name) || name.length() < SHORTEST_COMPARED) {
            return Optional.empty();
        }
        return all().stream()
                .filter(known -> known.length() >= SHORTEST_COMPARED && distance(name, known) <= NEAR)
                .findFirst();
    }

    /** Levenshtein's distance, given up as soon as the lengths alone are too far apart. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > NEAR) {
            return NEAR + 1;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private static Set<String> listed() {
        Set<String> names = new TreeSet<>();
        try {
            for (Resource list : new PathMatchingResourcePatternResolver().getResources("classpath*:variables/*.txt")) {
                names.addAll(names(list.getContentAsString(StandardCharsets.UTF_8)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the lists of variables cannot be read", failure);
        }
        return Set.copyOf(names);
    }

    private static Set<String> names(String block) {
        List<String> names = Arrays.asList(block.strip().split("\\s+"));
        return Set.copyOf(names);
    }
}
