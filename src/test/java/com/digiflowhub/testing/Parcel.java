package com.digiflowhub.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** A webhook as Meta would write it, put together by hand where no simulated phone would send such a thing. */
public final class Parcel {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConnectedWorkspace workspace;
    private final List<String> changes = new ArrayList<>();

    Parcel(ConnectedWorkspace workspace) {
        this.workspace = workspace;
    }

    public static String newId() {
        return "wamid." + UUID.randomUUID().toString().replace("-", "");
    }

    /** A text from a person, with the id given. */
    public Parcel text(Cast.Person from, String id, String text) {
        return message(from, id, "\"type\":\"text\",\"text\":{\"body\":" + JSON.writeValueAsString(text) + "}");
    }

    /** Whatever a person sends: {@code members} are the message's own, without id, sender and time. */
    public Parcel message(Cast.Person from, String id, String members) {
        return message(from, id, workspace.hub().now(), members);
    }

    public Parcel message(Cast.Person from, String id, Instant at, String members) {
        return messages("""
                "contacts":[{"profile":{"name":%s},"wa_id":"%s"}],
                "messages":[{"from":"%s","id":"%s","timestamp":"%d",%s}]""".formatted(
                JSON.writeValueAsString(from.name()), from.number(), from.number(), id, at.getEpochSecond(), members));
    }

    /** A status of a message; {@code members} may add errors or our own id. */
    public Parcel status(String id, String status, String members) {
        return messages("""
                "statuses":[{"id":"%s","status":"%s","timestamp":"%d","recipient_id":"33639980001"%s}]""".formatted(
                        id, status, workspace.hub().now().getEpochSecond(), members.isEmpty() ? "" : "," + members));
    }

    /** The members of a value of field {@code messages}, beside its metadata. */
    public Parcel messages(String members) {
        return change("messages", """
                "messaging_product":"whatsapp","metadata":{"display_phone_number":"%s","phone_number_id":"%s"},%s""".formatted(
                        workspace.account().displayNumber(), workspace.account().phoneNumberId(), members));
    }

    public Parcel change(String field, String members) {
        return raw("{\"field\":\"" + field + "\",\"value\":{" + members + "}}");
    }

    /** A change as it stands. */
    public Parcel raw(String change) {
        changes.add(change);
        return this;
    }

    /** Everything of another parcel rides along, as when Meta batches numbers of one app. */
    public Parcel with(Parcel other) {
        changes.addAll(other.changes);
        return this;
    }

    public byte[] body() {
        return ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\""
                        + workspace.account().accountId() + "\",\"changes\":[" + String.join(",", changes) + "]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Signed with the workspace's secret; the hub's HTTP status. */
    public int post() {
        return post(workspace, body());
    }

    /** Posted, acknowledged, and everything that follows from it done. */
    public void arrive() {
        int status = post();
        if (status != 200) {
            throw new AssertionError("the webhook was answered " + status);
        }
        workspace.settle();
    }

    /** Any bytes, signed. */
    public static int post(ConnectedWorkspace workspace, byte[] body) {
        return workspace
                .hub()
                .caller()
                .with("Content-Type", "application/json")
                .with("X-Hub-Signature-256", sign(workspace.account().appSecret(), body))
                .postBytes("/api/webhooks/whatsapp/messages", body)
                .status();
    }

    public static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
