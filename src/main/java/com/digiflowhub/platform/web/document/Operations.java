package com.digiflowhub.platform.web.document;

import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/** One controller method as an operation of the document. */
final class Operations {
    private final Schemas schemas;
    private final Refusals refusals;

    Operations(Schemas schemas, Refusals refusals) {
        this.schemas = schemas;
        this.refusals = refusals;
    }

    /** Whether strangers may call: to sign in. */
    static boolean open(String path) {
        return path.startsWith("/api/auth/");
    }

    Map<String, Object> of(String path, RequestMethod verb, HandlerMethod method) {
        Describe said = Optional.ofNullable(method.getMethodAnnotation(Describe.class))
                .orElseThrow(() -> new IllegalStateException(method + " says nothing of itself: @Describe is missing"));
        Optional<Parameter> body = Stream.of(method.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .findFirst();
        String tag = path.split("/")[2];
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("tags", List.of(tag));
        operation.put("operationId", tag + "." + method.getMethod().getName());
        operation.put("summary", said.value());
        if (!said.more().isEmpty()) {
            operation.put("description", said.more());
        }
        operation.put("parameters", parameters(path, verb, method));
        body.ifPresent(parameter -> operation.put(
                "requestBody",
                Map.of(
                        "required",
                        true,
                        "content",
                        json(schemas.of(parameter.getParameterizedType(), Schemas.Way.REQUEST)))));
        Map<String, Object> responses = new LinkedHashMap<>();
        success(method).forEach(responses::put);
        refusals.of(path, verb, body.isPresent(), List.of(said.refusals())).forEach(responses::put);
        operation.put("responses", responses);
        operation.put("security", security(path, verb));
        return operation;
    }

    private List<Object> parameters(String path, RequestMethod verb, HandlerMethod method) {
        List<Object> parameters = new ArrayList<>();
        for (Parameter parameter : method.getMethod().getParameters()) {
            if (parameter.isAnnotationPresent(PathVariable.class)) {
                parameters.add(parameter(parameter, "path"));
            } else if (parameter.isAnnotationPresent(RequestParam.class)) {
                parameters.add(parameter(parameter, "query"));
            }
        }
        if (!open(path)) {
            parameters.add(Map.of("$ref", "#/components/parameters/Workspace"));
            if (verb == RequestMethod.POST) {
                parameters.add(Map.of("$ref", "#/components/parameters/IdempotencyKey"));
            }
        }
        return parameters;
    }

    private Map<String, Object> parameter(Parameter parameter, String in) {
        String name = parameter.getName();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", name);
        described.put("in", in);
        if (name.equals("limit") || name.equals("cursor")) {
            return new LinkedHashMap<>(Map.of("$ref", "#/components/parameters/" + name));
        }
        described.put(
                "required",
                in.equals("path") || parameter.getAnnotation(RequestParam.class).required());
        Map<String, Object> schema = schemas.of(parameter.getParameterizedType(), Schemas.Way.REQUEST);
        schemas.describe(schema, parameter);
        Optional.ofNullable(schema.remove("description")).ifPresent(text -> described.put("description", text));
        described.put("schema", schema);
        return described;
    }

    private Map<String, Object> success(HandlerMethod method) {
        HttpStatus status = Optional.ofNullable(method.getMethodAnnotation(ResponseStatus.class))
                .map(ResponseStatus::value)
                .orElse(HttpStatus.OK);
        Type type = answered(method.getMethod().getGenericReturnType());
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", status.getReasonPhrase());
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("RateLimit", Map.of("$ref", "#/components/headers/RateLimit"));
        headers.put("RateLimit-Policy", Map.of("$ref", "#/components/headers/RateLimit-Policy"));
        if (status == HttpStatus.CREATED) {
            headers.put("Location", Map.of("$ref", "#/components/headers/Location"));
        }
        response.put("headers", headers);
        if (type != void.class) {
            response.put("content", json(schemas.of(type, Schemas.Way.ANSWER)));
        }
        Map<String, Object> responses = new LinkedHashMap<>(Map.of(String.valueOf(status.value()), response));
        Optional.ofNullable(method.getMethodAnnotation(Describe.class))
                .map(Describe::orElse)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> {
                    Map<String, Object> other = new LinkedHashMap<>(response);
                    other.put("description", text.substring(5));
                    responses.put(text.substring(0, 3), other);
                });
        return responses;
    }

    private static Type answered(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class
                ? generic.getActualTypeArguments()[0]
                : type;
    }

    private static List<Object> security(String path, RequestMethod verb) {
        if (open(path)) {
            return List.of();
        }
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("session", List.of());
        if (verb != RequestMethod.GET) {
            session.put("csrf", List.of());
        }
        return List.of(Map.of("bearer", List.of()), session);
    }

    static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    /** Kept beside its reader: what a page of a list holds when nobody says how much. */
    static Map<String, Object> limit() {
        return Map.of(
                "type",
                "integer",
                "minimum",
                1,
                "default",
                Listing.USUAL,
                "description",
                "More than %d counts as %d.".formatted(Listing.MOST, Listing.MOST));
    }
}
