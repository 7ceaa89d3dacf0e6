package com.digiflowhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Provider;
import com.digiflowhub.connections.Providers;
import com.digiflowhub.connections.Settings;
import com.digiflowhub.platform.settings.Variables;
import com.digiflowhub.platform.web.Words;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a provider's folder has to bring along besides its class, since the compiler does not ask for it. */
class ProvidersAreWholeTest {
    private final List<Provider> providers =
            List.copyOf(RunningHub.shared().part(Providers.class).all());

    @Test
    void every_variable_of_a_providers_settings_is_in_its_list_of_variables() {
        assertThat(providers)
                .hasSizeGreaterThan(1)
                .allSatisfy(provider -> assertThat(Settings.inputs(provider.settings()).stream()
                                .flatMap(input -> input.variables().stream()))
                        .as(provider.key() + ": resources/variables/" + provider.key() + ".txt")
                        .isNotEmpty()
                        .allMatch(Variables::ofProvider));
    }

    @Test
    void every_provider_and_every_setting_of_it_has_a_name_in_both_languages() {
        Words words = new Words();
        assertThat(providers).allSatisfy(provider -> {
            for (Locale language : Words.LANGUAGES) {
                Words.Said said = words.in(language);
                for (String word : List.of("name", "icon", "purpose")) {
                    assertThat(said.find("provider." + provider.key() + "." + word))
                            .as(language + ": provider." + provider.key() + "." + word)
                            .isPresent();
                }
                Settings.inputs(provider.settings())
                        .forEach(input -> assertThat(said.find("setting." + provider.key() + "." + input.name()))
                                .as(language + ": setting." + provider.key() + "." + input.name())
                                .isPresent());
            }
        });
    }
}
