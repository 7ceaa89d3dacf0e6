package com.digiflowhub.conversations.web;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.conversations.log.ConversationLists;
import com.digiflowhub.conversations.log.TodayRows;
import com.digiflowhub.platform.web.Frame;
import com.digiflowhub.platform.web.Visitor;
import com.digiflowhub.platform.web.today.FirstStep;
import com.digiflowhub.platform.web.today.TodayCard;
import com.digiflowhub.platform.web.today.TodayCard.Place;
import com.digiflowhub.platform.web.today.TodayCard.Shown;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the inbox brings to Today: who waits, which sends are to be decided, and what went on without anybody. */
@Configuration(proxyBeanMethods = false)
class TodayCards {
    private final TodayLists today;

    TodayCards(TodayLists today) {
        this.today = today;
    }

    @Bean
    TodayCard waitingToday() {
        return TodayCard.of(
                        100,
                        "waiting",
                        Place.MAIN,
                        frame -> today.waiting()
                                .map(waiting -> new Shown("inbox/today-waiting", Map.of("waiting", waiting))))
                .after("conversation", "contact")
                .needing("today.waiting.need", today::countWaiting);
    }

    @Bean
    TodayCard sendsToday() {
        return TodayCard.of(
                        200,
                        "sends",
                        Place.MAIN,
                        frame -> Optional.of(today.sends())
                                .filter(sends -> !sends.sends().isEmpty())
                                .map(sends -> new Shown("inbox/today-sends", Map.of("sends", sends))))
                .needing("today.sends.need", today::countToDecide);
    }

    @Bean
    TodayCard ledToday(TodayRows rows) {
        return TodayCard.of(
                100,
                "led",
                Place.HEAD,
                frame -> Optional.of(rows.countLed(TodayLists.MOST_LED + 1))
                        .filter(count -> count > 0)
                        .map(count -> new Shown("inbox/today-led", Map.of("count", count))));
    }

    @Bean
    TodayCard aloneToday() {
        return TodayCard.of(100, "alone", Place.FOOT, this::alone);
    }

    @Bean
    FirstStep channelFirst(List<Channel> channels, Connections connections) {
        Set<String> keys = channels.stream().map(Channel::key).collect(Collectors.toSet());
        String first = keys.stream().sorted().findFirst().orElse("");
        return new FirstStep(
                50,
                "channel",
                "/settings/connections/new/" + first,
                () -> connections.standings().stream()
                        .anyMatch(standing -> keys.contains(standing.provider()) && works(standing)));
    }

    @Bean
    FirstStep messageFirst(ConversationLists lists) {
        return new FirstStep(60, "message", "/inbox", lists::any);
    }

    private static boolean works(Standing standing) {
        return standing.brokenBecause().isEmpty();
    }

    private Optional<Shown> alone(Frame frame) {
        TodayLists.Span span = today.span(frame.visitor().map(Visitor::zone).orElse(ZoneOffset.UTC));
        return Optional.of(today.alone(span))
                .filter(alone -> !alone.nothing())
                .map(alone -> new Shown("inbox/today-alone", Map.of("words", span.words(), "alone", alone)));
    }
}
