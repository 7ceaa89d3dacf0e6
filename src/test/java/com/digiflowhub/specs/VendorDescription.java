package com.digiflowhub.specs;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A vendor's OpenAPI 3.1 description, asked whether a body fits. The descriptions lie outside the project; where they are
 * absent a test is left out, except with {@code CI=true}, where their absence fails.
 */
public final class VendorDescription {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, VendorDescription> READ = new ConcurrentHashMap<>();

    private final JsonNode description;
    private final String address;
    private final SchemaRegistry registry;

    private VendorDescription(String file) {
        var text = read(specs().resolve(file));
        this.description = JSON.readTree(text);
        this.address = "https://descriptions.test/" + file;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(address, text)));
    }

    public static VendorDescription whatsApp() {
        return READ.computeIfAbsent("meta/whatsapp-cloud.patched.json", VendorDescription::new);
    }

    public static VendorDescription openAi() {
        return READ.computeIfAbsent("openai/openai.patched.json", VendorDescription::new);
    }

    /** The folder of the descriptions and samples; ends the test when it is not there. */
    public static Path specs() {
        for (var at = Optional.of(Path.of("").toAbsolutePath()); at.isPresent(); at = at.map(Path::getParent)) {
            var here = at.get().resolve("shared/specs");
            if (Files.isDirectory(here)) {
                return here;
            }
        }
        var absent = "The vendors' descriptions (shared/specs, beside the project) are not on this machine";
        if ("true".equals(System.getenv("CI"))) {
            return Assertions.fail(absent);
        }
        Assumptions.abort(absent);
        throw new IllegalStateException(absent);
    }

    /** The request samples whose name begins so, in order; those that must be refused have {@code __BAD_} in it. */
    public static List<Path> requestSamples(String prefix) {
        try (Stream<Path> files = Files.list(specs().resolve("fixtures/requests"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a JSON request; empty when it fits. The path may be a real one or the description's template. */
    public List<String> validateRequest(String method, String path, JsonNode body) {
        return operation(method, path)
                .map(found -> violations(found + "/requestBody/content/application~1json/schema", body))
                .orElse(List.of("no such operation: " + method + " " + path));
    }

    public List<String> validateResponse(String method, String path, int status, JsonNode body) {
        return operation(method, path)
                .map(found -> violations(found + "/responses/" + status + "/content/application~1json/schema", body))
                .orElse(List.of("no such operation: " + method + " " + path));
    }

    /** Against one named schema of {@code components/schemas}. */
    public List<String> validate(String schema, JsonNode body) {
        return violations("/components/schemas/" + schema, body);
    }

    private List<String> violations(String pointer, JsonNode body) {
        if (description.at(pointer).isMissingNode()) {
            return List.of("the description has nothing at " + pointer);
        }
        var fragment = pointer.replace("{", "%7B").replace("}", "%7D");
        var schema = registry.getSchema(SchemaLocation.of(address + "#" + fragment));
        var wrong = new ArrayList<String>();
        schema.validate(body.toString(), InputFormat.JSON).forEach(error -> wrong.add(error.toString()));
        return wrong;
    }

    /** The JSON pointer of the operation: the template with the most literal segments that the path fits. */
    private Optional<String> operation(String method, String path) {
        var wanted = path.replaceFirst("\\?.*", "");
        return description.path("paths").properties().stream()
                .filter(entry -> entry.getValue().has(method.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .filter(template -> template.equals(wanted) || fits(template, wanted))
                .max(Comparator.comparingInt((String template) -> template.equals(wanted) ? 1 : 0)
                        .thenComparingLong(template ->
                                -template.chars().filter(c -> c == '{').count()))
                .map(template -> "/paths/" + template.replace("~", "~0").replace("/", "~1") + "/"
                        + method.toLowerCase(Locale.ROOT));
    }

    private static boolean fits(String template, String path) {
        return path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"));
    }
}
