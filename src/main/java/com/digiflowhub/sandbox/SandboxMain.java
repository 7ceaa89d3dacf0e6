package com.digiflowhub.sandbox;

import com.digiflowhub.sandbox.SandboxSettings.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Starts the sandbox as a process of its own and prints where it is. */
public final class SandboxMain {

    private static final String USE =
            "--whatsapp-port=0 --model-port=0 --control-port=0 --callback=http://... --journal=FILE --numbers=1";
    private static final Set<String> KNOWN =
            Set.of("whatsapp-port", "model-port", "control-port", "callback", "journal", "numbers");

    private SandboxMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var sandbox = Sandbox.start(settings(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println("whatsapp=" + sandbox.whatsAppAddress());
        System.out.println("openai=" + sandbox.modelAddress());
        System.out.println("anthropic=" + sandbox.anthropicAddress());
        System.out.println("control=" + sandbox.controlAddress());
        new CountDownLatch(1).await();
    }

    static SandboxSettings settings(String... arguments) {
        var given = new HashMap<String, String>();
        for (var argument : arguments) {
            var cut = argument.indexOf('=');
            var name = cut < 3 ? "" : argument.substring(2, cut);
            if (!argument.startsWith("--") || !KNOWN.contains(name)) {
                throw new IllegalArgumentException("Cannot read " + argument + "; known: " + USE);
            }
            given.put(name, argument.substring(cut + 1));
        }
        var settings = SandboxSettings.standard()
                .on(new Ports(port(given, "whatsapp-port"), port(given, "model-port"), port(given, "control-port")));
        if (given.containsKey("numbers")) {
            settings = settings.with(settings.whatsApp().holding(Integer.parseInt(given.getOrDefault("numbers", ""))));
        }
        if (given.containsKey("callback")) {
            settings = settings.callingBack(URI.create(given.getOrDefault("callback", "")));
        }
        return given.containsKey("journal") ? settings.writing(Path.of(given.getOrDefault("journal", ""))) : settings;
    }

    private static int port(Map<String, String> given, String name) {
        return Integer.parseInt(given.getOrDefault(name, "0"));
    }
}
