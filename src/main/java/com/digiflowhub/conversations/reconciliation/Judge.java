package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.ChannelEvent.Arrived;
import com.digiflowhub.channels.ChannelEvent.StatusChanged;
import com.digiflowhub.channels.Channels;
import com.digiflowhub.channels.Content;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.reconciliation.Found.Missing;
import com.digiflowhub.conversations.reconciliation.Whereabouts.Name;
import com.digiflowhub.conversations.reconciliation.Whereabouts.Told;
import com.digiflowhub.platform.work.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the raw bytes again, with the channel's own reading, and asks for each message and each status whether it stands where it belongs.
 * Signs, preferences, changes of address and news of the account are not asked for: they replace each other, so that one which is not there
 * proves nothing.
 */
@Component
class Judge {
    private final Envelopes envelopes;
    private final Connections connections;
    private final Channels channels;
    private final Whereabouts whereabouts;

    Judge(Envelopes envelopes, Connections connections, Channels channels, Whereabouts whereabouts) {
        this.envelopes = envelopes;
        this.connections = connections;
        this.channels = channels;
        this.whereabouts = whereabouts;
    }

    /** What one delivery holds of what is asked for; {@code readable} when all of it makes sense. */
    private record Contents(Envelope envelope, boolean readable, List<Name> messages, List<Told> statuses) {}

    /**
     * The order makes it true while the reader is at work: who is waiting is asked first, and whatever was read or set aside since is found by
     * the questions after it.
     */
    @Transactional(readOnly = true)
    public Found judge(List<Envelope> page) {
        List<UUID> ids = page.stream().map(Envelope::id).toList();
        Work.Named unread = envelopes.unread(ids);
        Set<UUID> aside = envelopes.setAside(ids);
        Map<ConnectionId, String> providers = connections.providersEver();
        List<Contents> read = page.stream()
                .filter(envelope -> !unread.waiting().contains(envelope.id())
                        && !unread.dead().contains(envelope.id())
                        && !aside.contains(envelope.id()))
                .map(envelope -> read(envelope, Optional.ofNullable(providers.get(envelope.connection()))))
                .toList();
        return compare(
                page.size() - aside.size(), without(unread.waiting(), aside), without(unread.dead(), aside), read);
    }

    private Contents read(Envelope envelope, Optional<String> provider) {
        List<Name> messages = new ArrayList<>();
        List<Told> statuses = new ArrayList<>();
        boolean readable = true;
        try {
            List<ChannelEvent> events = provider.flatMap(channels::find)
                    .map(channel -> channel.read(envelope))
                    .orElse(List.of());
            for (ChannelEvent event : events) {
                switch (event) {
                    case Arrived arrived -> {
                        if (!(arrived.content() instanceof Content.Reaction)) {
                            messages.add(new Name(envelope.connection(), arrived.providerId()));
                        }
                    }
                    case StatusChanged status -> statuses.add(new Told(envelope.connection(), status));
                    case ChannelEvent.Unreadable unreadable -> readable = false;
                    case ChannelEvent.PreferenceChanged preference -> {}
                    case ChannelEvent.AddressChanged change -> {}
                    case ChannelEvent.AccountTold told -> {}
                }
            }
        } catch (RuntimeException whateverTheBytesDid) { // one delivery must not end the check of a day
            readable = false;
        }
        return new Contents(envelope, readable, messages, statuses);
    }

    private Found compare(int deliveries, Set<UUID> waiting, Set<UUID> dead, List<Contents> read) {
        Set<Name> recorded = whereabouts.recorded(
                read.stream().flatMap(one -> one.messages.stream()).toList());
        Map<Told, MessageState> states = whereabouts.states(
                read.stream().flatMap(one -> one.statuses.stream()).toList());
        int messages = 0;
        int statuses = 0;
        int strangers = 0;
        List<Missing> missing = new ArrayList<>();
        for (Contents one : read) {
            List<Name> lost = one.messages.stream()
                    .filter(name -> !recorded.contains(name))
                    .toList();
            List<Told> ours = one.statuses.stream().filter(states::containsKey).toList();
            List<Told> late = ours.stream().filter(told -> moves(told, states)).toList();
            messages += one.messages.size() - lost.size();
            statuses += ours.size() - late.size();
            strangers += one.statuses.size() - ours.size();
            if (!one.readable || !lost.isEmpty() || !late.isEmpty()) {
                missing.add(missing(one, lost, late));
            }
        }
        return new Found(deliveries, waiting.size(), dead.size(), messages, statuses, strangers, missing);
    }

    /** Whether the message would come further by what was told: then it was never told to it. */
    private static boolean moves(Told told, Map<Told, MessageState> states) {
        MessageState state = Objects.requireNonNull(states.get(told));
        return state.after(told.status().status()) != state;
    }

    private static Missing missing(Contents one, List<Name> lost, List<Told> late) {
        String first = Stream.concat(
                        lost.stream().map(Name::providerId),
                        late.stream().map(told -> told.status().providerId()))
                .findFirst()
                .orElse("");
        return new Missing(one.envelope.id(), one.envelope.connection(), lost.size(), late.size(), first);
    }

    private static Set<UUID> without(Set<UUID> some, Set<UUID> others) {
        Set<UUID> left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }
}
