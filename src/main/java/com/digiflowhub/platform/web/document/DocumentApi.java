package com.digiflowhub.platform.web.document;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Gives the document away to everybody. It changes only with the hub itself. */
@RestController
class DocumentApi {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final ApiDocument document;
    private final JsonMapper json;
    private volatile byte[] written = {};

    DocumentApi(ApiDocument document, JsonMapper json) {
        this.document = document;
        this.json = json;
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> document() {
        if (written.length == 0) {
            written = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document.make());
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(KEPT))
                .body(written);
    }
}
