package com.digiflowhub.platform.web.document;

import com.digiflowhub.platform.web.Carried;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON Schemas of the records that the API takes and answers; each record once, by its name. */
final class Schemas {
    private final JsonMapper json;
    private final Map<String, Object> named = new TreeMap<>();
    private final Map<String, Type> owners = new TreeMap<>();

    Schemas(JsonMapper json) {
        this.json = json;
    }

    /** Which way a record travels: in an answer every member is there, in a request only what is needed must be. */
    enum Way {
        REQUEST,
        ANSWER
    }

    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> of(Type type, Way way) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic, way);
        }
        if (type instanceof Class<?> plain) {
            return ofPlain(plain, way);
        }
        return new LinkedHashMap<>();
    }

    private Map<String, Object> ofGeneric(ParameterizedType generic, Way way) {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == Listing.class) {
            return listing(arguments[0]);
        }
        if (generic.getRawType() == Carried.class) {
            return of(arguments[0], way);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        if (generic.getRawType() == Map.class) {
            schema.put("type", "object");
            schema.put("additionalProperties", of(arguments[1], way));
        } else {
            schema.put("type", "array");
            schema.put("items", of(arguments[0], way));
            if (generic.getRawType() == Set.class) {
                schema.put("uniqueItems", true);
            }
        }
        return schema;
    }

    private Map<String, Object> listing(Type of) {
        Map<String, Object> item = of(of, Way.ANSWER);
        String name = String.valueOf(item.get("$ref")).replaceFirst(".*/", "") + "List";
        return register(name, of, () -> {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("items", Map.of("type", "array", "items", item));
            properties.put(
                    "nextCursor",
                    Map.of(
                            "type",
                            List.of("string", "null"),
                            "description",
                            "Give it as cursor for the next page; null at the end."));
            return object("One page of a list.", properties, List.of("items", "nextCursor"));
        });
    }

    private Map<String, Object> ofPlain(Class<?> type, Way way) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (type.isRecord()) {
            return register(type.getSimpleName().replaceFirst("Shape$", ""), type, () -> ofRecord(type, way));
        } else if (type == UUID.class) {
            schema.put("type", "string");
            schema.put("format", "uuid");
        } else if (type == Instant.class) {
            schema.put("type", "string");
            schema.put("format", "date-time");
        } else if (type == String.class) {
            schema.put("type", "string");
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            schema.put("type", "integer");
            schema.put("format", type == int.class || type == Integer.class ? "int32" : "int64");
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type == double.class || type == Double.class || type == java.math.BigDecimal.class) {
            schema.put("type", "number");
        } else if (type.isEnum()) {
            schema.put("type", "string");
            schema.put(
                    "enum",
                    Stream.of(type.getEnumConstants()).map(Object::toString).toList());
        } else if (type != Object.class && !JsonNode.class.isAssignableFrom(type)) {
            throw new IllegalStateException("the API document has no schema for " + type);
        }
        return schema;
    }

    private Map<String, Object> ofRecord(Class<?> type, Way way) {
        boolean leavesOutNull = Optional.ofNullable(type.getAnnotation(JsonInclude.class))
                .filter(include -> include.value() == JsonInclude.Include.NON_NULL)
                .isPresent();
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            properties.put(component.getName(), ofMember(component, nullable && !leavesOutNull, way));
            if (!nullable || (way == Way.ANSWER && !leavesOutNull)) {
                required.add(component.getName());
            }
        }
        String description = Optional.ofNullable(type.getAnnotation(Describe.class))
                .map(Describe::value)
                .orElse("");
        return object(description, properties, required);
    }

    private Map<String, Object> ofMember(RecordComponent component, boolean nullable, Way way) {
        Map<String, Object> schema = of(component.getGenericType(), way);
        describe(schema, component);
        constrain(schema, component);
        return nullable ? orNull(schema) : schema;
    }

    /** Adds what {@link Describe} says, for members and parameters alike. */
    void describe(Map<String, Object> schema, AnnotatedElement element) {
        Describe described = element.getAnnotation(Describe.class);
        if (described == null) {
            return;
        }
        schema.put("description", described.value());
        if (described.oneOf().length > 0) {
            schema.put("enum", List.of(described.oneOf()));
        }
        if (!described.example().isEmpty()) {
            schema.put("examples", List.of(json.readTree(described.example())));
        }
    }

    private static void constrain(Map<String, Object> schema, RecordComponent component) {
        boolean text = "string".equals(schema.get("type"));
        Size size = component.getAccessor().getAnnotation(Size.class);
        if (size != null && text) {
            if (size.min() > 0) {
                schema.put("minLength", size.min());
            }
            schema.put("maxLength", size.max());
        }
        if (component.getAccessor().isAnnotationPresent(NotBlank.class)) {
            schema.put("pattern", "\\S");
        }
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        if (!(schema.get("type") instanceof String type)) {
            return schema.isEmpty()
                    ? schema
                    : new LinkedHashMap<>(Map.of("anyOf", List.of(schema, Map.of("type", "null"))));
        }
        schema.put("type", List.of(type, "null"));
        if (schema.get("enum") instanceof List<?> words) {
            List<@Nullable Object> more = new ArrayList<>(words);
            more.add(null);
            schema.put("enum", more);
        }
        return schema;
    }

    private Map<String, Object> register(
            String name, Type owner, java.util.function.Supplier<Map<String, Object>> schema) {
        Type before = owners.putIfAbsent(name, owner);
        if (before == null) {
            named.put(name, schema.get());
        } else if (!before.equals(owner)) {
            throw new IllegalStateException(before + " and " + owner + " would both be called " + name);
        }
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("$ref", "#/components/schemas/" + name);
        return reference;
    }

    private static Map<String, Object> object(
            String description, Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }
}
