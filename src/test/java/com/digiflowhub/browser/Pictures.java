package com.digiflowhub.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Makes the pictures of {@code docs/images} from a hub on show. Run by {@code bin/pictures}; its name keeps it out of the build. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Pictures {
    private static final Path FOLDER = Path.of("docs", "images");
    private static final String PERSON = "Nadège Horth";
    private static final int SETTLES_MS = 600;

    private RunningHub hub;
    private FirstOwner.Founded founded;

    @BeforeAll
    void raise() throws IOException {
        Files.createDirectories(FOLDER);
        hub = RunningHub.start(Map.of("HUB_MODE", "demo", "APP_URL", "http://localhost:4711"));
        founded = hub.part(FirstOwner.class).founded().orElseThrow();
        Patience.waitUntil(
                "everything is furnished",
                () -> hub.look("select count(distinct workspace_id) from assistant.assessment")
                                .equals(List.of("3"))
                        && hub.look("select 1 from work.item where due_at <= clock_timestamp()")
                                .isEmpty());
    }

    @AfterAll
    void leave() {
        hub.close();
    }

    @Test
    void today() {
        take("today", "/today", "main");
    }

    @Test
    void the_pipeline() {
        take("pipeline", "/pipeline", "[data-lead]");
    }

    @Test
    void the_inbox() {
        take("inbox", "/inbox", "[data-row]");
    }

    @Test
    void a_conversation() {
        List<String> found = hub.look("""
                select v.id from conversations.conversation v
                  join contacts.contact c on c.workspace_id = v.workspace_id and c.id = v.contact_id
                 where c.name = '%s'
                """.formatted(PERSON));
        assertThat(found).isNotEmpty();
        take("conversation", "/inbox/" + found.getFirst(), "#run");
    }

    @Test
    void the_settings() {
        take("settings", "/settings/connections", "main");
    }

    @Test
    void the_sandbox() {
        take("sandbox", "/sandbox", "main");
    }

    /** On a desk in both languages, at night, and on a phone. */
    private void take(String name, String path, String part) {
        picture(name + "-fr", path, part, Browser.Screen.DESKTOP);
        picture(name + "-en", path, part, Browser.Screen.DESKTOP.in("en"));
        picture(name + "-dark", path, part, Browser.Screen.DESKTOP.atNight());
        picture(name + "-phone", path, part, Browser.Screen.PHONE);
    }

    private void picture(String name, String path, String part, Browser.Screen screen) {
        try (Look look = Browser.look(hub, founded.workspace(), founded.owner(), screen)) {
            var ignored = look.at(path).see(part);
            look.page().waitForTimeout(SETTLES_MS);
            look.picture(FOLDER.resolve(name + ".png"));
            assertThat(look.complaints()).isEmpty();
        }
    }
}
