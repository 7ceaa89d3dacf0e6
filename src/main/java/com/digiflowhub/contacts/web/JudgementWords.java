package com.digiflowhub.contacts.web;

import com.digiflowhub.contacts.Judgement;
import com.digiflowhub.platform.web.Frame;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A score and its reasons in words, and its course as a line. */
public record JudgementWords(Frame frame) {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 48;
    private static final int MARGIN = 4;
    private static final int HIGHEST = 100;

    public String reason(Judgement.Reason reason) {
        return reason.sign().isEmpty() ? reason.text() : frame.say("score.sign." + reason.sign());
    }

    public String points(int points) {
        return points < 0 ? "−" + -points : "+" + points;
    }

    public String tone(Judgement judgement) {
        return frame.say("contact.sentiment." + judgement.sentiment().tone());
    }

    public String icon(Judgement judgement) {
        return switch (judgement.sentiment().tone()) {
            case "positive" -> "mood-smile";
            case "negative" -> "alert-circle";
            default -> "point";
        };
    }

    /** By whom, in a few words: shown without opening anything. */
    public String by(Judgement judgement) {
        if (judgement.byModel()) {
            return frame.say("score.by.model");
        }
        return frame.say(judgement.note().map(note -> "score.by.rule." + note).orElse("score.by.rule"));
    }

    /** The corners of the line, oldest first; {@code history} is newest first. */
    public String line(List<Judgement> history) {
        int last = history.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(n -> x(n, last) + "," + y(history.get(last - n).score()))
                .collect(Collectors.joining(" "));
    }

    public int lastX() {
        return WIDTH - MARGIN;
    }

    public int y(int score) {
        return HEIGHT - MARGIN - score * (HEIGHT - 2 * MARGIN) / HIGHEST;
    }

    private static int x(int n, int last) {
        return last == 0 ? WIDTH - MARGIN : MARGIN + n * (WIDTH - 2 * MARGIN) / last;
    }
}
