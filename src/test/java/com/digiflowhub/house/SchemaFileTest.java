package com.digiflowhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.MigratedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code schema.sql} shows today's tables on one page. {@code ./mvnw test -Dtest=SchemaFileTest -Dwrite=true} writes it anew. */
class SchemaFileTest {
    private static final Path FILE = Path.of("schema.sql");

    @Test
    void the_page_of_tables_shows_what_the_migrations_make() throws IOException {
        String today = MigratedDatabase.shared().describe();
        if (Boolean.getBoolean("write")) {
            Files.writeString(FILE, today);
        }
        assertThat(Files.readString(FILE)).isEqualTo(today);
    }
}
