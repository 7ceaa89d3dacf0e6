package com.digiflowhub.platform.database;

import com.digiflowhub.platform.vault.Secret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a database is and who signs in: {@code postgres://user:password@host:port/name?key=value} or a JDBC URL with user and password. */
public record DatabaseAddress(
        String host, int port, String name, String user, Secret password, Map<String, String> options) {
    private static final int DEFAULT_PORT = 5432;
    private static final int HIGHEST_PORT = 65_535;

    /** Read by ourselves: {@code java.net.URI} knows no host with an underscore, and its complaints quote the password. */
    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:(?<login>.*)@)?(?<host>\\[[0-9A-Fa-f:.]+]|[^:/?#@\\s\\[]+)(?::(?<port>\\d{1,5}))?/(?<name>[^/?#]+)(?:\\?(?<options>.*))?");

    public DatabaseAddress {
        options = Map.copyOf(options);
    }

    /** What is wrong is told without the text, which holds a password. */
    public static DatabaseAddress parse(String text) {
        Matcher address = FORM.matcher(text.strip());
        if (!address.matches()) {
            throw malformed();
        }
        Map<String, String> options = options(found(address, "options"));
        String login = found(address, "login");
        int colon = login.indexOf(':');
        String user = colon < 0 ? login : login.substring(0, colon);
        String password = colon < 0 ? "" : login.substring(colon + 1);
        String jdbcUser = options.remove("user");
        String jdbcPassword = options.remove("password");
        return new DatabaseAddress(
                address.group("host"),
                port(found(address, "port")),
                decode(address.group("name")),
                jdbcUser == null ? decode(user) : jdbcUser,
                new Secret(jdbcPassword == null ? decode(password) : jdbcPassword),
                options);
    }

    public String jdbcUrl() {
        String query = options.entrySet().stream()
                .map(option -> encode(option.getKey()) + "=" + encode(option.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return "jdbc:postgresql://" + host + ":" + port + "/" + encode(name) + (query.isEmpty() ? "" : "?" + query);
    }

    public DatabaseAddress as(String otherUser, Secret otherPassword) {
        return new DatabaseAddress(host, port, name, otherUser, otherPassword, options);
    }

    public DatabaseAddress named(String otherName) {
        return new DatabaseAddress(host, port, otherName, user, password, options);
    }

    private static int port(String written) {
        int port = written.isEmpty() ? DEFAULT_PORT : Integer.parseInt(written);
        if (port < 1 || port > HIGHEST_PORT) {
            throw malformed();
        }
        return port;
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                options.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return options;
    }

    private static String found(Matcher address, String group) {
        return Optional.ofNullable(address.group(group)).orElse("");
    }

    /** A percent sign that encodes nothing stands for itself. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "not of the form postgres://user:password@host:port/database; write @ : / ? # and % in a password as %40 %3A %2F %3F %23 and %25");
    }
}
