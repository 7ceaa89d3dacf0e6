package com.digiflowhub.platform.web.habits;

import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.ProblemAnswers;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The order of the API's filters, and how its bodies are read. Spring Security stands at -100, the workspace at -90. */
@Configuration(proxyBeanMethods = false)
class HabitsConfiguration {
    private static final int BEFORE_SECURITY = -105;
    private static final int BEHIND_TENANCY = -80;

    @Bean
    FilterRegistrationBean<EdgeFilter> edgeFilter(ProblemAnswers answers) {
        return at(BEFORE_SECURITY, new EdgeFilter(answers));
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter() {
        return at(BEHIND_TENANCY, new BodyFilter());
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(KeptAnswers kept) {
        return at(BEHIND_TENANCY + 1, new IdempotencyFilter(kept));
    }

    /** Addresses that no honest client writes ({@code //}, {@code ;}, {@code %00}). */
    @Bean
    RequestRejectedHandler malformedAddress(ProblemAnswers answers) {
        HttpStatusRequestRejectedHandler page = new HttpStatusRequestRejectedHandler();
        return (request, response, rejected) -> {
            if (ProblemAnswers.forPrograms(request)) {
                answers.write(response, Problem.of(HttpStatus.BAD_REQUEST, "invalid", "The address is malformed."));
            } else {
                page.handle(request, response, rejected);
            }
        };
    }

    /** Requests are read strictly, so that a misspelt member is told and not ignored; what providers send is read elsewhere, leniently. */
    @Bean
    WebMvcConfigurer strictBodies(JsonMapper json) {
        JsonMapper strict = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strict));
            }
        };
    }

    private static <F extends jakarta.servlet.Filter> FilterRegistrationBean<F> at(int order, F filter) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
