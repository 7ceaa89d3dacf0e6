package com.digiflowhub.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;

class LeftOutTest {
    @TempDir
    Path folder;

    @Test
    void the_table_counts_the_tests_of_each_reason() throws IOException {
        assertThat(tableOf(NeedsTheMoon.class)).isEqualTo("""
                Left out:
                     2 × no moon on this machine
                """);
    }

    @Test
    void when_everything_ran_the_table_says_so() throws IOException {
        assertThat(tableOf(NeedsNothing.class)).isEqualTo("Nothing was left out.\n");
    }

    @Test
    void what_is_there_is_tested() {
        assertThatCode(() -> LeftOut.unless(true, "no moon", true)).doesNotThrowAnyException();
    }

    @Test
    void what_is_missing_ends_the_test_and_where_nothing_may_be_left_out_fails_it() {
        assertThatThrownBy(() -> LeftOut.unless(false, "no moon", false)).isInstanceOf(TestAbortedException.class);
        assertThatThrownBy(() -> LeftOut.unless(false, "no moon", true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no moon");
    }

    private String tableOf(Class<?> tests) throws IOException {
        Path table = folder.resolve("left-out.txt");
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .build(),
                        new LeftOut(table));
        return Files.readString(table);
    }

    /** Run by the launcher above, not by the build. */
    static class NeedsTheMoon {
        @Test
        void walks() {
            LeftOut.unless(false, "no moon on this machine", false);
        }

        @Test
        void jumps() {
            LeftOut.unless(false, "no moon on this machine", false);
        }
    }

    /** Run by the launcher above, not by the build. */
    static class NeedsNothing {
        @Test
        void stands() {
            assertThat(folderOfThisTest()).isNotNull();
        }

        private static Path folderOfThisTest() {
            return Path.of("");
        }
    }
}
