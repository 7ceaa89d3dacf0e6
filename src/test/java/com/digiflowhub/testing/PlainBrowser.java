package com.digiflowhub.testing;

import com.digiflowhub.identity.Sessions;
import com.digiflowhub.identity.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: keeps cookies, reads the CSRF token of the page it is on, posts forms, and follows no redirect unasked. */
public final class PlainBrowser {
    private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]*)\">");

    private final URI address;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http;
    private String language = "fr";
    private String csrf = "";
    private boolean scripted;

    public PlainBrowser(URI address) {
        this.address = address;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Signed in without the form, as after a one-time link. */
    public static PlainBrowser signedIn(RunningHub hub, UserId user) {
        PlainBrowser browser = new PlainBrowser(hub.address());
        String code = hub.part(Sessions.class).begin(user).orElseThrow().reveal();
        HttpCookie cookie = new HttpCookie("hub", code);
        cookie.setPath("/");
        cookie.setVersion(0);
        browser.cookies.getCookieStore().add(hub.address(), cookie);
        return browser;
    }

    /** What a request came back with. */
    public record Shown(int status, String text, Map<String, String> headers) {
        /** Where the browser is sent, as a path; empty when it stays. */
        public String location() {
            String location = headers.getOrDefault("location", "");
            return location.isEmpty() ? "" : location.replaceFirst("^http://[^/]+", "");
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    public PlainBrowser speaking(String tag) {
        this.language = tag;
        return this;
    }

    /** From now on it asks for parts of pages, as the script does. */
    public PlainBrowser scripted() {
        this.scripted = true;
        return this;
    }

    public Shown open(String path) {
        Shown shown = send(request(path).GET());
        Matcher token = CSRF.matcher(shown.text());
        if (token.find()) {
            csrf = token.group(1);
        }
        return shown;
    }

    /** As the form on the page last opened would. */
    public Shown submit(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", csrf);
        return submitBare(path, all);
    }

    /** As a stranger's page would: without the token. */
    public Shown submitBare(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    public Map<String, String> cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getValue, (one, other) -> other));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Accept-Language", language)
                .header("Accept", "text/html")
                .header("Referer", address.resolve("/contacts?page=2").toString());
        return scripted ? request.header("HX-Request", "true") : request;
    }

    private Shown send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join("\n", values)));
            return new Shown(response.statusCode(), response.body(), headers);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
