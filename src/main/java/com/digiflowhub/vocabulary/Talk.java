package com.digiflowhub.vocabulary;

import java.util.UUID;

/** One turn in which somebody is to answer: which conversation, whose, and the version of it that was seen. */
public record Talk(UUID conversation, ContactId contact, boolean ownedByPerson, long epoch, UUID lastMessage) {}
