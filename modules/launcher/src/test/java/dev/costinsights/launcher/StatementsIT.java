package dev.costinsights.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.DatabaseUrl;
import dev.costinsights.platform.db.SchemaMigration;
import dev.costinsights.platform.db.Statement;
import dev.costinsights.testkit.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.lang.reflect.Field;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SQL statement of every module is prepared once against the migrated schemas. */
class StatementsIT {
    /** Found before there is a connection, which doesn't wait for ever. */
    private static final List<Field> STATEMENTS = found();

    private static final Vertx VERTX = Vertx.vertx();
    private static SqlConnection connection;

    @BeforeAll
    static void migrate() {
        DatabaseUrl database = TestPostgres.newDatabase(Server.MIGRATIONS.toArray(SchemaMigration[]::new));
        connection = new Database(VERTX, database)
                .pool("statements", 1)
                .getConnection()
                .await();
    }

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    static List<Field> statements() {
        return STATEMENTS;
    }

    private static List<Field> found() {
        List<Field> statements = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.costinsights")
                        .stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(Statement.class))
                        .map(JavaField::reflect)
                        .toList();
        assertThat(statements).hasSizeGreaterThan(10);
        return statements;
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyStatementFitsTheSchema(Field field) throws ReflectiveOperationException {
        field.setAccessible(true);
        String sql = ((Statement) field.get(null)).sql();

        assertThatCode(() -> connection.prepare(sql).await().close().await()).doesNotThrowAnyException();
    }
}
