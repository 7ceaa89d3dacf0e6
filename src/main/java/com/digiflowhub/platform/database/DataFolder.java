package com.digiflowhub.platform.database;

import com.digiflowhub.platform.settings.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that one hub alone may hold. The lock goes with the process, so a killed hub leaves none behind. */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    public static DataFolder hold(Path path) {
        try {
            Path folder = Files.createDirectories(path.toAbsolutePath().normalize());
            FileChannel channel =
                    FileChannel.open(folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new InvalidSetting(
                        "HUB_DATA_DIR",
                        "names the folder " + folder + ", on which another hub is running."
                                + " Stop that hub first, or give this one a folder of its own");
            }
            return new DataFolder(folder, channel);
        } catch (IOException failure) {
            throw new UncheckedIOException("The data folder " + path + " cannot be used", failure);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException taken) {
            return null;
        }
    }
}
