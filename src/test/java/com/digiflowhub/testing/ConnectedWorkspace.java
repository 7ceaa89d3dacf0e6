package com.digiflowhub.testing;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.identity.Users;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** A workspace of a running hub whose WhatsApp number lies at a simulated provider of its own. */
public final class ConnectedWorkspace implements AutoCloseable {
    private static final AtomicLong ACCOUNTS = new AtomicLong(1);
    /** What a person's phone tells comes at once. */
    private static final WhatsAppSettings.Pace QUICK = new WhatsAppSettings.Pace(
            Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(15), Duration.ofMillis(50));

    private final RunningHub hub;
    private final WorkspaceId id;
    private final User owner;
    private final Sandbox sandbox;
    private final ConnectionId connection;

    private ConnectedWorkspace(RunningHub hub, WorkspaceId id, User owner, Sandbox sandbox, ConnectionId connection) {
        this.hub = hub;
        this.id = id;
        this.owner = owner;
        this.sandbox = sandbox;
        this.connection = connection;
    }

    static ConnectedWorkspace open(RunningHub hub) {
        User owner = hub.part(Users.class)
                .register("owner-" + UUID.randomUUID() + "@agency.example", Cast.OWNER, Optional.empty());
        WorkspaceId id = hub.part(Workspaces.class)
                .create("Agence Berger", Locale.FRENCH, ZoneId.of("Europe/Paris"), owner.id());
        Sandbox sandbox =
                Sandbox.start(SandboxSettings.standard().with(newAccount()).callingBack(hub.webhooks()));
        ConnectionId connection = connect(hub, id, sandbox);
        ConnectedWorkspace made = new ConnectedWorkspace(hub, id, owner, sandbox, connection);
        made.answers(seen -> new Verdict.Silence());
        return made;
    }

    /** Another account of this workspace, at a simulated WhatsApp of its own; who asks for it closes it. */
    public Sandbox connectAnother() {
        Sandbox another =
                Sandbox.start(SandboxSettings.standard().with(newAccount()).callingBack(hub.webhooks()));
        ConnectionId ignored = connect(hub, id, another);
        return another;
    }

    /** An account that no other workspace of the test run has. */
    private static WhatsAppSettings newAccount() {
        long n = ACCOUNTS.getAndIncrement();
        return new WhatsAppSettings(
                "9001002%08d".formatted(n),
                UUID.randomUUID().toString().replace("-", ""),
                "EAAtest" + n,
                "2155890%08d".formatted(n),
                "1065400%08d".formatted(n),
                "3375550%04d".formatted(n % 10_000),
                "Test " + n,
                Optional.empty(),
                "verify-" + n,
                QUICK,
                List.of(),
                1);
    }

    private static ConnectionId connect(RunningHub hub, WorkspaceId workspace, Sandbox sandbox) {
        Saved saved =
                hub.in(workspace, () -> hub.part(Connections.class).create("whatsapp", "WhatsApp", settings(sandbox)));
        if (saved instanceof Saved.Kept kept) {
            return kept.connection().id();
        }
        throw new IllegalStateException("the connection was not kept: " + saved);
    }

    /** What a person types into the form of a WhatsApp connection. */
    public static Map<String, String> settings(Sandbox sandbox) {
        WhatsAppSettings account = sandbox.whatsApp().account().settings();
        return Map.of(
                "token", account.token(),
                "phoneId", account.phoneNumberId(),
                "businessId", account.accountId(),
                "verifyToken", account.verifyToken(),
                "appSecret", account.appSecret(),
                "apiUrl", sandbox.whatsAppAddress().toString(),
                "apiVersion", "v25.0");
    }

    public RunningHub hub() {
        return hub;
    }

    public WorkspaceId id() {
        return id;
    }

    /** It lies where it is this hour now, so that no test minds at what hour it runs. */
    public void itIs(int hour) {
        int ahead = hour - hub.now().atZone(ZoneOffset.UTC).getHour();
        ZoneOffset zone = ZoneOffset.ofHours(ahead > 14 ? ahead - 24 : ahead < -12 ? ahead + 24 : ahead);
        hub.change("update identity.workspace set zone = '" + zone.getId() + "' where workspace_id = '" + id + "'");
    }

