package com.digiflowhub.demo.web;

import com.digiflowhub.conversations.Author;
import com.digiflowhub.demo.OnlyInDemo;
import com.digiflowhub.demo.web.Chronicle.Party;
import com.digiflowhub.demo.web.Chronicle.Writer;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.Seen;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the parts of the page: the same for the first sight and for every renewal. */
@Component
@OnlyInDemo
class Views {
    private static final int MOST_ENTRIES = 300;
    private static final int MOST_SENTENCES = 40;

    private final Glances glances;
    private final List<SandboxTile> tiles;

    Views(Glances glances, List<SandboxTile> tiles) {
        this.glances = glances;
        this.tiles = tiles.stream()
                .sorted(Comparator.comparingInt(SandboxTile::position))
                .toList();
    }

    void tiles(Model model) {
        model.addAttribute("tiles", tiles);
    }

    void phone(Sandbox sandbox, Optional<Phone> phone, Model model) {
        String business = sandbox.whatsApp().account().settings().name();
        model.addAttribute("handset", phone.map(one -> Handset.of(one, business)));
    }

    Glance glance(Optional<Phone> phone, Model model) {
        Glance glance = glances.around(phone.map(Views::key).orElse(""));
        model.addAttribute("glance", glance);
        return glance;
    }

    void happened(Sandbox sandbox, Optional<Phone> phone, String provider, Glance glance, Model model) {
        Map<String, Party> parties = parties(sandbox, glance);
        model.addAttribute("lead", phone.map(Views::key).orElse(""));
        model.addAttribute("faults", provider);
        model.addAttribute("board", Switchboard.of(sandbox, provider));
        model.addAttribute(
                "sentences",
                new Chronicle(by -> Optional.ofNullable(parties.get(by)))
                        .sentences(sandbox.journal().newest(MOST_ENTRIES), MOST_SENTENCES));
    }

    static Instant lastUsed(Phone phone) {
        List<Seen> seen = phone.messages();
        return seen.isEmpty() ? Instant.EPOCH : seen.getLast().at();
    }

    static String key(Phone phone) {
        return phone.person().number().orElse(phone.person().userId());
    }

    /** Who stands behind a message's id, as far as phones and the open conversation tell. */
    private static Map<String, Party> parties(Sandbox sandbox, Glance glance) {
        Map<String, Party> parties = new HashMap<>();
        for (Phone phone : sandbox.whatsApp().phones()) {
            String name = phone.person().name();
            for (Seen seen : phone.messages()) {
                String by = seen.mine()
                        ? seen.id()
                        : seen.content().path("biz_opaque_callback_data").asString(seen.id());
                parties.put(by, new Party(seen.mine() ? Writer.LEAD : Writer.HUB, name));
            }
        }
        glance.open()
                .ifPresent(open -> open.lines().stream()
                        .filter(line -> !line.theirs())
                        .forEach(line -> parties.put(
                                line.id(),
                                new Party(line.by() == Author.BOT ? Writer.ASSISTANT : Writer.TEAM, open.name()))));
        return parties;
    }
}
