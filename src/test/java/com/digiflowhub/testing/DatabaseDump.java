package com.digiflowhub.testing;

import com.digiflowhub.platform.database.DatabaseAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Every row of every table as its owner reads it, for looking for what must not be there. */
public final class DatabaseDump {
    private final TreeMap<String, String> tables = new TreeMap<>();

    private DatabaseDump() {}

    public static DatabaseDump of(DatabaseAddress owner) {
        DatabaseDump dump = new DatabaseDump();
        try (Connection connection = DriverManager.getConnection(
                        owner.jdbcUrl(), owner.user(), owner.password().reveal());
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                dump.tables.put(table, rows(statement, table));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return dump;
    }

    public List<String> tables() {
        return List.copyOf(tables.keySet());
    }

    /** The tables in which the word stands: as it is, as hexadecimal digits, or in base64 from any of its bytes on. */
    public List<String> holding(String word) {
        List<String> forms = forms(word);
        return tables.entrySet().stream()
                .filter(table -> forms.stream().anyMatch(table.getValue()::contains))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static List<String> forms(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>(List.of(word, HexFormat.of().formatHex(bytes)));
        for (int skip = 0; skip < 3; skip++) {
            byte[] part = java.util.Arrays.copyOfRange(bytes, skip, bytes.length - (bytes.length - skip) % 3);
            forms.add(Base64.getEncoder().encodeToString(part));
        }
        forms.add(word.toUpperCase(Locale.ROOT));
        return forms;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** Bytes stand as hexadecimal digits in a row's text. */
    private static String rows(Statement statement, String table) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        return text.toString();
    }
}
