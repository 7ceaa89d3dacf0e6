package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.llm.ChosenModels;
import com.digiflowhub.assistant.llm.Embedded;
import com.digiflowhub.platform.fetch.Fetched;
import com.digiflowhub.platform.work.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Embeddings of the same server, where it has a model for them: OpenAI's small one, else the newest whose name says that it is one. */
final class Embeddings implements AutoCloseable {
    private static final String SMALL = "text-embedding-3-small";
    /** Only this family can be asked for fewer numbers than it has. */
    private static final String CAN_BE_SHORT = "text-embedding-3";

    private static final int SHORT = 256;
    private static final String NO_MODEL = "";
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private final Wire patient;
    private final Wire quick = new Wire(QUESTION);
    private final Catalogue catalogue;
    private final ChosenModels chosen;

    Embeddings(Wire patient, InstantSource clock) {
        this.patient = patient;
        this.catalogue = new Catalogue(quick, clock);
        this.chosen = new ChosenModels(clock);
    }

    Optional<String> model(OpenAiSettings settings) {
        ChosenModels.Account account = Catalogue.account(settings);
        if (chosen.of(account).isEmpty() && catalogue.list(settings) instanceof Catalogue.Listed.Has has) {
            chosen.keep(account, best(has.names()));
        }
        return chosen.of(account).filter(name -> !name.equals(NO_MODEL));
    }

    Embedded of(OpenAiSettings settings, List<String> texts) {
        return model(settings)
                .map(model -> read(
                        model,
                        (texts.size() == 1 ? quick : patient).post(settings, "/embeddings", body(model, texts)),
                        texts.size()))
                .orElseGet(Embedded.None::new);
    }

    @Override
    public void close() {
        quick.close();
    }

    private static String best(List<String> names) {
        return names.contains(SMALL)
                ? SMALL
                : names.stream()
                        .filter(name -> name.contains("embed"))
                        .findFirst()
                        .orElse(NO_MODEL);
    }

    private static JsonNode body(String model, List<String> texts) {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("model", model);
        texts.forEach(body.putArray("input")::add);
        body.put("encoding_format", "float");
        return model.startsWith(CAN_BE_SHORT) ? body.put("dimensions", SHORT) : body;
    }

    private static Embedded read(String model, Fetched answer, int wanted) {
        if (!(answer instanceof Fetched.Came came)) {
            return failed("the server did not answer in time");
        }
        JsonNode data = came.body().path("data");
        if (!came.fine() || data.size() != wanted) {
            return failed("the server answered " + came.status() + " with " + data.size() + " of " + wanted);
        }
        List<float[]> vectors = new ArrayList<>();
        data.valueStream()
                .sorted((one, other) -> Integer.compare(
                        one.path("index").asInt(0), other.path("index").asInt(0)))
                .map(one -> vector(one.path("embedding")))
                .forEach(vectors::add);
        return vectors.stream().allMatch(Embeddings::usable)
                ? new Embedded.Vectors(model, vectors)
                : failed("an embedding is not made of numbers");
    }

    private static float[] vector(JsonNode numbers) {
        float[] vector = new float[numbers.size()];
        for (int at = 0; at < vector.length; at++) {
            JsonNode number = numbers.get(at);
            vector[at] = number.isNumber() ? (float) number.doubleValue() : Float.NaN;
        }
        return vector;
    }

    private static boolean usable(float[] vector) {
        for (float part : vector) {
            if (!Float.isFinite(part)) {
                return false;
            }
        }
        return vector.length > 0;
    }

    private static Embedded failed(String why) {
        return new Embedded.Failed(new Reason("no-embeddings", why));
    }
}
