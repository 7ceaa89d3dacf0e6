package com.digiflowhub.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a person sees when something is not there or went wrong: what happened and what to do, never what is inside. Programs get a problem. */
@Controller
class ErrorPages implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final ProblemAnswers answers;

    ErrorPages(ProblemAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    @org.jspecify.annotations.Nullable
    String error(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
        HttpStatus status = Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .map(code -> HttpStatus.resolve((Integer) code))
                .orElse(HttpStatus.NOT_FOUND);
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        boolean away = failure instanceof Exception thrown && Problems.passes(thrown);
        if (ProblemAnswers.forPrograms(path)) {
            answers.write(response, away ? Problems.of((Exception) failure) : problem(status));
            return null;
        }
        if (away) {
            return page(HttpStatus.SERVICE_UNAVAILABLE, "", response, model);
        }
        if (status.is5xxServerError() && failure instanceof Throwable thrown) {
            LOG.error("A page failed, told as an error page", thrown);
        }
        return page(status, "", response, model);
    }

    static String page(HttpStatus status, String number, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        String kind = switch (status) {
            case NOT_FOUND, METHOD_NOT_ALLOWED -> "not-found";
            case FORBIDDEN, UNAUTHORIZED -> "forbidden";
            case BAD_REQUEST, CONFLICT -> "refused";
            case TOO_MANY_REQUESTS -> "too-many";
            case SERVICE_UNAVAILABLE -> "away";
            default -> status.is5xxServerError() ? "unexpected" : "refused";
        };
        model.addAttribute("kind", kind);
        model.addAttribute("number", number);
        return "frame/error";
    }

    private static Problem problem(HttpStatus status) {
        return status == HttpStatus.NOT_FOUND
                ? Problem.of(status, "no-such-address", "There is nothing at this address. See /docs.")
                : Problem.of(status, status.is5xxServerError() ? "unexpected" : "invalid", "The request was refused.");
    }

    /** Failures of pages, caught while their request still knows who asked. */
    @ControllerAdvice(annotations = Controller.class)
    @Order(2)
    static class OfPages {
        @ExceptionHandler
        String refused(Problem problem, HttpServletResponse response, Model model) {
            String page = page(problem.status(), "", response, model);
            if (problem.status() == HttpStatus.FORBIDDEN) {
                model.addAttribute("kind", "owners-only");
            }
            return page;
        }

        /** An id in the address that is no id at all. */
        @ExceptionHandler
        String mistyped(MethodArgumentTypeMismatchException mistyped, HttpServletResponse response, Model model) {
            return page(HttpStatus.NOT_FOUND, "", response, model);
        }

        @ExceptionHandler
        String unexpected(RuntimeException failure, HttpServletResponse response, Model model) {
            if (Problems.passes(failure)) {
                LOG.warn("The database does not answer; a reader was told to come again: {}", failure.getMessage());
                return page(HttpStatus.SERVICE_UNAVAILABLE, "", response, model);
            }
            String number = UUID.randomUUID().toString();
            LOG.error("A page failed, told to its reader as {}", number, failure);
            return page(HttpStatus.INTERNAL_SERVER_ERROR, number, response, model);
        }
    }
}
