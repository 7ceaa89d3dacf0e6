package com.digiflowhub.connections.web;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Provider;
import com.digiflowhub.connections.Providers;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.connections.Settings;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.identity.Role;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Connections for programs. Secrets go in and never come out; only an owner changes anything. */
@RestController
@RequestMapping("/api/connections")
class ConnectionApi {
    private final Connections connections;
    private final Providers providers;
    private final ConnectionShapes shapes;

    ConnectionApi(Connections connections, Providers providers, ConnectionShapes shapes) {
        this.connections = connections;
        this.providers = providers;
        this.shapes = shapes;
    }

    @Describe("An account to connect.")
    record NewConnection(
            @Describe(value = "The provider's key.", example = "\"whatsapp\"") @NotBlank @Size(max = 50)
            String provider,

            @Describe("What the team calls it; the provider's key when left out.") @Nullable @Size(max = 120)
            String name,

            @Describe(
                    value = "The provider's fields by name, secrets among them.",
                    example = "{\"token\":\"EAAB…\",\"phoneId\":\"106540352242922\"}")
            @NotNull
            Map<String, String> settings) {}

    @Describe("Name and settings of a connection. A secret that is left out or empty stays what it was.")
    record ChangedConnection(
            @Nullable @Size(max = 120) String name, @NotNull Map<String, String> settings) {}

    record Action(
            @Describe("The action that one of the connection's findings offers.") @NotBlank @Size(max = 50)
            String action) {}

    @Describe(
            value = "List the connections",
            more = "All of the workspace, by provider. There are few, so the cursor is always null.")
    @GetMapping
    Listing<ConnectionShapes.ConnectionShape> list() {
        return new Listing<>(
                connections.standings().stream().map(shapes::connection).toList(), null);
    }

    @Describe("Read a connection")
    @GetMapping("/{id}")
    ConnectionShapes.ConnectionShape one(@PathVariable UUID id) {
        return shapes.connection(require(id));
    }

    @Describe(
            value = "Connect an account",
            more = "Owners only. The settings are kept as they are, without asking the provider: check it next.",
            refusals = {"forbidden", "account-taken"})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ConnectionShapes.ConnectionShape> create(@Valid @RequestBody NewConnection wanted, SignedIn who) {
        ownerOnly(who);
        Provider provider = providers
                .find(wanted.provider())
                .orElseThrow(() -> Problem.invalid(
                        "provider",
                        "provider must be one of "
                                + providers.all().stream().map(Provider::key).collect(Collectors.joining(", ")) + "."));
        refuseUnknown(provider, wanted.settings());
        String name = Optional.ofNullable(wanted.name()).orElse("");
        Standing made = require(kept(connections.create(wanted.provider(), name, wanted.settings()), provider)
                .value());
        return ResponseEntity.created(URI.create("/api/connections/" + made.id()))
                .body(shapes.connection(made));
    }

    @Describe(
            value = "Change a connection",
            more = "Owners only. Settings that are left out take their defaults; secrets that are left out stay.",
            refusals = {"forbidden", "account-taken"})
    @PutMapping("/{id}")
    ConnectionShapes.ConnectionShape change(
            @PathVariable UUID id, @Valid @RequestBody ChangedConnection wanted, SignedIn who) {
        ownerOnly(who);
        Standing before = require(id);
        Provider provider = providers.find(before.provider()).orElseThrow(() -> Problem.notFound("provider"));
        refuseUnknown(provider, wanted.settings());
        String name = Optional.ofNullable(wanted.name()).orElse(before.name());
        return shapes.connection(require(kept(connections.update(before.id(), name, wanted.settings()), provider)
                .value()));
    }

    @Describe(
            value = "Remove a connection",
            more = "Owners only. Its settings and secrets are wiped; what came and went by it stays.",
            refusals = "forbidden")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, SignedIn who) {
        ownerOnly(who);
        connections.remove(require(id).id());
    }

    @Describe(
            value = "Check a connection",
            more = "Owners only. Calls the provider and answers what it found, each finding with its remedy.",
            refusals = "forbidden")
    @PostMapping("/{id}/check")
    Listing<ConnectionShapes.FindingShape> check(@PathVariable UUID id, SignedIn who) {
        ownerOnly(who);
        return findings(connections.check(require(id).id()));
    }

    @Describe(
            value = "Do what a finding offers",
            more = "Owners only. Presses the button that the last check offered, then looks again.",
            refusals = {"forbidden", "not-offered"})
    @PostMapping("/{id}/act")
    Listing<ConnectionShapes.FindingShape> act(@PathVariable UUID id, @Valid @RequestBody Action wanted, SignedIn who) {
        ownerOnly(who);
        Standing standing = require(id);
        boolean offered = standing.findings().stream()
                .anyMatch(finding -> finding.action().equals(Optional.of(wanted.action())));
        if (!offered) {
            throw Problem.refused("not-offered", "The last check offered no such action. Check the connection again.");
        }
        return findings(connections.act(standing.id(), wanted.action()));
    }

    @Describe(
            value = "Pause a connection",
            more = "Owners only. Nothing leaves by it until it is resumed; what its provider sends is still taken in.",
            refusals = "forbidden")
    @PostMapping("/{id}/pause")
    ConnectionShapes.ConnectionShape pause(@PathVariable UUID id, SignedIn who) {
        ownerOnly(who);
        connections.pause(require(id).id());
        return one(id);
    }

    @Describe(value = "Resume a paused connection", more = "Owners only.", refusals = "forbidden")
    @PostMapping("/{id}/resume")
    ConnectionShapes.ConnectionShape resume(@PathVariable UUID id, SignedIn who) {
        ownerOnly(who);
        connections.resume(require(id).id());
        return one(id);
    }

    private Standing require(UUID id) {
        return connections.standing(new ConnectionId(id)).orElseThrow(() -> Problem.notFound("connection"));
    }

    private Listing<ConnectionShapes.FindingShape> findings(List<Finding> findings) {
        return new Listing<>(findings.stream().map(ConnectionShapes::finding).toList(), null);
    }

    private static ConnectionId kept(Saved saved, Provider provider) {
        return switch (saved) {
            case Saved.Kept kept -> kept.connection().id();
            case Saved.Wrong wrong -> throw Problem.invalid("settings." + wrong.field(), detail(wrong, provider.key()));
            case Saved.Taken taken ->
                throw Problem.refused(
                        "account-taken", "Another connection has the account " + taken.account() + " already.");
        };
    }

    private static String detail(Saved.Wrong wrong, String provider) {
        return wrong.code().equals("required")
                ? "%s needs %s.".formatted(provider, wrong.field())
                : "%s must be %s."
                        .formatted(
                                wrong.field(),
                                switch (wrong.code()) {
                                    case "number" -> "a whole number";
                                    case "range" -> "a number within its bounds";
                                    case "flag" -> "true or false";
                                    case "address" -> "an address such as https://example.com";
                                    default -> "a text of at most 4000 characters on one line";
                                });
    }

    private static void refuseUnknown(Provider provider, Map<String, String> given) {
        List<String> known = Settings.inputs(provider.settings()).stream()
                .map(Settings.Input::name)
                .toList();
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.invalid(
                            "settings." + name,
                            "%s has no setting %s; it has %s."
                                    .formatted(provider.key(), name, String.join(", ", known)));
                });
    }

    private static void ownerOnly(SignedIn who) {
        if (who.role() != Role.OWNER) {
            throw Problem.forbidden("Only an owner may do this.");
        }
    }
}
