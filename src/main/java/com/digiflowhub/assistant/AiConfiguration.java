package com.digiflowhub.assistant;

import java.util.List;

/** Who the assistant speaks for and how, in the mission's shape ({@code aiConfig}). */
public record AiConfiguration(
        String companyName,
        String industry,
        String targetAudience,
        String mainProduct,
        List<String> painPoints,
        String uniqueValue,
        String competitors,
        List<String> objectives,
        List<String> noGoTopics,
        BrandMemory brandMemory) {
    public static final AiConfiguration NONE = new AiConfiguration(
            "", "", "", "", List.of(), "", "", List.of(), List.of(), new BrandMemory("", List.of(), List.of()));

    public AiConfiguration {
        painPoints = List.copyOf(painPoints);
        objectives = List.copyOf(objectives);
        noGoTopics = List.copyOf(noGoTopics);
    }

    /** How the brand sounds. */
    public record BrandMemory(String tone, List<String> keywords, List<String> values) {
        public BrandMemory {
            keywords = List.copyOf(keywords);
            values = List.copyOf(values);
        }
    }
}
