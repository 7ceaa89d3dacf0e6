package com.digiflowhub.sandbox.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.specs.VendorDescription;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SignatureTest {

    @Test
    void signs_the_vectors_as_they_say() {
        var vectors = JsonMapper.shared()
                .readTree(VendorDescription.read(VendorDescription.specs().resolve("fixtures/vectors.json")));
        for (var name : new String[] {"meta", "meta_simple"}) {
            var vector = vectors.path(name);
            var body =
                    vector.path("body_as_received").asString(vector.path("body").asString(""));
            assertThat(new Signature(vector.path("app_secret").asString("")).of(body.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(vector.path("header").asString(""));
        }
    }
}
