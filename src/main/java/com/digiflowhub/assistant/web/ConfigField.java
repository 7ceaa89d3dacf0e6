package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.AiConfiguration;
import com.digiflowhub.assistant.AiConfiguration.BrandMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The fields of the AI configuration in the order of the page; each has one effect, which its words state. */
public enum ConfigField {
    COMPANY_NAME("companyName", AiConfiguration::companyName),
    INDUSTRY("industry", AiConfiguration::industry),
    MAIN_PRODUCT("mainProduct", AiConfiguration::mainProduct),
    TARGET_AUDIENCE("targetAudience", AiConfiguration::targetAudience),
    PAIN_POINTS("painPoints", AiConfiguration::painPoints, true),
    UNIQUE_VALUE("uniqueValue", AiConfiguration::uniqueValue),
    COMPETITORS("competitors", AiConfiguration::competitors),
    OBJECTIVES("objectives", AiConfiguration::objectives, true),
    NO_GO_TOPICS("noGoTopics", AiConfiguration::noGoTopics, true),
    TONE("brandMemory.tone", configuration -> configuration.brandMemory().tone()),
    KEYWORDS(
            "brandMemory.keywords", configuration -> configuration.brandMemory().keywords(), true),
    VALUES("brandMemory.values", configuration -> configuration.brandMemory().values(), true);

    static final int MAX_CHARACTERS = 1_000;
    static final int MAX_LINES = 40;
    static final int MAX_LINE_CHARACTERS = 200;

    private final String member;
    private final boolean list;

    /** Reads a record and keeps nothing. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<AiConfiguration, List<String>> read;

    ConfigField(String member, Function<AiConfiguration, String> text) {
        this.member = member;
        this.list = false;
        this.read = configuration -> List.of(text.apply(configuration));
    }

    ConfigField(String member, Function<AiConfiguration, List<String>> read, boolean list) {
        this.member = member;
        this.list = list;
        this.read = read;
    }

    /** A field whose words differ. */
    public record Difference(ConfigField field, String before, String after) {}

    public String member() {
        return member;
    }

    /** Several lines, one thing a line. */
    public boolean list() {
        return list;
    }

    public String of(AiConfiguration configuration) {
        return String.join("\n", read.apply(configuration));
    }

    static List<Difference> differences(AiConfiguration before, AiConfiguration after) {
        return Stream.of(values())
                .filter(field -> !field.of(before).equals(field.of(after)))
                .map(field -> new Difference(field, field.of(before), field.of(after)))
                .toList();
    }

    /** As it was typed, by member. */
    static AiConfiguration read(Map<String, String> typed) {
        return new AiConfiguration(
                COMPANY_NAME.text(typed),
                INDUSTRY.text(typed),
                TARGET_AUDIENCE.text(typed),
                MAIN_PRODUCT.text(typed),
                PAIN_POINTS.lines(typed),
                UNIQUE_VALUE.text(typed),
                COMPETITORS.text(typed),
                OBJECTIVES.lines(typed),
                NO_GO_TOPICS.lines(typed),
                new BrandMemory(TONE.text(typed), KEYWORDS.lines(typed), VALUES.lines(typed)));
    }

    /** The first field that holds more than it may. */
    static Optional<ConfigField> tooLong(AiConfiguration configuration) {
        return Stream.of(values())
                .filter(field -> field.isTooLong(configuration))
                .findFirst();
    }

    private boolean isTooLong(AiConfiguration configuration) {
        List<String> lines = read.apply(configuration);
        int most = list ? MAX_LINE_CHARACTERS : MAX_CHARACTERS;
        return lines.size() > MAX_LINES || lines.stream().anyMatch(line -> line.length() > most);
    }

    private String text(Map<String, String> typed) {
        return typed.getOrDefault(member, "")
                .replace("\r\n", "\n")
                .replace("\0", "")
                .strip();
    }

    private List<String> lines(Map<String, String> typed) {
        List<String> lines = new ArrayList<>();
        text(typed).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines.stream().distinct().toList();
    }
}
