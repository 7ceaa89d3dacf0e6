package com.digiflowhub.conversations;

import com.digiflowhub.conversations.log.ConversationLists;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which conversations there are, for other modules' pages. */
@Component
public class Overview {
    private final ConversationLists lists;

    Overview(ConversationLists lists) {
        this.lists = lists;
    }

    /** Open and closed, the one with the last words first. */
    @Transactional(readOnly = true)
    public List<Conversation> newest(int most) {
        return lists.newest(most);
    }

    /** The newest with whoever is reached at this number (with the plus) or by this id. */
    @Transactional(readOnly = true)
    public Optional<Conversation> reachedAt(String numberOrId) {
        return lists.reachedAt(numberOrId);
    }
}
