package com.digiflowhub.connections.web;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Provider;
import com.digiflowhub.connections.Providers;
import com.digiflowhub.connections.Settings;
import com.digiflowhub.connections.Source;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.PublicAddresses;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the pages of connections show, gathered. */
@Component
class ConnectionViews {
    private static final String DOTS = "••••••••";

    private final Connections connections;
    private final Providers providers;
    private final PublicAddresses addresses;

    ConnectionViews(Connections connections, Providers providers, PublicAddresses addresses) {
        this.connections = connections;
        this.providers = providers;
        this.addresses = addresses;
    }

    /** What is broken first. */
    List<ConnectionView> all() {
        return connections.standings().stream()
                .map(standing -> view(standing, Optional.empty()))
                .sorted(Comparator.comparing(ConnectionView::condition))
                .toList();
    }

    ConnectionView require(UUID id) {
        return view(standing(id), Optional.empty());
    }

    /** With one secret shown whole that is there to be copied. */
    ConnectionView showing(UUID id, String field) {
        Secret secret = connections
                .pasted(new ConnectionId(id), field)
                .orElseThrow(() -> Problem.notFound("secret to be shown"));
        return view(standing(id), Optional.of(new ConnectionView.Pasted(field, secret.reveal())));
    }

    /** The providers of which nothing is connected yet. */
    List<Provider> offers(List<ConnectionView> connected) {
        return providers.all().stream()
                .filter(provider -> connected.stream()
                        .noneMatch(view -> view.standing().provider().equals(provider.key())))
                .toList();
    }

    Standing standing(UUID id) {
        return connections.standing(new ConnectionId(id)).orElseThrow(() -> Problem.notFound("connection"));
    }

    private ConnectionView view(Standing standing, Optional<ConnectionView.Pasted> shown) {
        Optional<Provider> provider = providers.find(standing.provider());
        return new ConnectionView(
                standing,
                provider.filter(Source.class::isInstance)
                        .map(source -> knocks((Source) source, standing.path()))
                        .orElse(List.of()),
                provider.map(known -> pasted(known, standing)).orElse(List.of()),
                shown);
    }

    private List<ConnectionView.Address> knocks(Source source, String path) {
        List<ConnectionView.Address> knocks = new ArrayList<>();
        for (String known : source.paths()) {
            URI bare = addresses.webhooks().resolve("/api/webhooks/" + known);
            knocks.add(new ConnectionView.Address(bare + "/" + path, true));
            knocks.add(new ConnectionView.Address(bare.toString(), false));
        }
        return knocks;
    }

    private static List<ConnectionView.Pasted> pasted(Provider provider, Standing standing) {
        return Settings.inputs(provider.settings()).stream()
                .filter(Settings.Input::pasted)
                .flatMap(input -> Optional.ofNullable(standing.secrets().get(input.name()))
                        .map(lastFour -> new ConnectionView.Pasted(input.name(), DOTS + lastFour))
                        .stream())
                .toList();
    }
}
