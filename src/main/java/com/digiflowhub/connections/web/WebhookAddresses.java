package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Providers;
import com.digiflowhub.connections.Source;
import com.digiflowhub.platform.web.MoreAddresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door's addresses in the API document. They are called by providers, who sign what they send. */
@Configuration(proxyBeanMethods = false)
class WebhookAddresses {
    private static final String HERE = "/api/webhooks/";

    @Bean
    MoreAddresses webhooks(Providers providers) {
        Map<String, Object> paths = new LinkedHashMap<>();
        providers.all().stream()
                .filter(Source.class::isInstance)
                .map(Source.class::cast)
                .forEach(source -> source.paths().forEach(path -> {
                    paths.put(HERE + path, item(source.key(), path, List.of()));
                    paths.put(HERE + path + "/{connection}", item(source.key(), path + ".connection", CONNECTION));
                }));
        return new MoreAddresses(paths);
    }

    private static final List<Object> CONNECTION = List.of(Map.of(
            "name",
            "connection",
            "in",
            "path",
            "required",
            true,
            "description",
            "The connection's own unguessable path, shown in its settings.",
            "schema",
            Map.of("type", "string")));

    private static Map<String, Object> item(String provider, String path, List<Object> parameters) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put(
                "get",
                operation(
                        provider,
                        path + ".verify",
                        parameters,
                        "Verify the address",
                        Map.of(
                                "200",
                                        Map.of(
                                                "description",
                                                "The challenge, when the provider showed the connection's verify token."),
                                "403", Map.of("description", "Nobody here knows this verify token."),
                                "404", Map.of("description", "There is no such address."))));
        Map<String, Object> take = operation(
                provider,
                path + ".take",
                parameters,
                "Take in what the provider sends",
                Map.of(
                        "200", Map.of("description", "Committed: it will show in the conversation once."),
                        "403", Map.of("description", "Not signed by anybody we know."),
                        "404", Map.of("description", "There is no such address."),
                        "413", Map.of("description", "Too large."),
                        "503", Map.of("description", "Not committed; send it again.")));
        take.put("requestBody", Map.of("required", true, "content", Map.of("*/*", Map.of("schema", Map.of()))));
        item.put("post", take);
        return item;
    }

    private static Map<String, Object> operation(
            String provider, String id, List<Object> parameters, String summary, Map<String, Object> responses) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("tags", List.of("webhooks"));
        operation.put("operationId", "webhooks." + id.replace('/', '.'));
        operation.put("summary", summary);
        operation.put("description", "For " + provider + ", by whom it is called and signed.");
        operation.put("parameters", parameters);
        operation.put("responses", responses);
        operation.put("security", List.of());
        return operation;
    }
}
