package com.digiflowhub.sandbox;

import com.digiflowhub.sandbox.openai.ModelSettings;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How a sandbox starts. Ports of 0 take free ones; the journal is also written to a file when there is one. */
public record SandboxSettings(WhatsAppSettings whatsApp, ModelSettings model, Ports ports, Optional<Path> journalFile) {

    public record Ports(int whatsApp, int model, int control) {
        public static final Ports FREE = new Ports(0, 0, 0);
    }

    public static SandboxSettings standard() {
        return new SandboxSettings(WhatsAppSettings.DEMO, ModelSettings.DEMO, Ports.FREE, Optional.empty());
    }

    public SandboxSettings callingBack(URI address) {
        return with(whatsApp.callingBack(address));
    }

    public SandboxSettings with(WhatsAppSettings other) {
        return new SandboxSettings(other, model, ports, journalFile);
    }

    public SandboxSettings with(ModelSettings other) {
        return new SandboxSettings(whatsApp, other, ports, journalFile);
    }

    public SandboxSettings on(Ports other) {
        return new SandboxSettings(whatsApp, model, other, journalFile);
    }

    public SandboxSettings writing(Path journal) {
        return new SandboxSettings(whatsApp, model, ports, Optional.of(journal));
    }
}
