package com.digiflowhub.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A main class of ours in a JVM of its own, on the classes that are shipped, with its words in a file; killed like anything else on a machine. */
public final class JavaProcess implements AutoCloseable {
    /** Small and quick to start, as tests want it. */
    static final List<String> QUICK = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx400m");

    private final Process process;
    private final Path words;

    private JavaProcess(Process process, Path words) {
        this.process = process;
        this.words = words;
    }

    public static JavaProcess start(
            String mainClass, Path folder, Map<String, String> environment, List<String> arguments) {
        return start(QUICK, mainClass, folder, environment, arguments);
    }

    /** {@code options} are those of the machine. */
    public static JavaProcess start(
            List<String> options,
            String mainClass,
            Path folder,
            Map<String, String> environment,
            List<String> arguments) {
        return launch(options, shippedClasses(), mainClass, folder, environment, arguments);
    }

    /** A main class that lies among the tests, with them and all that is shipped. */
    public static JavaProcess startAmongTests(
            List<String> options,
            String mainClass,
            Path folder,
            Map<String, String> environment,
            List<String> arguments) {
        return launch(options, allClasses(), mainClass, folder, environment, arguments);
    }

    private static JavaProcess launch(
            List<String> options,
            String classes,
            String mainClass,
            Path folder,
            Map<String, String> environment,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classes, mainClass));
        command.addAll(arguments);
        Path words = folder.resolve(mainClass.substring(mainClass.lastIndexOf('.') + 1) + ".words");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(words.toFile()));
            builder.environment().putAll(environment);
            return new JavaProcess(builder.start(), words);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long id() {
        return process.pid();
    }

    /** Everything it has said so far, with what an earlier process said in the same folder. */
    public String words() {
        try {
            return Files.readString(words);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As the kernel does it when memory runs out: nothing is closed, nothing is said. */
    public void kill() {
        process.destroyForcibly();
        var ignored = exitCode();
    }

    public int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the process does not end; it said: " + words());
            }
            return process.exitValue();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        process.destroy();
        var ignored = exitCode();
    }

    private static String shippedClasses() {
        return Arrays.stream(allClasses().split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String allClasses() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
