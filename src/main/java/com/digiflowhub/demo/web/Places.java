package com.digiflowhub.demo.web;

import com.digiflowhub.demo.Backstage;
import com.digiflowhub.demo.OnlyInDemo;
import com.digiflowhub.platform.web.RailEntry;
import com.digiflowhub.platform.web.TopSign;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the demo shows in the frame: a place at the foot of the rail, and one quiet line beside the search. */
@Configuration(proxyBeanMethods = false)
@OnlyInDemo
class Places {
    private static final String PAGE = "/sandbox";
    private static final String ICON = "flask";

    @Bean
    RailEntry sandboxPlace() {
        return RailEntry.foot(10, "sandbox.title", PAGE, ICON).byLetter("b");
    }

    @Bean
    SandboxTile whatsAppTile() {
        return new SandboxTile(100, Switchboard.WHATSAPP, PAGE);
    }

    @Bean
    TopSign beingFurnished(Backstage backstage) {
        return new TopSign(
                5,
                TopSign.Place.RIGHT,
                () -> backstage.furnishing()
                        ? Optional.of(new TopSign.Sign("amber", "clock", "demo.furnishing", List.of(), PAGE))
                        : Optional.empty());
    }

    @Bean
    TopSign nothingLeaves() {
        return new TopSign(
                10,
                TopSign.Place.BESIDE_SEARCH,
                () -> Optional.of(new TopSign.Sign("quiet", ICON, "sandbox.nothing-leaves", List.of(), PAGE)));
    }
}
