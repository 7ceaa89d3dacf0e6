package com.digiflowhub.platform.palette;

import com.digiflowhub.platform.web.Frames;
import com.digiflowhub.platform.web.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The search over everything: a page of its own, or, for the script, what stands in the palette. */
@Controller
class PalettePages {
    private static final int MOST_WORDS = 200;
    private static final int MOST_KEYS = 30;
    private static final int MOST_A_GROUP = 5;
    private static final int MOST_A_GROUP_OF_THE_PAGE = 12;

    private final Palette palette;
    private final Frames frames;

    PalettePages(Palette palette, Frames frames) {
        this.palette = palette;
        this.frames = frames;
    }

    /** {@code keys} are those at which the page beneath does something. */
    @GetMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String keys,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            HttpServletRequest request,
            Model model) {
        Asked asked = new Asked(
                Query.words(q, MOST_WORDS),
                keys.codePoints().limit(MOST_KEYS).mapToObj(Character::toString).collect(Collectors.toSet()),
                part == null ? MOST_A_GROUP_OF_THE_PAGE : MOST_A_GROUP,
                frames.of(request));
        model.addAttribute("found", palette.find(asked));
        return part == null ? "palette/page" : "palette/found";
    }
}
