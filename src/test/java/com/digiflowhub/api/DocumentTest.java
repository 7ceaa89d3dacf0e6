package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The API document holds exactly what there is, and all of it keeps the habits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final JsonNode document = hub.caller().get("/openapi.json").json();

    @AfterAll
    void close() {
        workspace.close();
    }

    /** A method at an address. */
    record Operation(String verb, String path) {
        boolean open() {
            return path.startsWith("/api/auth/") || path.startsWith("/api/webhooks/");
        }

        String filled() {
            return path.replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
        }
    }

    @Test
    void strangers_may_read_it() {
        ApiCaller.Answered answered = hub.caller().get("/openapi.json");
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("Content-Type")).startsWith("application/json");
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.path("info").path("contact").path("email").asString())
                .contains("@");
        assertThat(document.path("servers").get(0).path("url").asString()).startsWith("http");
    }

    @Test
    void it_holds_every_address_of_a_controller_and_no_other() {
        Set<Operation> served = new HashSet<>();
        hub.part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb ->
                                        served.add(new Operation(verb.name().toLowerCase(Locale.ROOT), path)))));
        Set<Operation> told = new HashSet<>(operations());
        told.removeIf(operation -> operation.path().startsWith("/api/webhooks/"));
        assertThat(told).isEqualTo(served).hasSizeGreaterThan(25);
    }

    @Test
    void it_holds_the_addresses_of_providers() {
        assertThat(operations())
                .contains(
                        new Operation("get", "/api/webhooks/whatsapp/messages"),
                        new Operation("post", "/api/webhooks/whatsapp/status"),
                        new Operation("post", "/api/webhooks/whatsapp/messages/{connection}"));
    }

    @Test
    void every_operation_says_what_it_does_and_has_a_name_of_its_own() {
        Set<String> names = new TreeSet<>();
        each((operation, said) -> {
            assertThat(said.path("summary").asString()).as(operation.toString()).isNotBlank();
            assertThat(names.add(said.path("operationId").asString()))
                    .as(operation.toString())
                    .isTrue();
            assertThat(said.path("responses").propertyNames())
                    .as(operation.toString())
                    .anyMatch(status -> status.startsWith("2"));
        });
    }

    @Test
    void every_parameter_of_a_path_is_described_and_required() {
        each((operation, said) -> {
            Set<String> named = new TreeSet<>();
            said.path("parameters").forEach(parameter -> {
                if (parameter.path("in").asString().equals("path")) {
                    assertThat(parameter.path("required").asBoolean()).isTrue();
                    named.add("{" + parameter.path("name").asString() + "}");
                }
            });
            assertThat(named).as(operation.toString()).allMatch(operation.path()::contains);
            assertThat(named).hasSize((int)
                    operation.path().chars().filter(c -> c == '{').count());
        });
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = document.findValuesAsString("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void every_schema_and_shared_part_is_used() {
        Set<String> used = new HashSet<>(document.findValuesAsString("$ref"));
        for (String part : List.of("schemas", "parameters", "headers")) {
            document.path("components")
                    .path(part)
                    .propertyNames()
                    .forEach(name -> assertThat(used).contains("#/components/" + part + "/" + name));
        }
    }

    @Test
    void strangers_are_refused_everywhere_but_where_they_sign_in() {
        for (Operation operation : operations()) {
            if (!operation.open()) {
                Problems.expect(call(hub.caller(), operation), 401, "unauthorized");
            }
        }
    }

    @Test
    void a_session_without_its_csrf_token_may_read_and_nothing_else() {
        String session = workspace
                .in(() -> hub.part(com.digiflowhub.identity.Sessions.class).begin(workspace.owner()))
                .orElseThrow()
                .reveal();
        for (Operation operation : operations()) {
            ApiCaller.Answered answered = call(hub.caller().session(session), operation);
            if (operation.open()) {
                continue;
            }
            if (operation.verb().equals("get")) {
                assertThat(answered.status()).as(operation.toString()).isIn(200, 404);
            } else {
                Problems.expect(answered, 403, "forbidden");
            }
        }
    }

    @Test
    void another_workspace_s_things_are_nowhere() {
        ConnectedWorkspace other = hub.newWorkspace();
        ApiCaller stranger = other.api();
        String connection = workspace.connection().toString();
        Problems.expect(stranger.get("/api/connections/" + connection), 404, "not-found");
        assertThat(stranger.get("/api/connections").text()).doesNotContain(connection);
        other.close();
    }

    @Test
    void refusals_of_each_kind_have_a_place_on_the_reference_page() {
        JsonNode types = document.path("components")
                .path("schemas")
                .path("Problem")
                .path("properties")
                .path("type")
                .path("enum");
        assertThat(types.size()).isGreaterThan(20);
        String page = hub.caller().get("/docs").text();
        types.forEach(type -> assertThat(page)
                .contains("id=\"" + type.asString().substring(type.asString().indexOf('#') + 1) + "\""));
    }

    @Test
    void the_reference_page_shows_every_address_and_carries_no_script_or_style_of_its_own() {
        ApiCaller.Answered answered = hub.caller().get("/docs");
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("Content-Type")).startsWith("text/html");
        assertThat(answered.text())
                .doesNotContain("style=\"")
                .doesNotContain("<style")
                .doesNotContain("onclick");
        for (Operation operation : operations()) {
            assertThat(answered.text()).contains(operation.path());
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        each((operation, said) -> operations.add(operation));
        return operations;
    }

    private void each(java.util.function.BiConsumer<Operation, JsonNode> look) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> look.accept(new Operation(verb.getKey(), path.getKey()), verb.getValue())));
    }

    private static ApiCaller.Answered call(ApiCaller caller, Operation operation) {
        return switch (operation.verb()) {
            case "get" -> caller.get(operation.filled());
            case "post" -> caller.post(operation.filled(), java.util.Map.of());
            case "put" -> caller.put(operation.filled(), java.util.Map.of());
            case "delete" -> caller.delete(operation.filled());
            default -> throw new IllegalStateException(operation.toString());
        };
    }
}
