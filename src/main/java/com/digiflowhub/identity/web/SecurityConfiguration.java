package com.digiflowhub.identity.web;

import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.ProblemAnswers;
import com.digiflowhub.platform.web.PublicAddresses;
import com.digiflowhub.platform.web.RateLimits;
import com.digiflowhub.platform.work.Precedence;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Who may knock where. The API answers tokens, keys, and sessions that show their CSRF token; pages answer sessions; the rest is public by
 * name. Webhooks have a door of their own and never come through here.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    /** Behind Spring Security's own filters. */
    private static final int AFTER_SECURITY = -90;

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                    + "media-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    private static final String[] PUBLIC = {
        "/sign-in",
        "/sign-in/**",
        "/set-up/**",
        "/status",
        "/docs",
        "/actuator/health",
        "/error",
        "/hub.css",
        "/docs.css",
        "/hub.js",
        "/vendor/**",
        "/favicon.svg",
        "/favicon.ico"
    };

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            RequestCaller caller,
            PublicAddresses addresses,
            RateLimitFilter limits,
            ProblemAnswers answers)
            throws Exception {
        common(http.securityMatcher("/api/**", "/openapi.json"), caller, addresses, limits)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/auth/**", "/openapi.json")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens(addresses))
                        .requireCsrfProtectionMatcher(SecurityConfiguration::byCookie))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, failure) -> answers.write(response, stranger()))
                        .accessDeniedHandler((request, response, denied) -> answers.write(
                                response,
                                signedIn().isEmpty()
                                        ? stranger()
                                        : Problem.forbidden("A session needs its CSRF token in X-CSRF-TOKEN."))));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http, RequestCaller caller, PublicAddresses addresses, RateLimitFilter limits)
            throws Exception {
        common(http, caller, addresses, limits)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers(PUBLIC)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens(addresses)))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(SecurityConfiguration::toSignIn));
        return http.build();
    }

    @Bean
    FilterRegistrationBean<TenancyFilter> tenancyFilter() {
        FilterRegistrationBean<TenancyFilter> registration = new FilterRegistrationBean<>(new TenancyFilter());
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BulkheadFilter> bulkheadFilter(Precedence precedence) {
        FilterRegistrationBean<BulkheadFilter> registration =
                new FilterRegistrationBean<>(new BulkheadFilter(precedence, BulkheadFilter.halfTheMachine()));
        registration.setOrder(AFTER_SECURITY + 1);
        return registration;
    }

    /** Inside the security chains, which know who calls; so the container must not run it once more. */
    @Bean
    RateLimitFilter rateLimitFilter(RateLimits limits, ProblemAnswers answers) {
        return new RateLimitFilter(limits, answers);
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> onlyInsideTheChains(RateLimitFilter limits) {
        FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(limits);
        registration.setEnabled(false);
        return registration;
    }

    /** Nobody signs in through Spring's own user store. */
    @Bean
    UserDetailsService nobody() {
        return new InMemoryUserDetailsManager();
    }

    /** Our own addresses are no strangers, though behind a proxy that ends TLS they look like it. */
    @Bean
    CorsConfigurationSource corsConfigurationSource(Environment environment, PublicAddresses addresses) {
        List<String> named = Arrays.stream(
                        environment.getProperty("CORS_ALLOWED_ORIGINS", "").split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty() && !origin.equals("*"))
                .map(origin -> origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin)
                .toList();
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(
                Stream.concat(named.stream(), Stream.of(origin(addresses.app()), origin(addresses.api())))
                        .distinct()
                        .toList());
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", "Idempotency-Key", "X-Workspace"));
        allowed.setExposedHeaders(
                List.of("Location", "Retry-After", "RateLimit", "RateLimit-Policy", "Idempotent-Replayed"));
        allowed.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", allowed);
        source.registerCorsConfiguration("/openapi.json", allowed);
        return source;
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    private static HttpSecurity common(
            HttpSecurity http, RequestCaller caller, PublicAddresses addresses, RateLimitFilter limits)
            throws Exception {
        return http.addFilterAfter(limits, CorsFilter.class)
                .securityContext(context -> context.securityContextRepository(caller))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> {})
                .cors(cors -> {})
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(
                                referrer -> referrer.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(opener -> opener.policy(
                                org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                        .CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(strict -> strict.requestMatcher(request -> addresses.secure())
                                .maxAgeInSeconds(Duration.ofDays(365).toSeconds())));
    }

    private static CookieCsrfTokenRepository csrfTokens(PublicAddresses addresses) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(addresses.secure() ? "__Host-csrf" : "csrf");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(cookie ->
                cookie.path("/").httpOnly(true).secure(addresses.secure()).sameSite("Lax"));
        return tokens;
    }

    /** A browser sends its cookie by itself; who sends a bearer does so on purpose. */
    private static boolean byCookie(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod())
                && !Callers.hasBearer(request)
                && !request.getRequestURI().startsWith("/api/auth/");
    }

    private static void toSignIn(
            HttpServletRequest request,
            HttpServletResponse response,
            org.springframework.security.core.AuthenticationException failure)
            throws IOException {
        if (request.getHeader("HX-Request") != null || request.getRequestURI().equals("/live")) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        boolean page =
                "GET".equals(request.getMethod()) && !request.getRequestURI().equals("/");
        String next = page ? "?next=" + URLEncoder.encode(request.getRequestURI(), StandardCharsets.UTF_8) : "";
        response.sendRedirect("/sign-in" + next);
    }

    private static Problem stranger() {
        return Problem.unauthorized("Send a token from POST /api/auth/token or an API key as Authorization: Bearer.");
    }

    /** Used by the argument resolver; kept here so that one class knows Spring Security's types. */
    static java.util.Optional<SignedIn> signedIn() {
        return org.springframework.security.core.context.SecurityContextHolder.getContext()
                                .getAuthentication()
                        instanceof HubAuthentication known
                ? java.util.Optional.of(known.getPrincipal())
                : java.util.Optional.empty();
    }
}
