package com.digiflowhub.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HomeTest {
    @Test
    void the_bare_address_leads_to_the_first_of_the_days_work_whatever_stands_at_the_foot() {
        List<RailEntry> rail = List.of(
                RailEntry.foot(10, "sandbox.title", "/sandbox", "flask"),
                RailEntry.work(30, "contacts.title", "/contacts", "users"),
                RailEntry.work(20, "inbox.title", "/inbox", "inbox"));

        assertThat(new Home(rail).home()).isEqualTo("redirect:/inbox");
    }

    @Test
    void with_no_work_yet_the_foot_will_do_and_with_nothing_the_status() {
        assertThat(new Home(List.of(RailEntry.foot(20, "settings.title", "/settings", "settings"))).home())
                .isEqualTo("redirect:/settings");
        assertThat(new Home(List.of()).home()).isEqualTo("redirect:/status");
    }
}
