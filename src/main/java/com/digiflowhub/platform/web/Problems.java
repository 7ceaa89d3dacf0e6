package com.digiflowhub.platform.web;

import com.digiflowhub.platform.database.Outages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/** Every refusal of the API in one shape; what went wrong inside is logged under a number and told by that number alone. */
@Component
public class Problems implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration DATABASE_RETURNS_IN = Duration.ofSeconds(5);

    private final ProblemAnswers answers;

    Problems(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Pages are left to those who show pages. */
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        return ProblemAnswers.forPrograms(request) ? answer(response, failure) : null;
    }

    private ModelAndView answer(HttpServletResponse response, Exception failure) {
        try {
            answers.write(response, of(failure));
        } catch (IOException gone) {
            LOG.debug("The caller left before it was told of a refusal");
        }
        return new ModelAndView();
    }

    /** The refusal that a failure amounts to. */
    public static Problem of(Exception failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentNotValidException invalid -> invalid(invalid);
            case MethodArgumentTypeMismatchException mistyped ->
                Problem.invalid(mistyped.getName(), mistyped.getName() + " is not of the right form.");
            case MissingServletRequestParameterException missing ->
                Problem.invalid(missing.getParameterName(), missing.getParameterName() + " is required.");
            case HttpMediaTypeNotSupportedException unsupported ->
                Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", "Send application/json.");
            case HttpMediaTypeNotAcceptableException unacceptable ->
                Problem.of(HttpStatus.NOT_ACCEPTABLE, "not-acceptable", "This address answers application/json only.");
            case HttpRequestMethodNotSupportedException wrong -> wrongMethod(wrong);
            case NoResourceFoundException nothing ->
                Problem.of(HttpStatus.NOT_FOUND, "no-such-address", "There is nothing at this address. See /docs.");
            case ErrorResponse known -> framework(known);
            default -> passes(failure) ? away(failure) : unexpected(failure);
        };
    }

    /** What passes by itself when one comes again: the database is away, or somebody else holds what was needed. */
    static boolean passes(Throwable failure) {
        return Outages.isOne(failure) || failure instanceof TransientDataAccessException;
    }

    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getCause();
        if (cause instanceof StreamConstraintsException) {
            return Problem.invalid("", "The body is nested too deeply or holds too long a number, name or text.");
        }
        Optional<String> field = cause instanceof DatabindException wrong ? field(wrong) : Optional.empty();
        return field.map(name -> Problem.invalid(name, "The member " + name + " is unknown or of the wrong type."))
                .orElseGet(() ->
                        Problem.invalid("", "The body is not readable JSON of the form that this address takes."));
    }

    private static Problem invalid(MethodArgumentNotValidException invalid) {
        return invalid.getBindingResult().getFieldErrors().stream()
                .min(java.util.Comparator.comparing(error -> error.getField()))
                .map(error ->
                        Problem.invalid(error.getField(), error.getField() + " " + error.getDefaultMessage() + "."))
                .orElseGet(() -> Problem.invalid("", "The body is not valid."));
    }

    private static Problem wrongMethod(HttpRequestMethodNotSupportedException wrong) {
        String allowed = Optional.ofNullable(wrong.getSupportedMethods()).stream()
                .flatMap(Arrays::stream)
                .sorted()
                .collect(Collectors.joining(", "));
        return Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "method", "This address takes " + allowed + ".")
                .with("Allow", allowed);
    }

    private static Problem framework(ErrorResponse known) {
        HttpStatus status = Optional.ofNullable(
                        HttpStatus.resolve(known.getStatusCode().value()))
                .orElse(HttpStatus.BAD_REQUEST);
        return Problem.of(status, "invalid", status.getReasonPhrase() + ".");
    }

    private static Problem away(Exception failure) {
        LOG.warn("The database does not answer; the caller was told to come again: {}", failure.getMessage());
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The database does not answer just now. Try again; after a request that changes something, look first whether it was done.")
                .retryAfter(DATABASE_RETURNS_IN);
    }

    private static Problem unexpected(Exception failure) {
        UUID number = UUID.randomUUID();
        LOG.error("Request failed, told to the caller as {}", number, failure);
        String detail = failure instanceof HttpMessageNotWritableException
                ? "The answer could not be written. Tell us this number: " + number + "."
                : "Something went wrong here. Try again; if it stays, tell us this number: " + number + ".";
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", detail);
    }

    private static Optional<String> field(DatabindException wrong) {
        return wrong.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .reduce((outer, inner) -> outer + "." + inner);
    }
}
