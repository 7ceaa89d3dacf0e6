package com.digiflowhub.testing;

import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One migrated database for the tests that only read its catalogues, seen as its owner. */
public final class MigratedDatabase {
    private static final MigratedDatabase SHARED = new MigratedDatabase();

    private final DatabaseAddress address;

    private MigratedDatabase() {
        this.address = TestPostgres.newDatabase();
        Migrations.prepare(address, new com.digiflowhub.platform.vault.Secret("catalogue-reader"));
    }

    public static MigratedDatabase shared() {
        return SHARED;
    }

    /** The first column of each row. */
    public List<String> list(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        address.jdbcUrl(), address.user(), address.password().reveal());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Schemas, tables, columns, keys, indexes and policies, in one order. */
    public String describe() {
        return String.join("\n", list("""
                select '-- Written by the build from the catalogues; the migrations are in src/main/resources/db/migration.'
                union all
                select text from (
                    select n.nspname || '.' || c.relname as place, 0 as part, 0 as position,
                           E'\\ntable ' || n.nspname || '.' || c.relname || case when c.relrowsecurity then '' else '  -- no policy' end as text
                      from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'flyway')
                    union all
                    select n.nspname || '.' || c.relname, 1, a.attnum,
                           '    ' || rpad(a.attname, 18) || ' ' || format_type(a.atttypid, a.atttypmod)
                           || case when a.attnotnull then ' not null' else '' end
                           || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
                      from pg_class c join pg_namespace n on n.oid = c.relnamespace
                      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
                     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'flyway')
                    union all
                    select n.nspname || '.' || c.relname, 2, row_number() over (partition by c.oid order by k.contype, k.conname),
                           '    ' || pg_get_constraintdef(k.oid)
                      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                     where k.contype in ('p', 'f', 'c') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'flyway')
                    union all
                    select schemaname || '.' || tablename, 3, row_number() over (partition by schemaname, tablename order by policyname),
                           '    policy ' || policyname || ' for ' || lower(cmd) || ' to ' || array_to_string(roles, ', ') || ' ' || coalesce(qual, with_check)
                      from pg_policies
                ) as page order by 1
                """.replace("select text from (", "select text from (select * from (")
                        .replace(") as page order by 1", ") as page order by place, part, position) as sorted")))
                + "\n";
    }
}
