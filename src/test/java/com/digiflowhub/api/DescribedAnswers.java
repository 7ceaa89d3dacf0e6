package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers against the API document, and more strictly than a client would: a member that is not described is a fault. */
final class DescribedAnswers {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();

    DescribedAnswers(ApiCaller caller) {
        this.document = caller.get("/openapi.json").json();
        document.path("components").path("schemas").forEach(schema -> {
            if (schema instanceof ObjectNode object && object.has("properties")) {
                object.put("additionalProperties", false);
            }
        });
    }

    /** The answer itself, when it is as the document says. */
    ApiCaller.Answered check(String verb, String path, ApiCaller.Answered answered) {
        String described = template(path);
        String status = String.valueOf(answered.status());
        JsonNode response = document.path("paths")
                .path(described)
                .path(verb)
                .path("responses")
                .path(status);
        assertThat(response.isMissingNode())
                .as(verb + " " + described + " answered " + status + ": " + answered.text())
                .isFalse();
        seen.merge(verb + " " + described + " " + status, 1, Integer::sum);
        if (!response.has("content")) {
            assertThat(answered.text()).isEmpty();
            return answered;
        }
        String type = response.path("content").propertyNames().iterator().next();
        assertThat(answered.header("Content-Type")).startsWith(type);
        JsonNode schema = response.path("content").path(type).path("schema");
        assertThat(schema(schema).validate(answered.text(), InputFormat.JSON))
                .as(verb + " " + described + " " + status + ": " + answered.text())
                .isEmpty();
        return answered;
    }

    /** Whether the document lets this body be sent there: what it says is wrong with it, if anything. */
    List<String> wrongWith(String verb, String path, Object body) {
        JsonNode schema = document.path("paths")
                .path(template(path))
                .path(verb)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        assertThat(schema.isMissingNode())
                .as(verb + " " + path + " takes a body")
                .isFalse();
        return schema(schema).validate(ApiCaller.JSON.writeValueAsString(body), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    int seen() {
        return seen.size();
    }

    private String template(String path) {
        String plain = path.replaceFirst("\\?.*", "");
        return document.path("paths").propertyNames().stream()
                .filter(template -> Pattern.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"), plain))
                .min(java.util.Comparator.comparingInt(template -> template.indexOf('{') == -1 ? 0 : 1))
                .orElseThrow(() -> new AssertionError("the document does not know " + plain));
    }

    private Schema schema(JsonNode schema) {
        return schemas.computeIfAbsent(schema.toString(), text -> {
            ObjectNode whole = ApiCaller.JSON.createObjectNode();
            whole.set("$defs", document.path("components").path("schemas"));
            whole.set("allOf", ApiCaller.JSON.createArrayNode().add(schema));
            return REGISTRY.getSchema(whole.toString().replace("#/components/schemas/", "#/$defs/"), InputFormat.JSON);
        });
    }
}
