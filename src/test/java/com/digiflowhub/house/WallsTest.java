package com.digiflowhub.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.HubApplication;
import com.digiflowhub.channels.Channel;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class WallsTest {
    private static final JavaClasses HUB = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.digiflowhub");

    @Test
    void every_module_keeps_to_what_it_may_use() {
        assertThat(ApplicationModules.of(HubApplication.class)
                        .detectViolations()
                        .getMessages())
                .isEmpty();
    }

    @Test
    void arrows_inside_the_platform_go_down_only() {
        slices().matching("com.digiflowhub.platform.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HUB);
    }

    @Test
    void only_the_sender_may_send() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("com.digiflowhub.conversations.delivery.Sender")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("send"))
                        .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                                Channel.class)))))
                .check(HUB);
    }

    @Test
    void nobody_opens_a_second_transaction_or_reads_the_database_s_clock() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.transaction.support.TransactionSynchronizationUtils")
                .check(HUB);
        classes()
                .that()
                .resideInAPackage("com.digiflowhub..")
                .should()
                .notBeAnnotatedWith("jakarta.transaction.Transactional")
                .check(HUB);
    }

    @Test
    void the_sandbox_and_the_hub_do_not_know_each_other() {
        noClasses()
                .that()
                .resideInAPackage("com.digiflowhub.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.digiflowhub.platform..",
                        "com.digiflowhub.channels..",
                        "com.digiflowhub.connections..",
                        "com.digiflowhub.conversations..",
                        "com.digiflowhub.assistant..",
                        "com.digiflowhub.demo..")
                .allowEmptyShould(true)
                .check(HUB);
        noClasses()
                .that()
                .resideOutsideOfPackages("com.digiflowhub.sandbox..", "com.digiflowhub.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.digiflowhub.sandbox..")
                .check(HUB);
    }

    @Test
    void one_word_is_used_for_one_thing() {
        List<String> refused = List.of("Customer", "Chat", "Thread", "Job", "Helper", "Util", "Impl", "DTO");
        assertThat(HUB.stream()
                        .filter(type -> !type.isAnonymousClass())
                        .filter(type -> type.getPackageName()
                                .matches("com\\.digiflowhub\\.\\w+(\\.web)?|com\\.digiflowhub\\.platform\\..*"))
                        .map(type -> type.getSimpleName())
                        .filter(name -> refused.stream().anyMatch(name::contains))
                        .toList())
                .isEmpty();
    }
}
