package com.digiflowhub.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks through every table that has a workspace for rows that are on the wrong side of a wall. */
final class Walls {
    private static final String SCHEMAS = "('pg_catalog', 'information_schema')";

    private Walls() {}

    /** A table and those of its columns that hold ids. */
    private record Table(String name, boolean named, List<String> ids) {}

    /** Rows of workspaces that do not exist, and rows that name what only another workspace has; by table, those that have any. */
    static Map<String, Integer> breaches(JdbcClient database) {
        List<Table> tables = tables(database);
        String owned = tables.stream()
                .filter(Table::named)
                .map(table -> "select workspace_id, id from " + table.name())
                .collect(Collectors.joining(" union all "));
        String looked = tables.stream()
                .flatMap(table -> Stream.of(homeless(table), foreign(table)))
                .filter(look -> !look.isEmpty())
                .collect(Collectors.joining(" union all "));
        Map<String, Integer> found = new HashMap<>();
        database.sql("with owned as materialized (%s) %s".formatted(owned, looked))
                .query(row -> {
                    if (row.getInt(2) > 0) {
                        found.put(row.getString(1), row.getInt(2));
                    }
                });
        return found;
    }

    private static List<Table> tables(JdbcClient database) {
        Map<String, List<String>> columns = new HashMap<>();
        database.sql("""
                select c.table_schema || '.' || c.table_name, c.column_name
                  from information_schema.columns c
                  join information_schema.tables t using (table_schema, table_name)
                 where t.table_type = 'BASE TABLE' and c.table_schema not in %s
                   and c.udt_name = 'uuid'
                """.formatted(SCHEMAS)).query(row -> {
            columns.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                    .add(row.getString(2));
        });
        return columns.entrySet().stream()
                .filter(table -> table.getValue().contains("workspace_id"))
                .map(table -> new Table(
                        table.getKey(),
                        table.getValue().contains("id"),
                        table.getValue().stream()
                                .filter(column -> column.endsWith("_id") && !column.equals("workspace_id"))
                                .toList()))
                .toList();
    }

    private static String homeless(Table table) {
        return """
                select '%1$s', count(*) from %1$s t
                 where not exists (select from identity.workspace w where w.workspace_id = t.workspace_id)
                """.formatted(table.name());
    }

    /** Empty for a table that names nothing. */
    private static String foreign(Table table) {
        if (table.ids().isEmpty()) {
            return "";
        }
        String named = table.ids().stream().map(id -> "(t." + id + ")").collect(Collectors.joining(", "));
        return """
                select '%1$s, foreign ids', count(*) from %1$s t cross join lateral (values %2$s) as named (id)
                 where exists (select from owned o where o.id = named.id)
                   and not exists (select from owned o where o.id = named.id and o.workspace_id = t.workspace_id)
                """.formatted(table.name(), named);
    }
}
