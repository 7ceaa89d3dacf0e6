package com.digiflowhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.web.today.TodayCard;
import com.digiflowhub.testing.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The script of all pages passes on the topics that it names, and no others: what waits for another one is never renewed. */
class LiveTopicsTest {
    private static final Pattern WAITED_FOR = Pattern.compile("live:([a-z-]+) from:body");
    private static final Pattern LISTENED_TO = Pattern.compile("const topic of \\[([^\\]]*)\\]");

    @Test
    void whatever_a_page_waits_for_is_listened_to() throws IOException {
        String script = Files.readString(Path.of("src/main/resources/static/hub.js"));
        List<String> listened = LISTENED_TO
                .matcher(script)
                .results()
                .flatMap(list -> Stream.of(list.group(1).replace("\"", "").split(", ")))
                .toList();
        Set<String> waited = new TreeSet<>();
        RunningHub.shared()
                .context()
                .getBeansOfType(TodayCard.class)
                .values()
                .forEach(card -> waited.addAll(card.topics()));
        try (Stream<Path> pages = Files.walk(Path.of("src/main/jte"))) {
            for (Path page : pages.filter(Files::isRegularFile).toList()) {
                WAITED_FOR.matcher(Files.readString(page)).results().forEach(topic -> waited.add(topic.group(1)));
            }
        }
        assertThat(waited).hasSizeGreaterThan(6);
        assertThat(listened).containsAll(waited);
    }
}
