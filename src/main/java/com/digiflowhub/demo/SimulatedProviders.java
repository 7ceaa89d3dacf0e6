package com.digiflowhub.demo;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.sandbox.openai.ModelSettings;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/** The simulated providers of the demo, started once the hub listens, so that their webhooks find it. */
@Component
@OnlyInDemo
public class SimulatedProviders implements DisposableBean {
    static final String MODEL = ModelSettings.DEMO.names().getFirst();
    private static final String WEBHOOKS = "/api/webhooks/whatsapp/messages";

    private final Map<WorkspaceId, Running> running = new ConcurrentHashMap<>();

    /** The providers of one company; each has its own, so that nobody's faults and phones are another's. */
    public record Running(Trade trade, Sandbox sandbox) {}

    Sandbox start(Backstage.Place place, URI hub) {
        Sandbox sandbox = Sandbox.start(
                SandboxSettings.standard().with(account(place.trade())).callingBack(hub.resolve(WEBHOOKS)));
        running.put(place.workspace(), new Running(place.trade(), sandbox));
        return sandbox;
    }

    /** Those of the workspace in force, once they run. */
    public Optional<Running> here() {
        return Tenancy.here().flatMap(this::of);
    }

    public Optional<Running> of(WorkspaceId workspace) {
        return Optional.ofNullable(running.get(workspace));
    }

    /** What a real account's owner would write into the environment; addresses change with every start. */
    static StandardEnvironment variables(Trade trade, Sandbox sandbox) {
        WhatsAppSettings account = account(trade);
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
                                "OPENAI_MODEL", MODEL,
                                "OPENAI_BASE_URL", sandbox.modelAddress().toString())));
        return variables;
    }

    @Override
    public void destroy() {
        running.values().forEach(one -> one.sandbox().close());
    }

    private static WhatsAppSettings account(Trade trade) {
        WhatsAppSettings standard = WhatsAppSettings.DEMO;
        return new WhatsAppSettings(
                standard.appId(),
                standard.appSecret(),
                standard.token(),
                trade.whatsApp().accountId(),
                trade.whatsApp().phoneNumberId(),
                trade.whatsApp().number(),
                trade.workspace(),
                standard.callback(),
                standard.verifyToken(),
                standard.pace(),
                standard.templates(),
                standard.numbers());
    }
}
