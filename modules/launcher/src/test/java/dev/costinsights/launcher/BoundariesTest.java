package dev.costinsights.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The house as the design draws it: who may see whom, and who may touch what. */
@AnalyzeClasses(packages = "dev.costinsights", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {
    private static final String ROOT = "dev.costinsights.";

    @ArchTest
    static final ArchRule siblings_never_see_each_other = slices().matching(
                    ROOT + "(ingestion|aggregation|presentation|accounts|api|webui|samples|embeddedpostgres)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule the_launcher_is_seen_by_nobody = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "launcher..");

    @ArchTest
    static final ArchRule the_contract_knows_neither_sql_nor_http = noClasses()
            .that()
            .resideInAPackage(ROOT + "contracts..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "platform..",
                    "io.vertx.sqlclient..",
                    "io.vertx.pgclient..",
                    "io.vertx.ext..",
                    "io.vertx.core.http..",
                    "java.sql..");

    @ArchTest
    static final ArchRule rest_and_dashboard_ask_the_bus_and_never_the_database = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "api..", ROOT + "webui..", ROOT + "samples..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..", ROOT + "platform.db..");

    @ArchTest
    static final ArchRule messages_hold_no_floating_point = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage(ROOT + "contracts..")
            .should()
            .notHaveRawType(double.class)
            .andShould()
            .notHaveRawType(float.class);

    /** The codec's list of messages knows them all; each of them knows that it is a message. */
    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching(ROOT + "(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(nameMatching(".*MessageTypes"), alwaysTrue());

    @ArchTest
    static void every_package_says_what_it_is_for(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct().toList())
                .isNotEmpty()
                .allSatisfy(room -> assertThat(room.isAnnotatedWith(NullMarked.class))
                        .as("package-info of %s with @NullMarked", room.getName())
                        .isTrue());
    }
}
