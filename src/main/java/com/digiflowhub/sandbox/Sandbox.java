package com.digiflowhub.sandbox;

import com.digiflowhub.sandbox.anthropic.Claude;
import com.digiflowhub.sandbox.line.Journal;
import com.digiflowhub.sandbox.line.Line;
import com.digiflowhub.sandbox.openai.Model;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.WhatsApp;
import java.net.URI;
import java.util.Optional;

/** The simulated providers, running: each on its own loopback port, and one more port to drive them from elsewhere. */
public final class Sandbox implements AutoCloseable {

    private final Journal journal;
    private final WhatsApp whatsApp;
    private final Model model;
    private final Claude claude = new Claude();
    private final Line whatsAppLine;
    private final Line modelLine;
    private final Line claudeLine;
    private final Line controlLine;

    private Sandbox(SandboxSettings settings) {
        this.journal = new Journal(settings.journalFile());
        this.whatsApp = new WhatsApp(settings.whatsApp(), journal);
        this.model = new Model(settings.model());
        this.whatsAppLine = Line.open(whatsApp, journal, settings.ports().whatsApp());
        this.modelLine = Line.open(model, journal, settings.ports().model());
        this.claudeLine = Line.open(claude, journal, 0);
        this.controlLine = Line.open(
                new Control(this),
                new Journal(Optional.empty()),
                settings.ports().control());
    }

    public static Sandbox start(SandboxSettings settings) {
        return new Sandbox(settings);
    }

    /** Where the Graph API is: {@code {address}/v25.0/...}. */
    public URI whatsAppAddress() {
        return whatsAppLine.address();
    }

    /** Base address of the model, ending in {@code /v1}. */
    public URI modelAddress() {
        return modelLine.address().resolve("/v1");
    }

    /** Where the Messages API is: {@code {address}/v1/messages}. */
    public URI anthropicAddress() {
        return claudeLine.address();
    }

    public URI controlAddress() {
        return controlLine.address();
    }

    public WhatsApp whatsApp() {
        return whatsApp;
    }

    public Model model() {
        return model;
    }

    public Claude claude() {
        return claude;
    }

    public Journal journal() {
        return journal;
    }

    public Phone phone(String number, String name) {
        return whatsApp.phone(number, name);
    }

    @Override
    public void close() {
        controlLine.close();
        whatsAppLine.close();
        modelLine.close();
        claudeLine.close();
        whatsApp.close();
        journal.close();
    }
}
