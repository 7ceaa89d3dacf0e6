package com.digiflowhub.identity.web;

import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.ProblemAnswers;
import com.digiflowhub.platform.web.RateLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts requests: those of a program for its key or user, those of a person at their pages more generously, those of a stranger for their
 * network. What belongs to a page without being one, and the question whether the hub lives, are not counted.
 */
final class RateLimitFilter extends OncePerRequestFilter {
    private static final List<String> UNCOUNTED = List.of(
            "/vendor/",
            "/hub.css",
            "/docs.css",
            "/hub.js",
            "/favicon.svg",
            "/favicon.ico",
            "/actuator/health",
            "/assets/",
            "/error");
    private static final int BYTES_OF_A_NETWORK = 8;

    private final RateLimits limits;
    private final ProblemAnswers answers;

    RateLimitFilter(RateLimits limits, ProblemAnswers answers) {
        this.limits = limits;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return UNCOUNTED.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RateLimits.Asked asked = ask(request);
        boolean program = ProblemAnswers.forPrograms(request);
        if (program || !asked.granted()) {
            response.setHeader("RateLimit-Policy", asked.quota().policy());
            response.setHeader("RateLimit", asked.state());
        }
        if (asked.granted()) {
            chain.doFilter(request, response);
            return;
        }
        Problem problem = Problem.tooMany(
                "You have used your %d requests in %d seconds. Wait as long as Retry-After says."
                        .formatted(
                                asked.quota().requests(), asked.quota().window().toSeconds()),
                asked.reset());
        answers.write(response, problem);
    }

    private RateLimits.Asked ask(HttpServletRequest request) {
        Optional<SignedIn> who = SecurityConfiguration.signedIn();
        if (who.isEmpty()) {
            return limits.ask(limits.ofPrograms(), "network " + network(request.getRemoteAddr()));
        }
        return Callers.hasBearer(request)
                ? limits.ask(limits.ofPrograms(), Callers.credentialOf(request, who.get()))
                : limits.ask(limits.ofPeople(), "user " + who.get().user());
    }

    /** Whoever has one IPv6 address has 2^64 of them. */
    static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), BYTES_OF_A_NETWORK))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException unreadable) {
            return address;
        }
    }
}
