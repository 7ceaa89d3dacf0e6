package com.digiflowhub.platform.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Every refusal of the API in one shape; what went wrong inside is logged under a number and told by that number alone. */
@RestControllerAdvice(annotations = RestController.class)
@org.springframework.core.annotation.Order(1)
class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Problem problem) {
        return answer(problem.status(), problem.body());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable) {
        Optional<String> field =
                unreadable.getCause() instanceof DatabindException wrong ? field(wrong) : Optional.empty();
        String detail = field.map(name -> "The member " + name + " is unknown or of the wrong type.")
                .orElse("The body is not readable JSON.");
        return answer(HttpStatus.BAD_REQUEST, Problem.body(HttpStatus.BAD_REQUEST, "invalid", detail, field));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(MethodArgumentNotValidException invalid) {
        var first = invalid.getBindingResult().getFieldErrors().stream().findFirst();
        return answer(
                HttpStatus.BAD_REQUEST,
                Problem.body(
                        HttpStatus.BAD_REQUEST,
                        "invalid",
                        first.map(error -> error.getField() + " " + error.getDefaultMessage() + ".")
                                .orElse("The body is not valid."),
                        first.map(error -> error.getField())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mistyped(MethodArgumentTypeMismatchException mistyped) {
        return answer(
                HttpStatus.BAD_REQUEST,
                Problem.body(
                        HttpStatus.BAD_REQUEST,
                        "invalid",
                        mistyped.getName() + " is not of the right form.",
                        Optional.of(mistyped.getName())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unsupported(HttpMediaTypeNotSupportedException unsupported) {
        return answer(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                Problem.body(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "media-type", "Send application/json.", Optional.empty()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongMethod(HttpRequestMethodNotSupportedException wrong) {
        String allowed = String.join(
                ", ",
                Optional.ofNullable(wrong.getSupportedMethods()).map(List::of).orElse(List.of()));
        return answer(
                HttpStatus.METHOD_NOT_ALLOWED,
                Problem.body(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "method",
                        "This address takes " + allowed + ".",
                        Optional.empty()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> framework(ErrorResponseException known) {
        HttpStatus status = Optional.ofNullable(
                        HttpStatus.resolve(known.getStatusCode().value()))
                .orElse(HttpStatus.BAD_REQUEST);
        return answer(status, Problem.body(status, "invalid", status.getReasonPhrase() + ".", Optional.empty()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException failure) {
        UUID number = UUID.randomUUID();
        LOG.error("Request failed, told to the caller as {}", number, failure);
        ProblemDetail body = Problem.body(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "unexpected",
                "Something went wrong here. Try again; if it stays, tell us this number: " + number + ".",
                Optional.empty());
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, body);
    }

    private static Optional<String> field(DatabindException wrong) {
        return wrong.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .reduce((outer, inner) -> outer + "." + inner);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatusCode status, ProblemDetail body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
