package com.digiflowhub.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What Java itself cannot send to a process. By the shell, which knows how even where no such program is installed. */
final class Signals {
    private Signals() {}

    static void send(String signal, long process) {
        try {
            int status = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("nobody took SIG" + signal + " at " + process);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
