package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.connections.Door;
import com.digiflowhub.platform.settings.InvalidSetting;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class WebhooksPortTest extends DoorContract {
    private Optional<WebhooksPort> listener = Optional.empty();

    @Override
    int start(Door door) {
        WebhooksPort starting = new WebhooksPort(door, new MockEnvironment().withProperty("WEBHOOKS_PORT", "0"));
        starting.start();
        listener = Optional.of(starting);
        return starting.listeningOn();
    }

    @Override
    void stop() {
        listener.ifPresent(WebhooksPort::stop);
    }

    @Test
    void without_a_port_nobody_listens() {
        WebhooksPort off = new WebhooksPort(hub.part(Door.class), new MockEnvironment());
        off.start();
        assertThat(off.isRunning()).isFalse();
    }

    @Test
    void a_port_that_is_taken_or_no_port_stops_the_start_by_name() {
        String taken = String.valueOf(listener.orElseThrow().listeningOn());
        WebhooksPort second =
                new WebhooksPort(hub.part(Door.class), new MockEnvironment().withProperty("WEBHOOKS_PORT", taken));
        assertThatThrownBy(second::start).isInstanceOf(InvalidSetting.class).hasMessageContaining("WEBHOOKS_PORT");
        assertThatThrownBy(() -> new WebhooksPort(
                        hub.part(Door.class), new MockEnvironment().withProperty("WEBHOOKS_PORT", "eighty")))
                .isInstanceOf(InvalidSetting.class);
    }
}
