package com.digiflowhub.channels;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a channel read from an envelope. {@code account} is ours at the provider (WhatsApp: the phone number id). */
public sealed interface ChannelEvent {
    String account();

    record Arrived(
            String account,
            String providerId,
            Instant at,
            Address from,
            Optional<String> profileName,
            Content content,
            Optional<String> repliesTo,
            Optional<Referral> referral)
            implements ChannelEvent {}

    /** {@code ourId} is the id that travelled with the message, when the provider gave it back. */
    record StatusChanged(
            String account,
            String providerId,
            Optional<UUID> ourId,
            DeliveryStatus status,
            Instant at,
            Optional<Failure> failure)
            implements ChannelEvent {}

    /** The person said through the provider itself that they want no marketing (or want it again). */
    record PreferenceChanged(String account, Address from, boolean marketingAllowed, Instant at)
            implements ChannelEvent {}

    /** The person's number or id is another one now. */
    record AddressChanged(String account, Address before, Address after, Instant at) implements ChannelEvent {}

    /** A part of the envelope that makes no sense; what stands beside it was read. The envelope is kept for people to look at. */
    record Unreadable(String account, String why) implements ChannelEvent {}

    /** Something about our own account (quality, template, limits, an error): shown with the connection. */
    record AccountTold(String account, String topic, String detail, Optional<Failure> failure, Instant at)
            implements ChannelEvent {}
}
