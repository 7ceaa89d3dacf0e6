package com.digiflowhub.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.DeliveryStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageStateTest {
    @Test
    void whatever_the_order_of_the_statuses_the_end_is_the_furthest() {
        for (List<DeliveryStatus> order :
                permutations(List.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ))) {
            assertThat(fold(MessageState.SENDING, order)).as("%s", order).isEqualTo(MessageState.READ);
        }
    }

    @Test
    void a_failure_after_sent_wins_in_either_order() {
        assertThat(fold(MessageState.SENDING, List.of(DeliveryStatus.SENT, DeliveryStatus.FAILED)))
                .isEqualTo(MessageState.FAILED);
        assertThat(fold(MessageState.SENDING, List.of(DeliveryStatus.FAILED, DeliveryStatus.SENT)))
                .isEqualTo(MessageState.FAILED);
    }

    @Test
    void a_failure_does_not_undo_what_was_seen_to_arrive() {
        for (List<DeliveryStatus> order :
                permutations(List.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.FAILED))) {
            assertThat(fold(MessageState.SENDING, order)).as("%s", order).isEqualTo(MessageState.DELIVERED);
        }
    }

    @Test
    void a_late_status_closes_an_unknown_outcome() {
        assertThat(MessageState.UNKNOWN.after(DeliveryStatus.SENT)).isEqualTo(MessageState.SENT);
        assertThat(MessageState.UNKNOWN.after(DeliveryStatus.FAILED)).isEqualTo(MessageState.FAILED);
    }

    @Test
    void a_status_said_again_changes_nothing() {
        for (MessageState state : List.of(MessageState.SENT, MessageState.DELIVERED, MessageState.READ)) {
            assertThat(state.after(DeliveryStatus.SENT)).isEqualTo(state);
        }
    }

    @Test
    void what_a_lead_wrote_has_no_delivery() {
        for (DeliveryStatus status : DeliveryStatus.values()) {
            assertThat(MessageState.RECEIVED.after(status)).isEqualTo(MessageState.RECEIVED);
        }
    }

    private static MessageState fold(MessageState start, List<DeliveryStatus> statuses) {
        MessageState state = start;
        for (DeliveryStatus status : statuses) {
            state = state.after(status);
        }
        return state;
    }

    private static List<List<DeliveryStatus>> permutations(List<DeliveryStatus> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<DeliveryStatus>> all = new ArrayList<>();
        for (DeliveryStatus first : items) {
            List<DeliveryStatus> rest = new ArrayList<>(items);
            rest.remove(first);
            for (List<DeliveryStatus> tail : permutations(rest)) {
                List<DeliveryStatus> order = new ArrayList<>();
                order.add(first);
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
