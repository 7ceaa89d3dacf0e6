package com.digiflowhub.platform.database;

import com.digiflowhub.platform.vault.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a database is and who signs in: {@code postgres://user:password@host:port/name?key=value} or a JDBC URL with user and password. */
public record DatabaseAddress(
        String host, int port, String name, String user, Secret password, Map<String, String> options) {
    private static final int DEFAULT_PORT = 5432;

    public DatabaseAddress {
        options = Map.copyOf(options);
    }

    public static DatabaseAddress parse(String text) {
        URI address = URI.create(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
        Map<String, String> options = options(address.getRawQuery() == null ? "" : address.getRawQuery());
        String credentials = address.getRawUserInfo() == null ? "" : address.getRawUserInfo();
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        if (address.getHost() == null
                || address.getPath() == null
                || address.getPath().length() < 2) {
            throw new IllegalArgumentException("not of the form postgres://user:password@host:port/database");
        }
        String jdbcUser = options.remove("user");
        String jdbcPassword = options.remove("password");
        return new DatabaseAddress(
                address.getHost(),
                address.getPort() < 0 ? DEFAULT_PORT : address.getPort(),
                decode(address.getRawPath().substring(1)),
                jdbcUser == null ? decode(user) : jdbcUser,
                new Secret(jdbcPassword == null ? decode(password) : jdbcPassword),
                options);
    }

    public String jdbcUrl() {
        String query = options.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
        return "jdbc:postgresql://" + host + ":" + port + "/" + name + (query.isEmpty() ? "" : "?" + query);
    }

    public DatabaseAddress as(String otherUser, Secret otherPassword) {
        return new DatabaseAddress(host, port, name, otherUser, otherPassword, options);
    }

    public DatabaseAddress named(String otherName) {
        return new DatabaseAddress(host, port, otherName, user, password, options);
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

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
