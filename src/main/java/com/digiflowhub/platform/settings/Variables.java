package com.digiflowhub.platform.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every variable that the hub knows, and the examples that the mission document prints in their place, which mean "not set". */
public final class Variables {
    private static final int NEAR = 2;
    private static final int SHORTEST_COMPARED = 6;

    /** Those of a provider; demo mode leaves them aside, since nothing may leave the machine. */
    private static final Set<String> PROVIDERS = names("""
            WHATSAPP_TOKEN WHATSAPP_PHONE_ID WHATSAPP_BUSINESS_ID WEBHOOK_VERIFY_TOKEN WHATSAPP_APP_SECRET WHATSAPP_API_URL
            WHATSAPP_API_VERSION META_APP_SECRET EMAIL_HOST EMAIL_PORT EMAIL_USER EMAIL_PASSWORD EMAIL_FROM EMAIL_IMAP_HOST
            EMAIL_IMAP_PORT EMAIL_CA_FILE MICROSOFT_CLIENT_ID MICROSOFT_CLIENT_SECRET MICROSOFT_TENANT MICROSOFT_OAUTH_URL
            TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_PHONE_NUMBER TWILIO_API_URL OPENAI_API_KEY OPENAI_MODEL OPENAI_TEMPERATURE
            OPENAI_MAX_TOKENS OPENAI_BASE_URL ANTHROPIC_API_KEY ANTHROPIC_MODEL ANTHROPIC_BASE_URL GOOGLE_CLIENT_ID GOOGLE_CLIENT_SECRET GOOGLE_REDIRECT_URI GOOGLE_OAUTH_URL
            GOOGLE_API_URL CALENDLY_TOKEN CALENDLY_WEBHOOK_URL CALENDLY_SIGNING_KEY CALENDLY_API_URL META_APP_ID META_ACCESS_TOKEN
            META_AD_ACCOUNT_ID META_API_URL META_API_VERSION GOOGLE_ADS_CLIENT_ID GOOGLE_ADS_CLIENT_SECRET
            GOOGLE_ADS_REFRESH_TOKEN GOOGLE_ADS_CUSTOMER_ID GOOGLE_ADS_LOGIN_CUSTOMER_ID GOOGLE_ADS_DEVELOPER_TOKEN
            GOOGLE_ADS_API_URL GOOGLE_ADS_API_VERSION GOOGLE_DATA_MANAGER_URL TIKTOK_APP_ID TIKTOK_APP_SECRET TIKTOK_ACCESS_TOKEN
            TIKTOK_ADVERTISER_ID TIKTOK_API_URL STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET STRIPE_API_URL PAYPAL_CLIENT_ID
            PAYPAL_CLIENT_SECRET PAYPAL_WEBHOOK_ID PAYPAL_API_URL SENDGRID_API_KEY SENDGRID_WEBHOOK_PUBLIC_KEY SENDGRID_API_URL
            SENTRY_DSN SENTRY_ENVIRONMENT LOGROCKET_APP_ID NEXT_PUBLIC_ANALYTICS_ID FIREBASE_PROJECT_ID
            GOOGLE_APPLICATION_CREDENTIALS FIRESTORE_EMULATOR_HOST
            """);

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

    private static Set<String> names(String block) {
        List<String> names = Arrays.asList(block.strip().split("\\s+"));
        return Set.copyOf(names);
    }
}
