package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.AiConfiguration;
import com.digiflowhub.assistant.AiConfiguration.BrandMemory;
import com.digiflowhub.assistant.AiConfigurations;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the assistant speaks for, for programs: the record is the mission's shape. */
@RestController
@RequestMapping("/api/ai-config")
class AiConfigApi {
    private final AiConfigurations configurations;

    AiConfigApi(AiConfigurations configurations) {
        this.configurations = configurations;
    }

    @Describe("How the brand sounds.")
    record WrittenBrandMemory(
            @Nullable String tone,
            @Nullable List<@NotNull String> keywords,
            @Nullable List<@NotNull String> values) {}

    @Describe("Who the assistant speaks for and how. What is left out is empty.")
    record WrittenAiConfiguration(
            @Nullable String companyName,
            @Nullable String industry,
            @Nullable String targetAudience,
            @Nullable String mainProduct,
            @Nullable List<@NotNull String> painPoints,
            @Nullable String uniqueValue,
            @Nullable String competitors,
            @Nullable List<@NotNull String> objectives,

            @Describe("Topics that go to a person, whether a lead asks or a model writes of them.") @Nullable
            List<@NotNull String> noGoTopics,

            @Valid @Nullable WrittenBrandMemory brandMemory) {
        AiConfiguration read() {
            WrittenBrandMemory brand =
                    Objects.requireNonNullElse(brandMemory, new WrittenBrandMemory(null, null, null));
            AiConfiguration configuration = new AiConfiguration(
                    text(companyName),
                    text(industry),
                    text(targetAudience),
                    text(mainProduct),
                    lines(painPoints),
                    text(uniqueValue),
                    text(competitors),
                    lines(objectives),
                    lines(noGoTopics),
                    new BrandMemory(text(brand.tone()), lines(brand.keywords()), lines(brand.values())));
            ConfigField.tooLong(configuration).ifPresent(field -> {
                throw Problem.invalid(
                        field.member(),
                        field.list()
                                ? "%s may have at most %d entries of %d characters."
                                        .formatted(
                                                field.member(), ConfigField.MAX_LINES, ConfigField.MAX_LINE_CHARACTERS)
                                : "%s may have at most %d characters."
                                        .formatted(field.member(), ConfigField.MAX_CHARACTERS));
            });
            return configuration;
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text.strip();
        }

        private static List<String> lines(@Nullable List<String> lines) {
            return lines == null
                    ? List.of()
                    : lines.stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList();
        }
    }

    @Describe("A configuration that is or was in force.")
    record AiConfigVersionShape(
            @Describe("Counted from 1; the highest is in force.")
            int version,

            AiConfiguration configuration,
            Instant publishedAt,
            @Describe("Null when the hub did it.") @Nullable UUID publishedBy) {
        static AiConfigVersionShape of(AiConfigurations.Version version) {
            return new AiConfigVersionShape(
                    version.n(),
                    version.configuration(),
                    version.publishedAt(),
                    version.publishedBy().map(UserId::value).orElse(null));
        }
    }

    @Describe("Read who the assistant speaks for")
    @GetMapping
    AiConfiguration current() {
        return configurations.current();
    }

    @Describe(
            value = "Write and publish who the assistant speaks for",
            more = "In force from the next answer on, as a new version; a draft is thrown away.")
    @PutMapping
    AiConfiguration publish(@Valid @RequestBody WrittenAiConfiguration written, SignedIn who) {
        configurations.publish(written.read(), Optional.of(who.user()));
        return current();
    }

    @Describe(value = "Read the draft", more = "The configuration in force while there is none.")
    @GetMapping("/draft")
    AiConfiguration draft() {
        return configurations.draft();
    }

    @Describe(value = "Write the draft", more = "Changes no answer before it is published.")
    @PutMapping("/draft")
    AiConfiguration write(@Valid @RequestBody WrittenAiConfiguration written, SignedIn who) {
        configurations.write(written.read(), who.user());
        return draft();
    }

    @Describe("Publish the draft")
    @PostMapping("/publish")
    AiConfiguration publishDraft(SignedIn who) {
        configurations.publish(configurations.draft(), Optional.of(who.user()));
        return current();
    }

    @Describe(value = "List the versions", more = "Newest first, at most 100, so the cursor is always null.")
    @GetMapping("/versions")
    Listing<AiConfigVersionShape> versions() {
        return new Listing<>(
                configurations.versions().stream().map(AiConfigVersionShape::of).toList(), null);
    }

    @Describe(value = "Return to a version", more = "It is published again, as the newest version.")
    @PostMapping("/versions/{version}/return")
    AiConfiguration back(@PathVariable int version, SignedIn who) {
        AiConfiguration wanted = configurations
                .version(version)
                .map(AiConfigurations.Version::configuration)
                .orElseThrow(() -> Problem.notFound("version"));
        configurations.publish(wanted, Optional.of(who.user()));
        return current();
    }
}
