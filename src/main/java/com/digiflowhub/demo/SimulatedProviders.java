package com.digiflowhub.demo;

import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.sandbox.openai.ModelSettings;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/** The simulated providers of the demo, started once the hub listens, so that their webhooks find it. */
@Component
@OnlyInDemo
public class SimulatedProviders implements DisposableBean {
    private static final String WEBHOOKS = "/api/webhooks/whatsapp/messages";
    private static final String OUR_NUMBER = "33536492840";

    private volatile Optional<Sandbox> running = Optional.empty();

    Sandbox start(URI hub) {
        Sandbox sandbox =
                Sandbox.start(SandboxSettings.standard().with(account()).callingBack(hub.resolve(WEBHOOKS)));
        running = Optional.of(sandbox);
        return sandbox;
    }

    public Optional<Sandbox> running() {
        return running;
    }

    /** What a real account's owner would write into the environment; addresses change with every start. */
    static StandardEnvironment variables(Sandbox sandbox) {
        WhatsAppSettings account = account();
        StandardEnvironment variables = new StandardEnvironment();
        variables.getPropertySources().stream()
                .map(source -> source.getName())
                .toList()
                .forEach(variables.getPropertySources()::remove);
        variables
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "sandbox",
                        Map.of(
                                "WHATSAPP_TOKEN", account.token(),
                                "WHATSAPP_PHONE_ID", account.phoneNumberId(),
                                "WHATSAPP_BUSINESS_ID", account.accountId(),
                                "WEBHOOK_VERIFY_TOKEN", account.verifyToken(),
                                "META_APP_SECRET", account.appSecret(),
                                "WHATSAPP_API_URL", sandbox.whatsAppAddress().toString(),
                                "OPENAI_API_KEY", ModelSettings.DEMO.key(),
                                "OPENAI_MODEL", ModelSettings.DEMO.names().getFirst(),
                                "OPENAI_BASE_URL", sandbox.modelAddress().toString())));
        return variables;
    }

    @Override
    public void destroy() {
        running.ifPresent(Sandbox::close);
    }

    private static WhatsAppSettings account() {
        WhatsAppSettings standard = WhatsAppSettings.DEMO;
        return new WhatsAppSettings(
                standard.appId(),
                standard.appSecret(),
                standard.token(),
                standard.accountId(),
                standard.phoneNumberId(),
                OUR_NUMBER,
                Agency.WORKSPACE,
                standard.callback(),
                standard.verifyToken(),
                standard.pace(),
                standard.templates());
    }
}
