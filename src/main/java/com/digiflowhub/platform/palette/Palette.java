package com.digiflowhub.platform.palette;

import com.digiflowhub.platform.spelling.Wording;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks every source. What begins with the words comes first, in its group and with its group; else all keep their places. */
@Component
class Palette {
    private final List<PaletteSource> sources;

    Palette(List<PaletteSource> sources) {
        this.sources = sources.stream()
                .sorted(Comparator.comparingInt(PaletteSource::position))
                .toList();
    }

    Found find(Asked asked) {
        Map<String, Found.Group> groups = new LinkedHashMap<>();
        for (PaletteSource source : sources) {
            List<Find> finds = source.finds().apply(asked);
            if (!finds.isEmpty()) {
                groups.merge(source.heading(), group(source, finds, asked), Palette::together);
            }
        }
        List<Found.Group> found = new ArrayList<>(groups.values());
        if (!asked.nothing()) {
            String typed = Wording.plain(asked.words());
            found.replaceAll(group -> new Found.Group(
                    group.heading(),
                    group.finds().stream()
                            .sorted(Comparator.comparingInt(find -> -nearness(find, typed)))
                            .toList(),
                    group.all()));
            found.sort(Comparator.comparingInt(group -> -nearness(group.finds().getFirst(), typed)));
        }
        return new Found(asked.words(), found);
    }

    private static Found.Group group(PaletteSource source, List<Find> finds, Asked asked) {
        boolean more = source.all().isPresent() && finds.size() > asked.most();
        return new Found.Group(
                source.heading(),
                more ? finds.subList(0, asked.most()) : finds,
                more
                        ? source.all()
                                .map(address -> address + URLEncoder.encode(asked.words(), StandardCharsets.UTF_8))
                        : Optional.empty());
    }

    private static Found.Group together(Found.Group one, Found.Group other) {
        List<Find> finds = new ArrayList<>(one.finds());
        finds.addAll(other.finds());
        return new Found.Group(one.heading(), finds, one.all().or(other::all));
    }

    private static int nearness(Find find, String typed) {
        String text = Wording.plain(find.text());
        if (text.startsWith(typed)) {
            return 2;
        }
        return text.contains(" " + typed) ? 1 : 0;
    }
}
