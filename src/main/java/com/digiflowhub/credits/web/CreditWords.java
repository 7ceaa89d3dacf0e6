package com.digiflowhub.credits.web;

import com.digiflowhub.platform.web.Frame;
import java.text.NumberFormat;
import java.util.Locale;

/** Amounts as people write them: 99,8 or 99.8. */
public record CreditWords(Frame frame) {
    private static final double TENTHS = 10.0;

    public String amount(long tenths) {
        return written(tenths / TENTHS);
    }

    public String written(double credits) {
        NumberFormat format = NumberFormat.getNumberInstance(frame.words().french() ? Locale.FRANCE : Locale.UK);
        format.setMaximumFractionDigits(2);
        return format.format(credits);
    }

    public String signed(long tenths) {
        return (tenths > 0 ? "+" : "−") + amount(Math.abs(tenths));
    }
}
