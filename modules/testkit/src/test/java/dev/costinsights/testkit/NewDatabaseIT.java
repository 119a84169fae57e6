package dev.costinsights.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.platform.db.DatabaseUrl;
import org.junit.jupiter.api.Test;

class NewDatabaseIT {
    @Test
    void everyTestHasADatabaseOfItsOwn() throws Exception {
        DatabaseUrl one = TestPostgres.newDatabase();
        DatabaseUrl other = TestPostgres.newDatabase();
        TestPostgres.execute(one, "create table seen (it int)");

        try (var connection = TestPostgres.connect(other);
                var tables = connection.createStatement().executeQuery("select to_regclass('seen')")) {
            tables.next();
            assertThat(tables.getString(1)).isNull();
        }
    }
}
