package com.digiflowhub.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts are exact in the currency they are in, or they are none. */
class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "0, EUR, 0, 0.00",
        "490.5, EUR, 49050, 490.50",
        "490.500000, EUR, 49050, 490.50",
        "0.01, EUR, 1, 0.01",
        "1E+3, JPY, 1000, 1000",
        "100.0, JPY, 100, 100",
        "1.234, KWD, 1234, 1.234",
        "1000000000000, EUR, 100000000000000, 1000000000000.00"
    })
    void an_amount_is_kept_in_the_smallest_unit(String amount, String currency, long minor, String shown) {
        assertThat(Money.of(new BigDecimal(amount), Currency.getInstance(currency)))
                .hasValueSatisfying(money -> {
                    assertThat(money.minor()).isEqualTo(minor);
                    assertThat(money.amount().toPlainString()).isEqualTo(shown);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "-0.01, EUR",
        "0.001, EUR",
        "0.1, JPY",
        "1.2345, KWD",
        "1000000000000.01, EUR",
        "1000000000001, JPY",
        "1E+300, EUR",
        "1E-300, EUR"
    })
    void an_amount_below_zero_too_great_or_too_fine_is_none(String amount, String currency) {
        assertThat(Money.of(new BigDecimal(amount), Currency.getInstance(currency)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "XXX", "XAU", "ZZZ", " EUR"})
    void what_is_no_currency_in_use_is_none(String code) {
        assertThat(Money.currency(code)).isEmpty();
    }

    @Test
    void money_below_zero_cannot_be_built_and_none_is_no_euro() {
        assertThatThrownBy(() -> new Money(-1, Money.USUAL)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Money.none().amount()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(Money.currency("EUR")).contains(Money.none().currency());
    }
}
