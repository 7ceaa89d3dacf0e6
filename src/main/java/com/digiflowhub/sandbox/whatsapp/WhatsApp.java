package com.digiflowhub.sandbox.whatsapp;

import com.digiflowhub.sandbox.line.Answer;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.line.Journal;
import com.digiflowhub.sandbox.line.Provider;
import com.digiflowhub.sandbox.line.Request;
import com.digiflowhub.sandbox.whatsapp.Phone.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The platform between the business and the phones of its people. */
public final class WhatsApp implements Provider, AutoCloseable {

    private static final Pattern VERSION = Pattern.compile("v\\d{2}\\.\\d");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Account account;
    private final Faults faults = new Faults();
    private final Webhooks webhooks;
    private final Statuses statuses;
    private final Graph graph;
    private final Media media = new Media();
    private final Map<String, Phone> phones = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Runnable>> overtaken = new AtomicReference<>(Optional.empty());

    public WhatsApp(WhatsAppSettings settings, Journal journal) {
        this.account = new Account(settings);
        this.webhooks = new Webhooks(account, faults, journal);
        this.statuses = new Statuses(account, faults, webhooks);
        this.graph = new Graph(account);
    }

    /** The phone with this number, made if nobody has it yet. */
    public Phone phone(String number, String name) {
        var plain = number.replaceAll("\\D", "");
        if (plain.isEmpty()) {
            throw new IllegalArgumentException("A phone has a number");
        }
        return phones.computeIfAbsent(
                plain, key -> new Phone(this, new Person(Optional.of(key), Ids.person(key), name)));
    }

    /** A phone whose owner hides the number: the business knows the user id alone, such as {@code FR.481516234200}. */
    public Phone phoneWithoutNumber(String userId, String name) {
        return phones.computeIfAbsent(userId, key -> new Phone(this, new Person(Optional.empty(), key, name)));
    }

    public Optional<Phone> findPhone(String numberOrUserId) {
        return Optional.ofNullable(phones.get(numberOrUserId));
    }

    public Collection<Phone> phones() {
        return List.copyOf(phones.values());
    }

    public Account account() {
        return account;
    }

    /** Puts a file where people's media are; the id to name in a message that a phone sends. */
    public String keepMedia(String type, byte[] bytes) {
        return media.keep(type, bytes);
    }

