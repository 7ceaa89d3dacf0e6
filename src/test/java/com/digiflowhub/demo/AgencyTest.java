package com.digiflowhub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.identity.Users;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.testing.RunningHub;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AgencyTest {
    @Test
    void nothing_invented_comes_into_the_database_of_a_live_hub() {
        RunningHub live = RunningHub.shared();
        assertThat(live.newWorkspace()).isNotNull();

        Agency agency = new Agency(live.part(FirstOwner.class), live.part(Users.class), live.part(Workspaces.class));
        Trade first = new Trades(JsonMapper.shared()).all().getFirst();

        assertThatThrownBy(() -> agency.open(first))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_MODE is demo, but the database holds a live hub")
                .hasMessageContaining("HUB_DATA_DIR");
        assertThat(live.part(Users.class).findByEmail(Agency.EMAIL)).isEmpty();
    }
}
