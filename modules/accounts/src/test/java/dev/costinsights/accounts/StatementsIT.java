package dev.costinsights.accounts;

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
    void everyStatementCanBePreparedAgainstTheMigratedSchema() throws IllegalAccessException {
        List<Field> fields = Stream.of(OrganizationStore.class, SessionStore.class, TokenStore.class, UserStore.class)
                .flatMap(store -> Arrays.stream(store.getDeclaredFields()))
                .filter(field -> field.getType() == Statement.class)
                .toList();
        assertThat(fields).isNotEmpty();

        try (var installation = new Installation()) {
            for (Field field : fields) {
                var statement = (Statement) field.get(null);
                assertThatNoException()
                        .as(field.getName())
                        .isThrownBy(() -> Installation.await(
                                installation.pool.withConnection(connection -> connection.prepare(statement.sql()))));
            }
        }
    }
}
