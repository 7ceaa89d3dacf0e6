package com.digiflowhub.platform.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The words of the interface. Every module and every provider's folder brings two files of its own, {@code words/<name>.properties} in
 * English and {@code words/<name>_fr.properties}; nobody lists them, and a key may stand in one of them only.
 */
@Component
public class Words {
    public static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);

    private final Map<Locale, Map<String, String>> languages = new HashMap<>();

    public Words() {
        LANGUAGES.forEach(language -> languages.put(language, new HashMap<>()));
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:words/*.properties")) {
                read(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the words of the interface cannot be read", failure);
        }
    }

    /** In French for whoever prefers it, else in English. */
    public Said in(Locale locale) {
        Locale language = locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        return new Said(language, languages.getOrDefault(language, Map.of()));
    }

    private void read(Resource file) throws IOException {
        Locale language =
                String.valueOf(file.getFilename()).endsWith("_fr.properties") ? Locale.FRENCH : Locale.ENGLISH;
        Map<String, String> words = languages.getOrDefault(language, Map.of());
        Properties read = new Properties();
        try (Reader text = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            read.load(text);
        }
        for (String key : read.stringPropertyNames()) {
            if (words.put(key, unbroken(read.getProperty(key))) != null) {
                throw new IllegalStateException("the word " + key + " stands twice, the second time in " + file);
            }
        }
    }

    /** French quotation marks never stand alone at the end or the beginning of a line. */
    private static String unbroken(String text) {
        return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»");
    }

    /** The words in one language. */
    public record Said(Locale locale, Map<String, String> words) {
        /** The words behind the key, with the arguments in their places; the key itself when there are none, so that it is seen and mended. */
        public String say(String key, Object... arguments) {
            return find(key, arguments).orElse(key);
        }

        public Optional<String> find(String key, Object... arguments) {
            return Optional.ofNullable(words.get(key))
                    .map(text -> arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments));
        }

        public boolean french() {
            return locale.equals(Locale.FRENCH);
        }
    }
}
