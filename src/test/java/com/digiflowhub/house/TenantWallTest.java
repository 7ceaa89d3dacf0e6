package com.digiflowhub.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.MigratedDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The second wall between workspaces, read from the catalogues of a migrated database. */
class TenantWallTest {
    /** Tables that belong to no workspace, or must be found before one is known; each has a reason beside its migration. */
    static final Set<String> WITHOUT_A_WORKSPACE = Set.of(
            "work.node",
            "connections.account",
            "connections.unclaimed",
            "identity.hub_user",
            "identity.session",
            "identity.refresh_token",
            "identity.one_time_link",
            "flyway.flyway_schema_history");

    private final MigratedDatabase database = MigratedDatabase.shared();

    @Test
    void every_table_of_a_workspace_has_a_policy_for_the_app() {
        List<String> bare = database.list("""
                select n.nspname || '.' || c.relname
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and not c.relispartition
                   and n.nspname not in ('pg_catalog', 'information_schema', 'extensions')
                   and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
                 order by 1
                """);
        assertThat(bare).isSubsetOf(WITHOUT_A_WORKSPACE);
    }

    /** The policies of a table do not hold for who addresses one of its parts. */
    @Test
    void a_part_of_a_table_is_granted_to_nobody_and_shows_nothing_to_who_is_not_its_owner() {
        String parts =
                "pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relispartition and c.relkind = 'r'";
        assertThat(database.list("select c.relname from " + parts)).isNotEmpty();
        assertThat(database.list(
                        "select c.relname from " + parts + " and (not c.relrowsecurity or c.relacl is not null)"))
                .isEmpty();
    }

    @Test
    void every_policy_of_the_app_compares_the_workspace() {
        assertThat(database.list("""
                select schemaname || '.' || tablename || ': ' || coalesce(qual, with_check) from pg_policies
                 where 'hub_app' = any (roles) and coalesce(qual, with_check) not like '%workspace_id = tenancy.here()%'
                """)).isEmpty();
    }

    @Test
    void every_view_asks_with_the_rights_of_who_reads_it() {
        assertThat(database.list("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind = 'v' and n.nspname not in ('pg_catalog', 'information_schema', 'extensions')
                   and not coalesce('security_invoker=true' = any (c.reloptions), false)
                """)).isEmpty();
    }

    @Test
    void the_engine_has_no_grant_on_a_business_table() {
        assertThat(database.list("""
                select distinct table_schema from information_schema.role_table_grants
                 where grantee = 'hub_engine' order by 1
                """)).isSubsetOf("work", "connections");
    }

    @Test
    void the_working_roles_own_no_table_and_pass_no_policy() {
        assertThat(database.list("""
                select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
                 where r.rolname in ('hub_app', 'hub_engine', 'hub_search') and c.relkind in ('r', 'p', 'v')
                union all
                select rolname from pg_roles where rolname like 'hub\\_%' and rolname <> 'hub_owner' and (rolsuper or rolbypassrls)
                """)).isEmpty();
    }

    @Test
    void functions_that_pass_the_wall_keep_their_search_path() {
        assertThat(database.list("""
                select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'extensions')
                   and not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%')
                """)).isEmpty();
    }

    @Test
    void money_is_never_a_floating_or_numeric_number() {
        assertThat(database.list("""
                select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
                 where table_schema in ('crm', 'contacts', 'conversations', 'identity', 'connections')
                   and data_type in ('numeric', 'double precision', 'real', 'money')
                """)).isEmpty();
    }
}
