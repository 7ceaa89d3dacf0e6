package com.digiflowhub.browser;

import com.digiflowhub.identity.Sessions;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.LeftOut;
import com.digiflowhub.testing.RunningHub;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One headless Chromium for the whole test run; every look at a hub has a context of its own. Where there is no Chromium these tests are
 * left out, except in CI, where that is a failure.
 */
public final class Browser {
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final double LONGEST_MS = 40_000;

    private Browser() {}

    /** How somebody looks: the size of the screen, the language, light or dark. */
    public record Screen(int width, int height, String language, boolean dark, boolean scripts) {
        public static final Screen DESKTOP = new Screen(1440, 900, "fr", false, true);
        public static final Screen PHONE = new Screen(390, 844, "fr", false, true);

        public Screen in(String other) {
            return new Screen(width, height, other, dark, scripts);
        }

        public Screen atNight() {
            return new Screen(width, height, language, true, scripts);
        }

        public Screen withoutScripts() {
            return new Screen(width, height, language, dark, false);
        }

        public Screen sized(int otherWidth, int otherHeight) {
            return new Screen(otherWidth, otherHeight, language, dark, scripts);
        }

        boolean phone() {
            return width < 500;
        }
    }

    /** Signed in as the owner of the workspace. */
    public static Look look(RunningHub hub, ConnectedWorkspace agency, Screen screen) {
        return look(hub, agency.id(), agency.owner(), screen);
    }

    public static Look look(RunningHub hub, WorkspaceId workspace, UserId user, Screen screen) {
        String session = hub.in(
                workspace,
                () -> hub.part(Sessions.class).begin(user).orElseThrow().reveal());
        Look look = stranger(hub, screen);
        look.context()
                .addCookies(
                        List.of(new Cookie("hub", session).setUrl(hub.address().toString())));
        return look;
    }

    /** Signed in as nobody. */
    public static Look stranger(RunningHub hub, Screen screen) {
        return new Look(open(hub.address(), screen), hub.address());
    }

    /** Any address, for the makers of pictures. */
    static BrowserContext open(URI address, Screen screen) {
        BrowserContext context = Shared.chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(screen.width(), screen.height())
                        .setLocale(screen.language().equals("fr") ? "fr-FR" : "en-GB")
                        .setTimezoneId("Europe/Paris")
                        .setHasTouch(screen.phone())
                        .setIsMobile(screen.phone())
                        .setJavaScriptEnabled(screen.scripts())
                        .setColorScheme(screen.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                        // What moves cannot be clicked until it stands; a busy machine makes that long.
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(LONGEST_MS);
        context.addCookies(List.of(new Cookie("language", screen.language()).setUrl(address.toString())));
        return context;
    }

    /** Started by whoever asks first, ended with the test run. */
    private static final class Shared {
        private static final Optional<Path> CHROMIUM = Stream.concat(
                        Optional.ofNullable(System.getenv("CHROMIUM")).stream(), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        private static final Optional<com.microsoft.playwright.Browser> RUNNING = CHROMIUM.map(Shared::start);

        static com.microsoft.playwright.Browser chromium() {
            LeftOut.unless(RUNNING.isPresent(), "no Chromium at any of " + PLACES);
            return RUNNING.orElseThrow();
        }

        private static com.microsoft.playwright.Browser start(Path chromium) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            return playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium)
                            .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
        }
    }
}
