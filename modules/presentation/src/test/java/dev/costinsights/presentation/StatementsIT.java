package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.costinsights.platform.db.Statement;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatementsIT {
    @Test
    void everyStatementCanBePreparedAgainstTheMigratedSchema() throws Exception {
        List<Field> fields = Stream.of(
                        TotalsStore.class,
                        BreakdownSql.class,
                        CustomerEventsStore.class,
                        Snapshots.class,
                        StrongReads.class)
                .flatMap(store -> Arrays.stream(store.getDeclaredFields()))
                .filter(field -> field.getType() == Statement.class)
                .toList();
        assertThat(fields).isNotEmpty();

        var fixture = new PresentationFixture();
        try {
            var pool = fixture.database.pool("statements", 1);
            for (Field field : fields) {
                var statement = (Statement) field.get(null);
                assertThatNoException()
                        .as(field.getName())
                        .isThrownBy(() -> PresentationFixture.get(
                                pool.withConnection(connection -> connection.prepare(statement.sql()))));
            }
        } finally {
            fixture.close();
        }
    }
}
