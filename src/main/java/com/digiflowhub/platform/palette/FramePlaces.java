package com.digiflowhub.platform.palette;

import com.digiflowhub.platform.web.RailEntry;
import com.digiflowhub.platform.web.Visitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the frame itself offers: the places of the rail, the pages of the settings, and what stands in its menus. */
@Configuration(proxyBeanMethods = false)
class FramePlaces {
    static final String ACTIONS = "palette.actions";
    private static final String PREFERENCE = "value";

    @Bean
    PaletteSource placesInThePalette(List<RailEntry> rail) {
        List<RailEntry> ordered = rail.stream()
                .sorted(Comparator.comparing(RailEntry::group).thenComparingInt(RailEntry::position))
                .toList();
        return new PaletteSource(
                60,
                "palette.pages",
                asked -> Stream.concat(
                                ordered.stream()
                                        .filter(entry -> asked.means(entry.key()))
                                        .map(entry -> Find.page(entry.icon(), asked.say(entry.key()), entry.href())
                                                .byKey("G " + entry.letter().toUpperCase(Locale.ROOT))),
                                asked.frame().settings().stream()
                                        .filter(entry -> asked.means(entry.key()))
                                        .map(entry -> Find.page("settings", asked.say(entry.key()), entry.href())
                                                .about(asked.say("settings.title"))))
                        .toList());
    }

    @Bean
    PaletteSource menusInThePalette() {
        return new PaletteSource(55, ACTIONS, asked -> {
            List<Find> finds = new ArrayList<>();
            asked.frame().visitor().ifPresent(visitor -> workplaces(asked, visitor, finds));
            if (asked.keys().contains("?")) {
                offer(asked, "frame.keys", "keyboard", new Deed.Press("?"), finds);
            }
            if (asked.nothing()) {
                return finds;
            }
            offer(asked, "frame.theme.light", "sun", theme("light"), finds);
            offer(asked, "frame.theme.dark", "moon", theme("dark"), finds);
            offer(asked, "frame.theme.system", "circle-dashed", theme("system"), finds);
            String other = asked.frame().words().french() ? "en" : "fr";
            offer(
                    asked,
                    "palette.language",
                    "language",
                    new Deed.Send("/preferences/language", PREFERENCE, other),
                    finds);
            offer(asked, "frame.docs", "file-text", new Deed.Go("/docs"), finds);
            offer(asked, "frame.sign-out", "logout", new Deed.Send("/sign-out", PREFERENCE, ""), finds);
            return finds;
        });
    }

    private static Deed theme(String name) {
        return new Deed.Send("/preferences/theme", PREFERENCE, name);
    }

    private static void workplaces(Asked asked, Visitor visitor, List<Find> finds) {
        visitor.workplaces().stream()
                .filter(place -> !place.here() && asked.means("frame.workspace", place.name()))
                .map(place -> Find.doing(
                        "building",
                        asked.say("palette.workspace", place.name()),
                        new Deed.Send("/workspace", "workspace", place.id())))
                .forEach(finds::add);
    }

    private static void offer(Asked asked, String key, String icon, Deed deed, List<Find> finds) {
        if (asked.means(key)) {
            Find find = Find.doing(icon, asked.say(key), deed);
            finds.add(deed instanceof Deed.Press press ? find.byKey(press.key()) : find);
        }
    }
}
