package com.digiflowhub.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.identity.OneTimeLinks;
import com.digiflowhub.testing.Printed;
import com.digiflowhub.testing.RunningHub;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void an_invitation_is_a_sentence_and_an_address_alone_on_its_line() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Console.invite(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), "Ready:", URI.create("https://hub.example"));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("", "  Ready:", "  https://hub.example", "");
    }

    private static final Map<String, String> VARIABLES = Map.of(
            "APP_URL", "https://app.agence.example",
            "WHATSAPP_TOKEN", "EAA-first",
            "WHATSAPP_PHONE_ID", "106540000999");

    /** Two starts are dear, so this story also tells that the owner who comes by the page finds the environment's connections. */
    @Test
    void a_hub_without_an_owner_prints_one_link_that_opens_the_set_up_and_one_with_an_owner_its_plain_address() {
        Printed first = Printed.by(() -> RunningHub.start(VARIABLES));
        try (RunningHub hub = first.hub()) {
            assertThat(first.addresses()).singleElement().asString().startsWith("https://app.agence.example/set-up/");
            String code = first.addresses().getFirst().substring("https://app.agence.example/set-up/".length());
            assertThat(hub.part(OneTimeLinks.class).good(code, OneTimeLinks.Purpose.FIRST_OWNER))
                    .isTrue();

            assertThat(hub.look("select count(*) from connections.connection")).containsExactly("0");
            assertThat(hub.part(FirstOwner.class)
                            .found(new FirstOwner.Founding(
                                    "ada@agence.example",
                                    "Ada",
                                    "vingt-deux palmiers royaux",
                                    "Agence",
                                    Locale.FRENCH,
                                    ZoneId.of("America/Cayenne"))))
                    .isPresent();
            assertThat(hub.look("select settings ->> 'phoneId' from connections.connection"))
                    .containsExactly("106540000999");
            Printed second = Printed.by(() -> hub.again(VARIABLES));
            second.hub().close();
            assertThat(second.addresses()).containsExactly("https://app.agence.example");
        }
    }
}
