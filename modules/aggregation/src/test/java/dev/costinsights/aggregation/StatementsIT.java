package dev.costinsights.aggregation;

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
        List<Field> fields = Stream.of(FoldStore.class, RebuildStore.class, ReconcileStore.class, DayStore.class)
                .flatMap(store -> Arrays.stream(store.getDeclaredFields()))
                .filter(field -> field.getType() == Statement.class)
                .toList();
        assertThat(fields).isNotEmpty();

        var fixture = new TotalsFixture();
        try {
            var pool = fixture.database.pool("statements", 1);
            for (Field field : fields) {
                var statement = (Statement) field.get(null);
                assertThatNoException()
                        .as(field.getName())
                        .isThrownBy(() -> TotalsFixture.get(
                                pool.withConnection(connection -> connection.prepare(statement.sql()))));
            }
        } finally {
            fixture.close();
        }
    }
}
