package com.digiflowhub.platform.web.document;

import com.digiflowhub.platform.web.KnownProblems;
import com.digiflowhub.platform.web.MoreAddresses;
import com.digiflowhub.platform.web.PublicAddresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** The API as one OpenAPI 3.1 document: exactly the addresses that the controllers serve, in the words they say of themselves. */
@Component
class ApiDocument {
    private static final String SUPPORT = "tech@digiflow-agency.fr";
    private static final String ABOUT = """
            Everything a page of DigiFlow Hub can do, a program can do here.

            **Signing in.** Send a key of the settings page or a token from `POST /api/auth/token` as `Authorization: Bearer …`. Who belongs to \
            several workspaces names one in `X-Workspace`.

            **Lists** answer `{"items":[…],"nextCursor":…}`. Give `nextCursor` as `cursor` for the next page until it is null.

            **Repeating.** Give every POST an `Idempotency-Key` of your own: the same request with the same key is done once within 24 hours, and \
            its repetition gets the first answer again, marked `Idempotent-Replayed: true`. What was refused is not kept.

            **Limits.** `RateLimit` tells how many requests are left and `Retry-After` how many seconds to wait after a 429.
            Of one workspace's calls only a few are answered at once while leads are being answered; the others wait, two seconds at most.

            **Refusals** are `application/problem+json` (RFC 9457) with a stable `type`, a sentence that says what to do, and the `field` at fault.

            Instants are ISO 8601 in UTC. Unknown members of a body are refused; answers may gain members.""";

    private final RequestMappingHandlerMapping mappings;
    private final List<MoreAddresses> more;
    private final Refusals refusals;
    private final Schemas schemas;
    private final PublicAddresses addresses;
    private final Environment environment;

    ApiDocument(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            List<MoreAddresses> more,
            List<KnownProblems> problems,
            JsonMapper json,
            PublicAddresses addresses,
            Environment environment) {
        this.mappings = mappings;
        this.more = more;
        this.refusals = new Refusals(problems);
        this.schemas = new Schemas(json);
        this.addresses = addresses;
        this.environment = environment;
    }

    Refusals refusals() {
        return refusals;
    }

    synchronized Map<String, Object> make() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", info());
        document.put("servers", List.of(Map.of("url", addresses.api().toString())));
        document.put("paths", paths());
        document.put("components", components());
        return document;
    }

    private Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", "DigiFlow Hub API");
        info.put("version", environment.getProperty("spring.application.version", "development"));
        info.put("description", ABOUT);
        info.put("contact", Map.of("email", environment.getProperty("SUPPORT_EMAIL", SUPPORT), "name", "Support"));
        info.put("license", Map.of("name", "Apache-2.0", "identifier", "Apache-2.0"));
        return info;
    }

    private Map<String, Object> paths() {
        Operations operations = new Operations(schemas, refusals);
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> mapping :
                mappings.getHandlerMethods().entrySet()) {
            for (String path : mapping.getKey().getPatternValues()) {
                if (path.startsWith("/api/")) {
                    for (RequestMethod verb :
                            mapping.getKey().getMethodsCondition().getMethods()) {
                        paths.computeIfAbsent(path, key -> new TreeMap<>())
                                .put(
                                        verb.name().toLowerCase(Locale.ROOT),
                                        operations.of(path, verb, mapping.getValue()));
                    }
                }
            }
        }
        Map<String, Object> all = new TreeMap<>(paths);
        more.forEach(module -> all.putAll(module.paths()));
        return all;
    }

    private Map<String, Object> components() {
        Map<String, Object> named = new TreeMap<>(schemas.named());
        named.put("Problem", SharedParts.problem(refusals.all()));
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", named);
        components.put("parameters", SharedParts.parameters());
        components.put("headers", SharedParts.headers());
        components.put("securitySchemes", SharedParts.security(addresses.secure()));
        return components;
    }
}
