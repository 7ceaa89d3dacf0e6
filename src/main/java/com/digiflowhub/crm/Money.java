package com.digiflowhub.crm;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** An amount, kept in the smallest unit of its currency (ISO 4217), so that it is exact. Never below zero. */
public record Money(long minor, Currency currency) {
    public static final Currency USUAL = Currency.getInstance("EUR");
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("an amount of " + minor);
        }
    }

    public static Money none() {
        return new Money(0, USUAL);
    }

    static Money stored(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    /** Empty when the amount is below zero, beyond a million millions, or finer than the currency. */
    public static Optional<Money> of(BigDecimal amount, Currency currency) {
        if (amount.signum() < 0
                || amount.compareTo(MOST) > 0
                || amount.stripTrailingZeros().scale() > digits(currency)) {
            return Optional.empty();
        }
        return Optional.of(new Money(amount.movePointRight(digits(currency)).longValueExact(), currency));
    }

    /** Empty for what is no currency in use: XXX has no amounts. */
    public static Optional<Currency> currency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(code) && known.getDefaultFractionDigits() >= 0)
                .findFirst();
    }

    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, digits(currency));
    }

    private static int digits(Currency currency) {
        return currency.getDefaultFractionDigits();
    }
}