    /** Signs and delivers any webhook body: what no phone does by itself. */
    public void deliver(JsonNode body) {
        webhooks.send("raw", "raw", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    public Verification verifyCallback(String challenge) {
        return webhooks.verify(challenge);
    }

    /** Webhooks that nobody acknowledged yet. */
    public long undelivered() {
        return webhooks.waiting();
    }

    @Override
    public String name() {
        return "whatsapp";
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public boolean hasEffect(Request request) {
        return isSend(request) && !read(request).map(Grammar::isReceipt).orElse(false);
    }

    /** By the id of its number. */
    @Override
    public String whose(Request request) {
        return isSend(request) ? request.path().get(1) : "";
    }

    @Override
    public String correlation(Request request) {
        return isSend(request)
                ? read(request)
                        .map(body -> body.path("biz_opaque_callback_data").asString(""))
                        .orElse("")
                : "";
    }

    @Override
    public Answer answer(Request request) {
        try {
            return route(request);
        } catch (Refused refused) {
            return refused.error().answer();
        }
    }

    @Override
    public Answer refusal(String code) {
        return GraphError.of(code.isBlank() ? 131026 : Integer.parseInt(code)).answer();
    }

    @Override
    public Answer tooMany(String parameter) {
        return GraphError.of(130429).answer().with("Retry-After", parameter.isBlank() ? "1" : parameter);
    }

    @Override
    public Answer broken() {
        return GraphError.of(131000).answer();
    }

    @Override
    public void close() {
        webhooks.close();
    }

    void inbound(Phone phone, ObjectNode message) {
        var body = Statuses.envelope(
                account,
                account.settings().number(0),
                "messages",
                List.of(message),
                List.of(phone.person().contact()));
        Runnable delivery = () -> webhooks.send(
                phone.person().key(),
                message.path("id").asString(""),
                body.toString().getBytes(StandardCharsets.UTF_8));
        var wait = faults.strike(Fault.REORDER_MESSAGES);
        if (wait.isPresent()) {
            overtaken.getAndSet(Optional.of(delivery)).ifPresent(Runnable::run);
            var pause = Duration.ofMillis(wait.get().isBlank() ? 2000 : Long.parseLong(wait.get()));
            webhooks.later(pause, this::releaseOvertaken);
            return;
        }
        delivery.run();
        releaseOvertaken();
    }

    private void releaseOvertaken() {
        overtaken.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    }

    private Answer route(Request request) {
        if (account.token() == TokenState.REFUSED
                || !request.bearer().orElse("").equals(account.settings().token())) {
            return GraphError.token().answer();
        }
        var path = request.path();
        if (path.size() == 2
                && path.getFirst().equals("media")
                && request.method().equals("GET")) {
            return media.bytes(path.get(1));
        }
        if (path.size() < 2
                || path.size() > 3
                || !VERSION.matcher(path.getFirst()).matches()) {
            return GraphError.unknownObject(request.method(), String.join("/", path))
                    .answer();
        }
        var id = path.get(1);
        var edge = request.method() + " " + (path.size() == 3 ? path.get(2) : "");
        if (id.equals("debug_token") && edge.equals("GET ")) {
            return graph.token(request);
        }
        if (id.equals("me") && edge.equals("GET ")) {
            return graph.me();
        }
        var number = account.settings().number(id);
        if (number.isPresent()) {
            return numberEdge(number.get(), edge, request);
        }
        if (id.equals(account.settings().accountId())) {
            return accountEdge(edge, request);
        }
        return otherEdge(edge, id, request);
    }

    private Answer numberEdge(WhatsAppSettings.PhoneNumber number, String edge, Request request) {
        return switch (edge) {
            case "GET " -> allowed(Account.Scope.MANAGEMENT).orElseGet(() -> graph.number(number, request));
            case "POST messages" -> allowed(Account.Scope.MESSAGING).orElseGet(() -> accept(number, request));
            case "POST media" -> allowed(Account.Scope.MESSAGING).orElseGet(() -> media.upload(request));
            default -> GraphError.unknownObject(request.method(), edge).answer();
        };
    }

    private Answer accountEdge(String edge, Request request) {
        return allowed(Account.Scope.MANAGEMENT).orElseGet(() -> switch (edge) {
            case "GET " -> graph.account(request);
            case "GET phone_numbers" -> graph.numbers();
            case "GET subscribed_apps" -> graph.subscribedApps();
            case "POST subscribed_apps" -> graph.subscribe(true);
            case "DELETE subscribed_apps" -> graph.subscribe(false);
            case "GET message_templates" -> graph.templates(request);
            default -> GraphError.unknownObject(request.method(), edge).answer();
        });
    }

    private Answer otherEdge(String edge, String id, Request request) {
        if (media.has(id) && edge.equals("GET ")) {
            return media.describe(id, request.header("host"));
        }
        if (media.has(id) && edge.equals("DELETE ")) {
            return media.delete(id);
        }
        return GraphError.unknownObject(request.method(), id).answer();
    }

    private Optional<Answer> allowed(Account.Scope scope) {
        return account.lets(scope)
                ? Optional.empty()
                : Optional.of(GraphError.permission(scope.wire).answer());
    }

    private Answer accept(WhatsAppSettings.PhoneNumber number, Request request) {
        if (!request.header("content-type").startsWith("application/json")) {
            throw Grammar.refused("The content type must be application/json");
        }
        var body = read(request).orElseThrow(() -> Grammar.refused("The body is not JSON"));
        Grammar.check(body);
        if (Grammar.isReceipt(body)) {
            return receipt(body);
        }
        if (!account.registered()) {
            throw new Refused(GraphError.of(133010));
        }
        if (body.has("template")) {
            requireTemplate(body.get("template"));
        }
        var phone = recipient(body);
        var id = Ids.message();
        var by = body.path("biz_opaque_callback_data").asString(id);
        return Answer.json(200, acceptance(body, phone, id)).accepted(by, () -> {
            phone.receives(id, body);
            statuses.follow(number, phone, id, body);
        });
    }

    private Answer receipt(JsonNode body) {
        var id = body.path("message_id").asString("");
        phones().stream()
                .filter(phone -> phone.owns(id))
                .forEach(phone -> phone.businessReads(id, body.has("typing_indicator")));
        return Answer.json(200, JsonMapper.shared().createObjectNode().put("success", true));
    }

    private void requireTemplate(JsonNode template) {
        var offered = account.settings().templates();
        var found = offered.stream()
                .anyMatch(one -> one.path("name").equals(template.path("name"))
                        && one.path("language").equals(template.path("language").path("code"))
                        && one.path("status").asString("APPROVED").equals("APPROVED"));
        if (!offered.isEmpty() && !found) {
            throw new Refused(GraphError.of(132001));
        }
    }

    private Phone recipient(JsonNode body) {
        if (body.has("to")) {
            var number = body.path("to").asString("");
            return phone(number, number);
        }
        var userId = body.path("recipient").asString("");
        return phones().stream()
                .filter(phone -> phone.person().userId().equals(userId))
                .findFirst()
                .orElseGet(() -> phoneWithoutNumber(userId, userId));
    }

    private static ObjectNode acceptance(JsonNode body, Phone phone, String id) {
        var answer = JsonMapper.shared().createObjectNode().put("messaging_product", "whatsapp");
        var contact = answer.putArray("contacts").addObject();
        contact.put("input", body.path("to").asString(body.path("recipient").asString("")));
        phone.person().number().ifPresent(number -> contact.put("wa_id", number));
        contact.put("user_id", phone.person().userId());
        var message = answer.putArray("messages").addObject().put("id", id);
        if (body.has("template")) {
            message.put("message_status", "accepted");
        }
        return answer;
    }

    private boolean isSend(Request request) {
        return request.method().equals("POST")
                && request.path().size() == 3
                && request.path().get(2).equals("messages");
    }

    private static Optional<JsonNode> read(Request request) {
        try {
            return Optional.of(STRICT.readTree(request.body()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
