package com.digiflowhub.sandbox;

import com.digiflowhub.sandbox.line.Answer;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.line.Journal.Entry;
import com.digiflowhub.sandbox.line.Provider;
import com.digiflowhub.sandbox.line.Request;
import com.digiflowhub.sandbox.openai.Temperament;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.TokenState;
import java.net.URI;
import java.util.Map;
import java.util.NoSuchElementException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives the sandbox over HTTP with JSON, for tests and tools that run in another process. {@code GET /} lists the verbs. */
final class Control implements Provider {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Sandbox sandbox;
    private final Faults none = new Faults();

    Control(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public String name() {
        return "control";
    }

    @Override
    public Faults faults() {
        return none;
    }

    @Override
    public boolean hasEffect(Request request) {
        return false;
    }

    @Override
    public String whose(Request request) {
        return "";
    }

    @Override
    public String correlation(Request request) {
        return "";
    }

    @Override
    public Answer answer(Request request) {
        try {
            var body = request.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(request.body());
            if (!request.method().equals("GET")
                    && !request.header("content-type").startsWith("application/json")) {
                return refusal("Content-Type must be application/json");
            }
            return route(request, body);
        } catch (JacksonException | IllegalArgumentException | IllegalStateException | NoSuchElementException e) {
            return refusal(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Answer refusal(String why) {
        return Answer.json(400, JSON.createObjectNode().put("error", why));
    }

    @Override
    public Answer tooMany(String parameter) {
        return refusal("too many");
    }

    @Override
    public Answer broken() {
        return refusal("broken");
    }

    private Answer route(Request request, JsonNode body) {
        var path = request.path();
        return switch (request.method() + " " + (path.isEmpty() ? "" : path.getFirst()) + "/" + path.size()) {
            case "GET /0" -> json(overview());
            case "GET phones/1" ->
                json(sandbox.whatsApp().phones().stream().map(Control::shown).toList());
            case "POST phones/1" -> json(shown(phone(body)));
            case "GET phones/2" -> json(shown(phone(path.get(1))));
            case "POST phones/3" -> json(Map.of("id", sends(phone(path.get(1)), body)));
            case "GET faults/1" ->
                json(Map.of(
                        "whatsapp",
                        sandbox.whatsApp().faults().states(),
                        "openai",
                        sandbox.model().faults().states(),
                        "anthropic",
                        sandbox.claude().faults().states()));
            case "PUT faults/3" -> set(faults(path.get(1)), fault(path.get(2)), body);
            case "DELETE faults/3" -> clear(() -> faults(path.get(1)).off(fault(path.get(2))));
            case "DELETE faults/1" ->
                clear(() -> {
                    sandbox.whatsApp().faults().clear();
                    sandbox.model().faults().clear();
                    sandbox.claude().faults().clear();
                });
            case "GET journal/1" -> journal(request);
            case "PATCH settings/1" -> change(body);
            case "POST webhooks/1" -> clear(() -> sandbox.whatsApp().deliver(body));
            case "POST verification/1" ->
                json(sandbox.whatsApp().verifyCallback(body.path("challenge").asString("1158201444")));
            default -> Answer.json(404, JSON.createObjectNode().put("error", "unknown address; GET / lists them"));
        };
    }

    private Object overview() {
        var account = sandbox.whatsApp().account();
        return Map.of(
                "whatsapp", sandbox.whatsAppAddress().toString(),
                "openai", sandbox.modelAddress().toString(),
                "anthropic", sandbox.anthropicAddress().toString(),
                "callback", account.callback().map(URI::toString).orElse(""),
                "token", account.token().name(),
                "registered", account.registered(),
                "subscribed", account.subscribed(),
                "undelivered", sandbox.whatsApp().undelivered(),
                "verbs", """
                        GET|POST /phones {number|userId,name}; GET /phones/{key}; POST /phones/{key}/messages {text}|{message};
                        GET|DELETE /faults; PUT|DELETE /faults/{whatsapp|openai|anthropic}/{FAULT} {parameter,next|whose|probability,seed};
                        GET /journal?accepted=true&correlation=; PATCH /settings {callback,token,registered,subscribed,model};
                        POST /webhooks {...}; POST /verification {challenge}""");
    }

    private Phone phone(JsonNode body) {
        var name = body.path("name").asString("Lead");
        return body.has("userId")
                ? sandbox.whatsApp().phoneWithoutNumber(body.path("userId").asString(""), name)
                : sandbox.whatsApp().phone(body.path("number").asString(""), name);
    }

    private Phone phone(String key) {
        return sandbox.whatsApp().findPhone(key).orElseThrow(() -> new NoSuchElementException("no phone " + key));
    }

    private static Map<String, Object> shown(Phone phone) {
        return Map.of("person", phone.person(), "typing", phone.businessIsTyping(), "messages", phone.messages());
    }

    private static String sends(Phone phone, JsonNode body) {
        return body.has("message")
                ? phone.sends(body.get("message"))
                : phone.writes(body.path("text").asString(""));
    }

    private Faults faults(String provider) {
        return switch (provider) {
            case "whatsapp" -> sandbox.whatsApp().faults();
            case "openai" -> sandbox.model().faults();
            case "anthropic" -> sandbox.claude().faults();
            default -> throw new NoSuchElementException("no provider " + provider);
        };
    }

    private static Fault fault(String name) {
        return Fault.valueOf(name);
    }

    private static Answer set(Faults faults, Fault fault, JsonNode body) {
        var parameter = body.path("parameter").asString("");
        if (body.has("next")) {
            faults.next(fault, body.path("next").asInt(1), parameter);
        } else if (body.has("whose")) {
            faults.onFor(body.path("whose").asString(""), fault, parameter);
        } else if (body.has("probability")) {
            faults.randomly(
                    fault,
                    body.path("probability").asDouble(0),
                    body.path("seed").asLong(0),
                    parameter);
        } else {
            faults.on(fault, parameter);
        }
        return json(faults.states());
    }

    private Answer journal(Request request) {
        var correlation = request.query().getOrDefault("correlation", "");
        var onlyAccepted = request.query().getOrDefault("accepted", "").equals("true");
        return json(sandbox.journal().entries().stream()
                .filter(entry -> !onlyAccepted || entry.accepted())
                .filter(entry -> correlation.isEmpty() || entry.correlation().equals(correlation))
                .map(Control::shown)
                .toList());
    }

    private static Map<String, Object> shown(Entry entry) {
        return Map.of(
                "at",
                entry.at(),
                "provider",
                entry.provider(),
                "correlation",
                entry.correlation(),
                "bodyHash",
                entry.bodyHash(),
                "outcome",
                entry.outcome(),
                "answered",
                entry.answered(),
                "told",
                entry.told());
    }

    private Answer change(JsonNode body) {
        var account = sandbox.whatsApp().account();
        if (body.has("callback")) {
            account.callback(URI.create(body.path("callback").asString("")));
        }
        if (body.has("token")) {
            account.token(TokenState.valueOf(body.path("token").asString("")));
        }
        if (body.has("registered")) {
            account.registered(body.path("registered").asBoolean(true));
        }
        if (body.has("subscribed")) {
            account.subscribed(body.path("subscribed").asBoolean(true));
        }
        if (body.has("model")) {
            sandbox.model().plays(Temperament.valueOf(body.path("model").asString("")));
        }
        return json(overview());
    }

    private static Answer clear(Runnable verb) {
        verb.run();
        return json(Map.of("done", true));
    }

    private static Answer json(Object value) {
        return Answer.json(200, JSON.valueToTree(value));
    }
}
