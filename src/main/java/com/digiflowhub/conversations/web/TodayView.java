package com.digiflowhub.conversations.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** What the inbox brings to Today, ready to be drawn. */
public final class TodayView {
    private TodayView() {}

    /** Those who wait for a person, longest first; {@code more} are not shown. */
    public record Waiting(List<Waiter> waiters, int more) {
        public Waiting {
            waiters = List.copyOf(waiters);
        }
    }

    /** One of them: since when, why, and in their own words. {@code claims} are what an unsent answer says without a source. */
    public record Waiter(
            Whom whom, Instant since, String reason, List<String> claims, String words, OptionalInt score) {
        public Waiter {
            claims = List.copyOf(claims);
        }
    }

    /** The person, and where the conversation is found. */
    public record Whom(UUID conversation, String name, String channel) {
        public String initials() {
            return Initials.of(name);
        }

        public String href() {
            return "/inbox/" + conversation;
        }
    }

    /** What is to be decided; {@code more} are not shown. */
    public record Sends(List<Send> sends, int more) {
        public Sends {
            sends = List.copyOf(sends);
        }
    }

    /** {@code state} is {@code unknown}, {@code failed}, or {@code draft} for what the assistant wrote and did not send. */
    public record Send(
            Whom whom,
            UUID id,
            String state,
            Optional<String> reason,
            List<String> claims,
            String text,
            Instant since) {
        public Send {
            claims = List.copyOf(claims);
        }

        public String act(String what) {
            return whom.href() + "/messages/" + id + "/" + what;
        }
    }
}
