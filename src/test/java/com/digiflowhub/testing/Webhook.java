package com.digiflowhub.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Bodies as WhatsApp writes them. */
public final class Webhook {
    private Webhook() {}

    public static byte[] text(String account, String number, String person, String id, String text) {
        return around(account, number, """
                "contacts":[{"profile":{"name":"Lead %s"},"wa_id":"%s"}],
                "messages":[{"from":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}]""".formatted(
                        person, person, person, id, Instant.now().getEpochSecond(), text));
    }

    /** Signed and addressed as it should be, with a list where the wire has none. */
    public static byte[] poison(String account, String number, String sign) {
        return around(account, number, "\"messages\":{\"poison\":\"" + sign + "\"}");
    }

    /** {@code status} is the provider's word. */
    public static byte[] status(String account, String number, String id, String status) {
        return around(account, number, """
                "statuses":[{"id":"%s","status":"%s","timestamp":"%d","recipient_id":"33639980001"}]""".formatted(id, status, Instant.now().getEpochSecond()));
    }

    private static byte[] around(String account, String number, String members) {
        return """
                {"object":"whatsapp_business_account","entry":[{"id":"%s","changes":[{"field":"messages","value":{
                 "messaging_product":"whatsapp","metadata":{"display_phone_number":"33755500001","phone_number_id":"%s"},
                 %s}}]}]}
                """.formatted(account, number, members).getBytes(StandardCharsets.UTF_8);
    }
}
