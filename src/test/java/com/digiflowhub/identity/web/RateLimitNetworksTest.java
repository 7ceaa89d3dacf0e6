package com.digiflowhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitNetworksTest {
    @Test
    void each_ipv4_address_is_a_network() {
        assertThat(RateLimitFilter.network("203.0.113.7")).isNotEqualTo(RateLimitFilter.network("203.0.113.8"));
        assertThat(RateLimitFilter.network("203.0.113.7")).isEqualTo(RateLimitFilter.network("203.0.113.7"));
    }

    @Test
    void all_ipv6_addresses_of_one_line_are_one_network() {
        assertThat(RateLimitFilter.network("2001:db8:1:2::1"))
                .isEqualTo(RateLimitFilter.network("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(RateLimitFilter.network("2001:db8:1:3::1"));
    }

    @Test
    void an_ipv4_address_written_as_ipv6_is_the_same() {
        assertThat(RateLimitFilter.network("::ffff:203.0.113.7")).isEqualTo(RateLimitFilter.network("203.0.113.7"));
    }

    @Test
    void what_is_no_address_is_taken_as_it_is() {
        assertThat(RateLimitFilter.network("unix:")).isEqualTo("unix:");
    }
}
