package com.digiflowhub.platform.help;

import com.digiflowhub.platform.help.HelpTopic.Section;
import com.digiflowhub.platform.palette.Asked;
import com.digiflowhub.platform.palette.Find;
import com.digiflowhub.platform.palette.PaletteSource;
import com.digiflowhub.platform.spelling.Wording;
import com.digiflowhub.platform.web.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The help, read once: {@code help/<name>.txt} in English and {@code help/<name>_fr.txt}; nobody lists them, and a module may bring its own. */
@Component
class Help {
    private static final String FRENCH = "_fr";
    private static final String TITLE = "help.title";

    private final Map<Locale, List<HelpTopic>> languages = new HashMap<>();

    Help() {
        Words.LANGUAGES.forEach(language -> languages.put(language, new ArrayList<>()));
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:help/*.txt")) {
                String name = String.valueOf(file.getFilename()).replace(".txt", "");
                boolean french = name.endsWith(FRENCH);
                languages
                        .getOrDefault(french ? Locale.FRENCH : Locale.ENGLISH, new ArrayList<>())
                        .add(HelpFile.read(
                                french ? name.substring(0, name.length() - FRENCH.length()) : name,
                                unbroken(file.getContentAsString(StandardCharsets.UTF_8))));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the help cannot be read", failure);
        }
        languages.values().forEach(topics -> topics.sort(Comparator.comparingInt(HelpTopic::position)));
    }

    List<HelpTopic> topics(Locale language) {
        return languages.getOrDefault(language, List.of());
    }

    Optional<HelpTopic> find(Locale language, String name) {
        return topics(language).stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst();
    }

    /** The topic that explains the page best: the one that names the longest part of its address. */
    Optional<HelpTopic> about(Locale language, String path) {
        return topics(language).stream()
                .filter(topic -> named(topic, path) > 0)
                .max(Comparator.comparingInt(topic -> named(topic, path)));
    }

    /** By titles first, then by what is said below them. */
    List<Find> finds(Asked asked) {
        if (asked.nothing()) {
            return List.of();
        }
        Wording words = Wording.of(asked.words());
        List<Find> byTitle = new ArrayList<>();
        List<Find> byText = new ArrayList<>();
        if (asked.means(TITLE)) {
            byTitle.add(Find.page("help-circle", asked.say(TITLE), "/help"));
        }
        for (HelpTopic topic : topics(asked.frame().words().locale())) {
            Find whole = Find.page(topic.icon(), topic.title(), topic.href()).about(asked.say(TITLE));
            if (words.fits(topic.title())) {
                byTitle.add(whole);
            } else if (asked.enough() && words.fitsToTheLetter(topic.summary())) {
                byText.add(whole);
            }
            for (Section section : topic.sections()) {
                Find find = Find.page("help-circle", section.title(), topic.href() + "#" + section.anchor())
                        .about(topic.title());
                if (words.fits(section.title())) {
                    byTitle.add(find);
                } else if (asked.enough() && words.fitsToTheLetter(section.text())) {
                    byText.add(find);
                }
            }
        }
        byTitle.addAll(byText);
        return byTitle.stream().limit(asked.most()).toList();
    }

    private static int named(HelpTopic topic, String path) {
        return topic.explains().stream()
                .filter(start -> !start.isEmpty() && (path.equals(start) || path.startsWith(start + "/")))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** What belongs together in French stays on one line. */
    private static String unbroken(String text) {
        return text.replace("« ", "«\u00a0")
                .replace(" »", "\u00a0»")
                .replace(" ?", "\u00a0?")
                .replace(" !", "\u00a0!")
                .replace(" :", "\u00a0:")
                .replace(" ;", "\u00a0;");
    }

    @Configuration(proxyBeanMethods = false)
    static class InThePalette {
        @Bean
        PaletteSource helpInThePalette(Help help) {
            return new PaletteSource(70, TITLE, help::finds);
        }
    }
}
