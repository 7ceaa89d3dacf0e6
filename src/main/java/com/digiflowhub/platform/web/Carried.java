package com.digiflowhub.platform.web;

import jakarta.validation.Valid;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A body that changes only the members it carries: one that is null clears, one that is left out stays what it was. */
@JsonDeserialize(using = Carried.Reader.class)
public record Carried<T>(@Valid T body, Set<String> members) {
    public Carried {
        members = Set.copyOf(members);
    }

    public boolean has(String member) {
        return members.contains(member);
    }

    /** Reads the body and keeps the names of what stood in it. */
    static final class Reader extends ValueDeserializer<Carried<?>> {
        private final JavaType type;

        Reader(JavaType type) {
            this.type = type;
        }

        /** Before it is known what is carried. */
        Reader() {
            this(tools.jackson.databind.type.TypeFactory.unsafeSimpleType(Object.class));
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new Reader(context.getContextualType().containedTypeOrUnknown(0));
        }

        @Override
        public Carried<?> deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = context.readTree(parser);
            if (!tree.isObject()) {
                return context.reportInputMismatch(this, "an object is wanted");
            }
            return new Carried<>(context.readTreeAsValue(tree, type), Set.copyOf(tree.propertyNames()));
        }
    }
}
