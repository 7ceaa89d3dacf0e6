package com.digiflowhub.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.NoTransaction;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.testing.MigratedDatabase;
import com.digiflowhub.vocabulary.Happening;
import com.digiflowhub.vocabulary.Listener;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is easy to get wrong ({@code architecture.md} §9), each with the test that fails when somebody does. Elsewhere: the database's clock
 * and foreign tables in {@link SqlOwnershipTest}, money, policies and grants in {@link TenantWallTest}, the second sender in {@link WallsTest},
 * holds and failures in {@code OutcomesTest}, second transactions at run time in {@code TenancyTest}.
 */
class EasyToGetWrongTest {
    private static final JavaClasses HUB = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.digiflowhub");

    /** Operators that are not leakproof: under a policy PostgreSQL reads the whole workspace for them. */
    private static final Pattern TEXT_OPERATOR = Pattern.compile(
            "@@|@>|<@|%>|<%|!?~\\*|\\bilike\\b|\\bsimilar to\\b|(?<!not )\\blike\\b|(?<=\\s)&&(?=\\s)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TABLE =
            Pattern.compile("\\b(?:from|join|update)\\s+(?:only\\s+)?([a-z_]+\\.[a-z_]+)\\b", Pattern.CASE_INSENSITIVE);

    /** The engine's role sees all workspaces by design: its statements name desks, connections or accounts instead. */
    private static final Set<String> OF_THE_ENGINE = Set.of(
            "DeskRows.java",
            "KnownConnections.java",
            "EnvelopeWriter.java",
            "SignsOfLife.java",
            "Unclaimed.java",
            "Upkeep.java");

    private final Set<String> tablesOfWorkspaces =
            Set.copyOf(MigratedDatabase.shared().list("""
            select distinct schemaname || '.' || tablename from pg_policies where 'hub_app' = any (roles)
            """));

    @Test
    void who_calls_over_the_network_makes_sure_that_no_transaction_waits() {
        Set<String> callers = callersOf("java.net.http.HttpClient", "org.springframework.web.client.RestClient");
        assertThat(callers).as("somebody calls").isNotEmpty();
        Set<String> careful = HUB.get(NoTransaction.class).getDirectDependenciesToSelf().stream()
                .map(dependency -> outermost(dependency.getOriginClass()).getName())
                .collect(Collectors.toSet());
        assertThat(careful).containsAll(callers);
    }

    @Test
    void no_transactional_verb_reaches_for_the_network_itself() {
        noClasses()
                .that(describe("are or hold transactional verbs", EasyToGetWrongTest::transactional))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.springframework.web.client..", "jakarta.mail..")
                .check(HUB);
    }

    @Test
    void every_transactional_verb_joins_its_caller_s_transaction() {
        List<String> others = HUB.stream()
                .flatMap(type -> Stream.concat(
                        type.tryGetAnnotationOfType(Transactional.class.getName()).stream(),
                        type.getMethods().stream()
                                .flatMap(method ->
                                        method.tryGetAnnotationOfType(Transactional.class.getName()).stream())))
                .map(EasyToGetWrongTest::propagation)
                .filter(propagation ->
                        !Set.of("REQUIRED", "MANDATORY", "SUPPORTS").contains(propagation))
                .toList();
        assertThat(others).isEmpty();
        assertThat(
                        Sources.texts(
                                "PROPAGATION_REQUIRES_NEW|PROPAGATION_NESTED|PROPAGATION_NOT_SUPPORTED|Propagation\\.(REQUIRES_NEW|NESTED|NOT_SUPPORTED)"))
                .containsOnlyKeys("WorkspaceTransactionManager.java");
    }

    @Test
    void nobody_notifies_inside_the_transaction_of_work() {
        assertThat(Sources.statements().stream()
                        .filter(statement -> Pattern.compile("pg_notify|^\\s*notify\\b", Pattern.CASE_INSENSITIVE)
                                .matcher(statement.sql())
                                .find())
                        .map(Sources.Statement::file))
                .as("a call to other nodes is refused in a transaction")
                .containsOnly("NodeCalls.java");
    }

    @Test
    void a_text_operator_on_a_table_with_a_policy_lives_in_a_search_function() {
        assertThat(Sources.statements().stream()
                        .filter(statement -> TEXT_OPERATOR
                                .matcher(withoutLiterals(statement.sql()))
                                .find())
                        .filter(statement -> tables(statement.sql()).stream().anyMatch(tablesOfWorkspaces::contains))
                        .map(statement ->
                                statement.file() + ": " + statement.sql().strip()))
                .isEmpty();
    }

    @Test
    void every_statement_on_a_workspace_s_table_names_the_workspace() {
        List<String> bare = Sources.statements().stream()
                .filter(statement -> !OF_THE_ENGINE.contains(statement.file()))
                .filter(statement -> tables(statement.sql()).stream().anyMatch(tablesOfWorkspaces::contains))
                .filter(statement -> !statement.sql().contains("workspace_id")
                        && !statement.sql().contains("tenancy.here()")
                        && !statement.sql().contains("%s"))
                .map(statement -> statement.file() + ": " + statement.sql().strip())
                .toList();
        assertThat(bare).isEmpty();
    }

    @Test
    void references_between_workspaces_tables_are_pairs() {
        assertThat(MigratedDatabase.shared().list("""
                select k.conrelid::regclass || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k
                 where k.contype = 'f' and k.conparentid = 0
                   and exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'workspace_id')
                   and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'workspace_id')
                   and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'workspace_id' and a.attnum = any (k.conkey))
                """)).isEmpty();
    }

    @Test
    void the_workspace_comes_first_in_every_key() {
        assertThat(MigratedDatabase.shared().list("""
                select i.indrelid::regclass::text from pg_index i
                  join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
                 where i.indisprimary and n.nspname not in ('pg_catalog', 'information_schema') and not c.relispartition
                   and exists (select from pg_attribute a where a.attrelid = i.indrelid and a.attname = 'workspace_id')
                   and (select a.attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) <> 'workspace_id'
                """))
                .isSubsetOf("identity.session", "identity.one_time_link", "identity.refresh_token");
    }

    @Test
    void the_door_never_asks_back_what_it_put_into_envelopes() {
        List<Sources.Statement> puts = Sources.statements().stream()
                .filter(statement -> Pattern.compile("into\\s+connections\\.envelope\\b")
                        .matcher(statement.sql())
                        .find())
                .toList();
        assertThat(puts).isNotEmpty();
        assertThat(puts.stream().map(statement -> part(statement.sql(), "connections.envelope")))
                .noneMatch(sql -> sql.contains("returning"))
                .noneMatch(sql -> sql.contains("on conflict"));
    }

    @Test
    void a_payload_holds_ids_and_never_words() {
        Set<String> words = new TreeSet<>();
        List<Class<?>> payloads = HUB.stream()
                .filter(type -> type.isAssignableTo(Task.class) && !type.isInterface())
                .<Class<?>>map(EasyToGetWrongTest::payload)
                .toList();
        assertThat(payloads).hasSizeGreaterThanOrEqualTo(4);
        payloads.forEach(payload -> Arrays.stream(payload.getRecordComponents())
                .filter(component -> !harmless(component.getGenericType()))
                .forEach(component -> words.add(payload.getSimpleName() + "." + component.getName())));
        assertThat(words).isEmpty();
    }

    /** An origin is one of our own words: the channel or form by which somebody came. */
    @Test
    void a_happening_holds_ids_and_never_words() {
        Set<String> words = new TreeSet<>();
        HUB.stream()
                .filter(type -> type.isAssignableTo(Happening.class) && !type.isInterface())
                .map(JavaClass::reflect)
                .forEach(happening -> {
                    for (RecordComponent component : happening.getRecordComponents()) {
                        if (!harmless(component.getGenericType())
                                && !component.getName().equals("origin")) {
                            words.add(happening.getSimpleName() + "." + component.getName());
                        }
                    }
                });
        assertThat(words).isEmpty();
    }

    @Test
    void a_listener_is_a_pure_function_that_cannot_read() {
        assertThat(HUB.stream().filter(type -> type.isAssignableTo(Listener.class) && !type.isInterface()))
                .isNotEmpty();
        classes()
                .that(describe("listen", type -> type.isAssignableTo(Listener.class) && !type.isInterface()))
                .should(new com.tngtech.archunit.lang.ArchCondition<>("hold nothing that reads, and no transaction") {
                    @Override
                    public void check(JavaClass listener, com.tngtech.archunit.lang.ConditionEvents events) {
                        listener.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass())
                                .filter(EasyToGetWrongTest::reads)
                                .forEach(reader -> events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                        listener, listener.getName() + " can read through " + reader.getName())));
                    }
                })
                .check(HUB);
    }

    @Test
    void a_decision_about_a_conversation_is_written_with_the_epoch_it_was_taken_in() {
        Set<String> deciders = HUB.stream()
                .filter(type -> type.isAssignableTo(Task.class) && !type.isInterface())
                .filter(type -> type.getPackageName().startsWith("com.digiflowhub.conversations.delivery")
                        || type.getPackageName().startsWith("com.digiflowhub.conversations.turn"))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
        assertThat(deciders).contains("Sender", "Turn");
        assertThat(Sources.statements().stream()
                        .filter(statement -> statement.file().equals("ConversationRows.java"))
                        .filter(statement -> Pattern.compile("set owner_id|set\\s+owner_id")
                                .matcher(statement.sql())
                                .find()))
                .isNotEmpty()
                .allMatch(statement -> statement.sql().contains("epoch = epoch + 1"));
        assertThat(Sources.text("MaySend.java")).contains("epoch");
    }

    private static boolean harmless(Type type) {
        if (type instanceof ParameterizedType list) {
            return Set.of(List.class, Set.class, java.util.Optional.class).contains((Class<?>) list.getRawType())
                    && harmless(list.getActualTypeArguments()[0]);
        }
        Class<?> plain = (Class<?>) type;
        return plain.isPrimitive()
                || plain.isEnum()
                || Set.of(UUID.class, Instant.class, Long.class, Integer.class, Boolean.class, WorkspaceId.class)
                        .contains(plain)
                || (plain.isRecord()
                        && Arrays.stream(plain.getRecordComponents())
                                .allMatch(component -> component.getType().equals(UUID.class)));
    }

    private static Class<?> payload(JavaClass task) {
        return Arrays.stream(task.reflect().getGenericInterfaces())
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .filter(type -> type.getRawType().equals(Task.class))
                .map(type -> (Class<?>) type.getActualTypeArguments()[0])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(task.getName() + " does not say what its payload is"));
    }

    private static boolean reads(JavaClass type) {
        return type.isAssignableTo(JdbcClient.class)
                || type.isAssignableTo(JdbcOperations.class)
                || type.isAssignableTo(javax.sql.DataSource.class)
                || type.getPackageName().startsWith("org.springframework.transaction")
                || (type.getPackageName().startsWith("com.digiflowhub")
                        && type.getAllFields().stream()
                                .anyMatch(field -> field.getRawType().isAssignableTo(JdbcClient.class)));
    }

    private static boolean transactional(JavaClass type) {
        return type.isAnnotatedWith(Transactional.class)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Transactional.class));
    }

    private static String propagation(JavaAnnotation<?> annotation) {
        return annotation
                .get("propagation")
                .map(value -> ((JavaEnumConstant) value).name())
                .orElse("REQUIRED");
    }

    private static Set<String> callersOf(String... clients) {
        return HUB.stream()
                .filter(type -> !type.getPackageName().startsWith("com.digiflowhub.sandbox"))
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> Arrays.asList(clients)
                                        .contains(
                                                outermost(call.getTargetOwner()).getName())
                                && Set.of("send", "sendAsync", "method", "get", "post", "put", "delete")
                                        .contains(call.getName())))
                .map(type -> outermost(type).getName())
                .collect(Collectors.toSet());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(EasyToGetWrongTest::outermost).orElse(type);
    }

    private static Set<String> tables(String sql) {
        Set<String> tables = new TreeSet<>();
        Matcher table = TABLE.matcher(sql);
        while (table.find()) {
            tables.add(table.group(1).toLowerCase(java.util.Locale.ROOT));
        }
        return tables;
    }

    private static String withoutLiterals(String sql) {
        return sql.replaceAll("'[^']*'", "''");
    }

    /** The statement from the table's name to the end of its own part. */
    private static String part(String sql, String table) {
        String rest = sql.substring(sql.indexOf(table));
        int next = rest.indexOf("insert into", table.length());
        return next < 0 ? rest : rest.substring(0, next);
    }
}
