package com.digiflowhub.bench;

import com.digiflowhub.testing.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a hub holds, asked of its JVM and of the kernel. */
final class HubMemory {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final double KIB_A_MB = 1024;

    private final long process;

    HubMemory(JavaProcess hub) {
        this.process = hub.id();
    }

    /** What is left of the heap, in MB, after everything that nobody needs was collected; else it tells when the last collection was. */
    double heap() {
        String ignored = tell("GC.run");
        return heapIn(tell("GC.heap_info"));
    }

    /** The generations of whichever collector runs, but not what lies outside the heap. */
    static double heapIn(String told) {
        String heap = told.split("Metaspace", 2)[0];
        long used = USED.matcher(heap)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        if (used == 0) {
            throw new IllegalStateException("no heap is told of in " + told);
        }
        return used / KIB_A_MB;
    }

    /** In MB, by the kernel. */
    double resident() {
        try {
            Matcher found = RESIDENT.matcher(Files.readString(Path.of("/proc", String.valueOf(process), "status")));
            if (!found.find()) {
                throw new IllegalStateException("the kernel tells of no memory of " + process);
            }
            return Long.parseLong(found.group(1)) / KIB_A_MB;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String tell(String what) {
        try {
            Process asked = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(process),
                            what)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.waitFor() != 0) {
                throw new IllegalStateException("the hub's JVM answered " + answer);
            }
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
