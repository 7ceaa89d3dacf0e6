package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A POST with an {@code Idempotency-Key} is done once, told over HTTP. Making a key is the deed: each time it is done one more exists. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private static final String KEYS = "/api/keys";

    private final SettableTime time = new SettableTime(Instant.parse("2026-11-25T10:00:00Z"));
    private final RunningHub hub = RunningHub.startAt(time, Map.of("JWT_EXPIRY", "365d"));
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final ApiCaller owner = hub.caller().bearer(Tokens.of(hub, workspace.ownerUser()));

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void the_same_request_with_the_same_key_is_done_once_and_answered_alike() {
        ApiCaller caller = keyed();
        ApiCaller.Answered first = caller.post(KEYS, Map.of("name", "once"));
        ApiCaller.Answered second = caller.post(KEYS, Map.of("name", "once"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(made("once")).isEqualTo(1);
    }

    @Test
    void without_a_key_each_request_counts() {
        assertThat(owner.post(KEYS, Map.of("name", "twice")).status()).isEqualTo(201);
        assertThat(owner.post(KEYS, Map.of("name", "twice")).status()).isEqualTo(201);
        assertThat(made("twice")).isEqualTo(2);
    }

    @Test
    void another_body_or_address_under_the_same_key_is_refused() {
        ApiCaller caller = keyed();
        assertThat(caller.post(KEYS, Map.of("name", "first body")).status()).isEqualTo(201);
        Problems.expect(caller.post(KEYS, Map.of("name", "second body")), 422, "key-reused");
        Problems.expect(
                caller.post("/api/connections/" + UUID.randomUUID() + "/check", Map.of("name", "first body")),
                422,
                "key-reused");
        assertThat(made("second body")).isZero();
    }

    @Test
    void quotes_around_the_key_are_the_drafts_way_of_writing_the_same() {
        String key = UUID.randomUUID().toString();
        ApiCaller.Answered bare = owner.with("Idempotency-Key", key).post(KEYS, Map.of("name", "quoted"));
        ApiCaller.Answered quoted =
                owner.with("Idempotency-Key", "\"" + key + "\"").post(KEYS, Map.of("name", "quoted"));
        assertThat(quoted.text()).isEqualTo(bare.text());
        assertThat(made("quoted")).isEqualTo(1);
    }

    @Test
    void a_key_of_the_wrong_form_is_refused() {
        for (String wrong : List.of(" ", "two words", "a".repeat(256), "\"\"", "\"open")) {
            ApiCaller.Answered answered = owner.with("Idempotency-Key", wrong).post(KEYS, Map.of("name", "wrong form"));
            Problems.expect(answered, 400, "invalid");
            assertThat(answered.json().path("field").asString()).isEqualTo("Idempotency-Key");
        }
        assertThat(made("wrong form")).isZero();
    }

    @Test
    void what_was_refused_may_be_mended_under_the_same_key() {
        ApiCaller caller = keyed();
        Problems.expect(caller.post(KEYS, Map.of("name", " ")), 400, "invalid");
        assertThat(caller.post(KEYS, Map.of("name", "mended")).status()).isEqualTo(201);
        assertThat(caller.post(KEYS, Map.of("name", "mended")).header("Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void two_callers_may_use_the_same_word() {
        ConnectedWorkspace other = hub.newWorkspace();
        ApiCaller second =
                hub.caller().bearer(Tokens.of(hub, other.ownerUser())).with("Idempotency-Key", "same-word");
        ApiCaller first = owner.with("Idempotency-Key", "same-word");
        assertThat(first.post(KEYS, Map.of("name", "mine")).json().path("key").asString())
                .isNotEqualTo(second.post(KEYS, Map.of("name", "mine"))
                        .json()
                        .path("key")
                        .asString());
    }

    @Test
    void a_key_may_not_see_what_its_maker_was_answered() {
        ApiCaller caller = keyed();
        String secret =
                caller.post(KEYS, Map.of("name", "for me")).json().path("key").asString();
        ApiCaller.Answered answered = hub.caller()
                .bearer(secret)
                .with("Idempotency-Key", caller.sends("Idempotency-Key"))
                .post(KEYS, Map.of("name", "for me"));
        Problems.expect(answered, 403, "forbidden");
    }

    @Test
    void twenty_at_once_are_done_once() throws Exception {
        ApiCaller caller = keyed();
        Set<String> bodies = new HashSet<>();
        try (ExecutorService many = Executors.newFixedThreadPool(20)) {
            List<Future<ApiCaller.Answered>> all = IntStream.range(0, 20)
                    .mapToObj(n -> many.submit(() -> caller.post(KEYS, Map.of("name", "raced"))))
                    .toList();
            for (Future<ApiCaller.Answered> one : all) {
                ApiCaller.Answered answered = one.get();
                if (answered.status() == 409) {
                    Problems.expect(answered, 409, "in-progress");
                    assertThat(Integer.parseInt(answered.header("Retry-After"))).isPositive();
                } else {
                    assertThat(answered.status()).isEqualTo(201);
                    bodies.add(answered.text());
                }
            }
        }
        assertThat(bodies).hasSize(1);
        assertThat(made("raced")).isEqualTo(1);
    }

    @Test
    void a_first_request_whose_node_died_frees_its_key_after_a_while() {
        ApiCaller caller = keyed();
        assertThat(caller.post(KEYS, Map.of("name", "died")).status()).isEqualTo(201);
        hub.change("update web.idempotent_answer set status = null, body = null where key = '"
                + caller.sends("Idempotency-Key") + "'");
        Problems.expect(caller.post(KEYS, Map.of("name", "died")), 409, "in-progress");
        hub.advance(Duration.ofMinutes(3));
        assertThat(caller.post(KEYS, Map.of("name", "died")).status()).isEqualTo(201);
    }

    @Test
    void the_answer_is_kept_for_a_day_and_swept_away_after_that() {
        ApiCaller caller = keyed();
        assertThat(caller.post(KEYS, Map.of("name", "kept")).status()).isEqualTo(201);
        hub.advance(Duration.ofHours(23));
        assertThat(caller.post(KEYS, Map.of("name", "kept")).header("Idempotent-Replayed"))
                .isEqualTo("true");
        hub.advance(Duration.ofHours(2));
        assertThat(keyed().post(KEYS, Map.of("name", "sweeps")).status()).isEqualTo(201);
        assertThat(hub.look("select key from web.idempotent_answer where workspace_id = '" + workspace.id() + "'"))
                .doesNotContain(caller.sends("Idempotency-Key"));
        assertThat(caller.post(KEYS, Map.of("name", "kept")).header("Idempotent-Replayed"))
                .isEmpty();
        assertThat(made("kept")).isEqualTo(2);
    }

    @Test
    void the_table_does_not_give_a_new_key_away() {
        String secret =
                keyed().post(KEYS, Map.of("name", "sealed")).json().path("key").asString();
        assertThat(secret).startsWith("dfh_live_");
        assertThat(String.join("\n", hub.look("select encode(body, 'escape') from web.idempotent_answer")))
                .isNotEmpty()
                .doesNotContain(secret);
    }

    @Test
    void an_answer_without_a_body_is_repeated_as_well() {
        String conversation = "/api/conversations/" + talk().id() + "/take-over";
        ApiCaller caller = keyed();
        assertThat(caller.post(conversation, Map.of()).status()).isEqualTo(204);
        ApiCaller.Answered again = caller.post(conversation, Map.of());
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    private Conversation talk() {
        workspace.phone(Cast.CLAIRE).writes("Bonjour");
        return workspace.conversation(Cast.CLAIRE);
    }

    private ApiCaller keyed() {
        return owner.with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private long made(String name) {
        return workspace.in(() -> hub.part(ApiKeys.class).list()).stream()
                .filter(key -> key.name().equals(name))
                .count();
    }
}
