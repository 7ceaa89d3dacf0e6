package com.digiflowhub.assistant.openai;

import java.util.Optional;

/** How a server wants to be asked; each step down leaves out or rewrites one thing that it refused. */
record Manners(Rung rung, Limit limit, boolean temperature) {
    static final Manners BEST = new Manners(Rung.SCHEMA, Limit.COMPLETION, true);

    /** How the form of the answer is asked for, best first. */
    enum Rung {
        SCHEMA,
        TOOL,
        OBJECT,
        TEXT;

        private Rung below() {
            return switch (this) {
                case SCHEMA -> TOOL;
                case TOOL -> OBJECT;
                case OBJECT, TEXT -> TEXT;
            };
        }
    }

    /** The member that limits the length of the answer. */
    enum Limit {
        COMPLETION("max_completion_tokens"),
        OLD("max_tokens"),
        NONE("");

        private final String member;

        Limit(String member) {
            this.member = member;
        }

        String member() {
            return member;
        }
    }

    Optional<Manners> down() {
        return rung == Rung.TEXT ? Optional.empty() : Optional.of(new Manners(rung.below(), limit, temperature));
    }

    /** One step down from what the refusal names; a refusal that names nothing of ours is no reason to ask in another way. */
    Optional<Manners> after(String refusal) {
        boolean form = switch (rung) {
            case SCHEMA -> refusal.contains("response_format") || refusal.contains("json_schema");
            case TOOL -> refusal.contains("tool") || refusal.contains("function");
            case OBJECT -> refusal.contains("response_format") || refusal.contains("json_object");
            case TEXT -> false;
        };
        if (form) {
            return down();
        }
        if (limit != Limit.NONE && refusal.contains(limit.member())) {
            return Optional.of(new Manners(rung, limit == Limit.COMPLETION ? Limit.OLD : Limit.NONE, temperature));
        }
        return temperature && refusal.contains("temperature")
                ? Optional.of(new Manners(rung, limit, false))
                : Optional.empty();
    }

    /** Messages and nothing else, for a server that refuses without saying what. */
    Manners bare() {
        return new Manners(Rung.TEXT, Limit.NONE, false);
    }
}
