package com.digiflowhub.platform.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.ConnectedHub;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.TestPostgres;
import java.io.UnsupportedEncodingException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Open pages hear of what was committed in their workspace, and of nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTest {
    private final DatabaseAddress database = TestPostgres.newMigratedDatabase();
    private final ConnectedHub hub = new ConnectedHub(database, Map.of());
    private final OpenPages pages = hub.part(OpenPages.class);
    private final Live live = hub.part(Live.class);
    private final MockMvc browser = MockMvcBuilders.standaloneSetup(pages).build();
    private WorkspaceId workspace = ConnectedHub.newWorkspace();

    @BeforeEach
    void anew() {
        pages.start();
        workspace = ConnectedHub.newWorkspace();
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void a_change_is_told_after_its_commit_and_not_before() throws Exception {
        MockHttpServletResponse page = open(workspace);
        hub.transaction(workspace, () -> {
            live.changed("conversation", "c-1");
            assertThat(heard(page)).doesNotContain("c-1");
            return 1;
        });
        Patience.waitUntil("the page hears", () -> heard(page).contains("event:conversation\ndata:c-1"));
    }

    @Test
    void what_is_rolled_back_is_not_told() throws Exception {
        MockHttpServletResponse page = open(workspace);
        assertThatThrownBy(() -> hub.transaction(workspace, () -> {
                    live.changed("conversation", "never");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        Tenancy.run(workspace, () -> live.changed("conversation", "outside"));
        Patience.waitUntil("the page hears", () -> heard(page).contains("outside"));
        assertThat(heard(page)).doesNotContain("never");
    }

    @Test
    void pages_of_another_workspace_hear_nothing() throws Exception {
        MockHttpServletResponse ours = open(workspace);
        MockHttpServletResponse theirs = open(ConnectedHub.newWorkspace());
        hub.transaction(workspace, () -> {
            live.changed("lead", "l-1");
            return 1;
        });
        Patience.waitUntil("the page hears", () -> heard(ours).contains("l-1"));
        assertThat(heard(theirs)).contains("event:listening").doesNotContain("l-1");
    }

    @Test
    void each_open_page_hears_and_one_that_went_away_harms_nobody() throws Exception {
        MockHttpServletResponse first = open(workspace);
        MockHttpServletResponse second = open(workspace);
        first.setOutputStreamAccessAllowed(false);
        first.setWriterAccessAllowed(false);
        Tenancy.run(workspace, () -> live.changed("lead", "l-1"));
        Tenancy.run(workspace, () -> live.changed("lead", "l-2"));
        Patience.waitUntil(
                "the page hears",
                () -> heard(second).contains("l-1") && heard(second).contains("l-2"));
    }

    @Test
    void a_page_hears_what_changes_on_another_node_once_and_nothing_of_another_workspace() throws Exception {
        MockHttpServletResponse page = open(workspace);
        try (ConnectedHub other = new ConnectedHub(database, Map.of())) {
            Live there = other.part(Live.class);
            other.transaction(ConnectedHub.newWorkspace(), () -> {
                there.changed("conversation", "c-other");
                return 1;
            });
            other.transaction(workspace, () -> {
                there.changed("conversation", "c-1");
                there.changed("conversation", "c-1");
                return 1;
            });
            Patience.waitUntil("the page hears", () -> heard(page).contains("event:conversation\ndata:c-1"));
            Tenancy.run(workspace, () -> there.changed("conversation", "c-2"));
            Patience.waitUntil("the page hears on", () -> heard(page).contains("c-2"));
        }
        assertThat(heard(page)).containsOnlyOnce("c-1").doesNotContain("c-other");
    }

    @Test
    void what_changes_here_is_told_here_once() throws Exception {
        MockHttpServletResponse page = open(workspace);
        Tenancy.run(workspace, () -> live.changed("lead", "l-1"));
        try (ConnectedHub other = new ConnectedHub(database, Map.of())) {
            Tenancy.run(workspace, () -> other.part(Live.class).changed("lead", "l-2"));
            Patience.waitUntil("the other's call", () -> heard(page).contains("l-2"));
        }
        assertThat(heard(page)).containsOnlyOnce("l-1");
    }

    @Test
    void streams_end_when_the_hub_stops_and_none_is_opened_after() throws Exception {
        MockHttpServletResponse page = open(workspace);
        assertThat(pages.isRunning()).isTrue();
        pages.stop();
        assertThat(pages.isRunning()).isFalse();
        Tenancy.run(workspace, () -> live.changed("lead", "after"));
        MockHttpServletResponse late = open(workspace);
        assertThat(heard(page)).doesNotContain("after");
        assertThat(heard(late)).doesNotContain("event:listening");
        pages.start();
        assertThat(heard(open(workspace))).contains("event:listening");
    }

    @Test
    void a_workspace_holds_so_many_streams_at_most() throws Exception {
        for (int n = 0; n < 500; n++) {
            open(workspace);
        }
        assertThat(heard(open(workspace))).doesNotContain("event:listening");
        assertThat(heard(open(ConnectedHub.newWorkspace()))).contains("event:listening");
    }

    @Test
    void who_has_no_workspace_can_tell_nothing() {
        assertThatThrownBy(() -> live.changed("lead", "l-1")).isInstanceOf(IllegalStateException.class);
    }

    private MockHttpServletResponse open(WorkspaceId where) {
        return Tenancy.in(where, () -> {
            try {
                return browser.perform(get("/live")).andReturn().getResponse();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    private static String heard(MockHttpServletResponse page) {
        try {
            return page.getContentAsString();
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