    /** A webhook about this workspace's number, to be filled and posted. */
    public Parcel parcel() {
        return new Parcel(this);
    }

    public <T> T part(Class<T> type) {
        return hub.part(type);
    }

    public UserId owner() {
        return owner.id();
    }

    public User ownerUser() {
        return owner;
    }

    public ConnectionId connection() {
        return connection;
    }

    public Connection openConnection() {
        return in(() -> hub.part(Connections.class).require(connection));
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public WhatsAppSettings account() {
        return sandbox.whatsApp().account().settings();
    }

    public Phone phone(Cast.Person person) {
        return sandbox.phone(person.number(), person.name());
    }

    /** From now on the script answers leads. */
    public void answers(Function<com.digiflowhub.conversations.Transcript, Verdict> script) {
        hub.part(ScriptedAnswers.class).in(id, script);
    }

    public void answers(String always) {
        answers(seen -> new Verdict.Say(always));
    }

    /** No script: whoever answers on this hub by itself does. */
    public void answersByItself() {
        hub.part(ScriptedAnswers.class).leave(id);
    }

    public <R> R in(Supplier<R> work) {
        return hub.in(id, work);
    }

    public void run(Runnable work) {
        com.digiflowhub.platform.tenancy.Tenancy.run(id, work);
    }

    public <R> R transaction(Supplier<R> work) {
        return hub.transaction(id, work);
    }

    /** An API key of this workspace, ready to call with. */
    public ApiCaller api() {
        String key = in(() ->
                hub.part(ApiKeys.class).create("test", owner.id()).secret().reveal());
        return hub.caller().bearer(key);
    }

    /** The conversation with this person, once there is one. */
    public Conversation conversation(Cast.Person person) {
        return Patience.waitFor(
                        "a conversation with " + person.name(), () -> findConversation(person), Optional::isPresent)
                .orElseThrow();
    }

    public Optional<Conversation> findConversation(Cast.Person person) {
        List<String> found = look("""
                select v.id from conversations.conversation v
                  join contacts.address a on a.workspace_id = v.workspace_id and a.contact_id = v.contact_id
                 where a.kind = 'phone' and a.value = '%s' and v.workspace_id = '%s'
                """.formatted(person.phone(), id));
        return found.stream()
                .findFirst()
                .flatMap(one -> in(() -> hub.part(Conversations.class).find(new ConversationId(UUID.fromString(one)))));
    }

    /** All that was said with this person, oldest first. */
    public List<Message> messages(Cast.Person person) {
        ConversationId with = conversation(person).id();
        return in(() -> hub.part(Conversations.class).messages(with, Optional.empty(), 1_000));
    }

    /** Waits until what was said ends with these words, sender and state left aside. */
    public Message waitForMessage(Cast.Person person, String text) {
        return Patience.waitFor(
                        "'" + text + "' said with " + person.name(),
                        () -> messages(person).stream()
                                .filter(message -> message.text().equals(text))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** As the owner of the database; {@code :here} stands for this workspace. */
    public List<String> look(String sql) {
        return hub.look(sql.replace(":here", "'" + id + "'"));
    }

    public List<List<String>> rows(String sql) {
        return hub.rows(sql.replace(":here", "'" + id + "'"));
    }

    /**
     * Until every webhook was acknowledged and all work of this workspace is done. Looked at twice: a send that ends leaves webhooks behind,
     * and these bring work.
     */
    public void settle() {
        Patience.waitFor(
                "nothing left",
                () -> {
                    List<String> left = left();
                    return left.isEmpty() ? left() : left;
                },
                List::isEmpty);
    }

    private List<String> left() {
        List<String> left = new ArrayList<>();
        long webhooks = sandbox.whatsApp().undelivered();
        if (webhooks > 0) {
            left.add(webhooks + " webhooks");
        }
        left.addAll(look("select kind || ' ' || queue || ' ' || due_at from work.item where workspace_id = :here"));
        return left;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
