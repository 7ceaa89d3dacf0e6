package com.digiflowhub.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @TempDir
    Path byTar;

    @TempDir
    Path byOurselves;

    @Test
    void with_the_machines_tar_or_without_the_same_files_come_out() throws IOException {
        assertThat(PostgresBinaries.unpackByTar(byTar)).isTrue();
        PostgresBinaries.unpackByOurselves(byOurselves);
        assertThat(tree(byOurselves)).isEqualTo(tree(byTar)).containsKey("bin/postgres");
        assertThat(Files.isExecutable(byOurselves.resolve("bin/initdb"))).isTrue();
    }

    @Test
    void what_a_broken_tar_left_behind_is_in_nobodys_way() throws IOException {
        Files.createDirectories(byOurselves.resolve("bin"));
        Files.writeString(byOurselves.resolve("bin/postgres"), "half");
        PostgresBinaries.unpackByOurselves(byOurselves);
        assertThat(Files.size(byOurselves.resolve("bin/postgres"))).isGreaterThan(1_000_000);
    }

    /** Each file with its size, or where it points. */
    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> {
                        try {
                            files.put(
                                    folder.relativize(file).toString(),
                                    Files.isSymbolicLink(file)
                                            ? Files.readSymbolicLink(file).toString()
                                            : String.valueOf(Files.size(file)));
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    });
        }
        return files;
    }
}
