package com.digiflowhub.conversations.inbound;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.contacts.Consents;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.delivery.Statuses;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.vocabulary.ContactId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes what a channel read, event by event, in the transaction that ends the reader's item. */
@Component
class Recorder {
    private final Arrivals arrivals;
    private final Statuses statuses;
    private final Contacts contacts;
    private final Consents consents;
    private final Connections connections;
    private final ConversationRows conversations;

    Recorder(
            Arrivals arrivals,
            Statuses statuses,
            Contacts contacts,
            Consents consents,
            Connections connections,
            ConversationRows conversations) {
        this.arrivals = arrivals;
        this.statuses = statuses;
        this.contacts = contacts;
        this.consents = consents;
        this.connections = connections;
        this.conversations = conversations;
    }

    void record(Connection connection, Channel channel, List<ChannelEvent> events) {
        StatusesInARow row = new StatusesInARow(connection);
        for (ChannelEvent event : events) {
            row.before(event);
            switch (event) {
                case ChannelEvent.Arrived arrived -> arrivals.record(connection, channel, arrived);
                case ChannelEvent.StatusChanged status -> row.add(status);
                case ChannelEvent.PreferenceChanged preference -> prefer(connection, preference);
                case ChannelEvent.AddressChanged change -> move(connection, change);
                case ChannelEvent.AccountTold told -> tell(connection, told);
                case ChannelEvent.Unreadable unreadable -> {
                    // the reader keeps the envelope for people to look at
                }
            }
        }
        row.end();
    }

    /**
     * What is said again after a while: messages that are not there yet, and statuses, which only move forward. A preference, a move to
     * another number, a sign or an account's trouble may have been overtaken since and is left as it stands.
     */
    void repeat(Connection connection, Channel channel, List<ChannelEvent> events) {
        StatusesInARow row = new StatusesInARow(connection);
        for (ChannelEvent event : events) {
            row.before(event);
            switch (event) {
                case ChannelEvent.Arrived arrived -> arrivals.repeat(connection, channel, arrived);
                case ChannelEvent.StatusChanged status -> row.add(status);
                case ChannelEvent.PreferenceChanged preference -> {}
                case ChannelEvent.AddressChanged change -> {}
                case ChannelEvent.AccountTold told -> {}
                case ChannelEvent.Unreadable unreadable -> {}
            }
        }
        row.end();
    }

    /** Statuses come in great numbers: those that stand in a row are written together. */
    private final class StatusesInARow {
        private final Connection connection;
        private final List<ChannelEvent.StatusChanged> told = new ArrayList<>();

        StatusesInARow(Connection connection) {
            this.connection = connection;
        }

        void add(ChannelEvent.StatusChanged status) {
            told.add(status);
        }

        void before(ChannelEvent next) {
            if (!(next instanceof ChannelEvent.StatusChanged)) {
                end();
            }
        }

        void end() {
            if (!told.isEmpty()) {
                statuses.record(connection, List.copyOf(told));
                told.clear();
            }
        }
    }

    private void prefer(Connection connection, ChannelEvent.PreferenceChanged preference) {
        ContactId contact =
                contacts.arrive(PersonAddresses.of(connection, preference.from()), "", connection.provider());
        consents.preferMarketing(contact, connection.provider(), preference.marketingAllowed(), "provider-preference");
    }

    private void move(Connection connection, ChannelEvent.AddressChanged change) {
        ContactId contact = contacts.arrive(PersonAddresses.of(connection, change.before()), "", connection.provider());
        PersonAddresses.of(connection, change.after()).forEach(address -> contacts.addAddress(contact, address));
        conversations.readdress(connection.id(), contact, change.after());
    }

    private void tell(Connection connection, ChannelEvent.AccountTold told) {
        told.failure().ifPresent(failure -> statuses.follow(connection, failure));
        connections.told(connection.id(), told.topic(), told.detail());
    }
}
