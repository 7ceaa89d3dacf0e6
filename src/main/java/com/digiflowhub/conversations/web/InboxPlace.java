package com.digiflowhub.conversations.web;

import com.digiflowhub.conversations.log.ConversationLists;
import com.digiflowhub.platform.web.RailEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The inbox in the rail, with how many wait there for a person. */
@Configuration(proxyBeanMethods = false)
class InboxPlace {
    private static final int POSITION = 20;
    private static final int MOST_COUNTED = 100;

    @Bean
    RailEntry inbox(ConversationLists lists) {
        return RailEntry.work(POSITION, "inbox.title", "/inbox", "inbox")
                .counting(() -> lists.countWaiting(MOST_COUNTED));
    }
}
