package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffLoopTest {

    @Test
    void worksOnAWorkerAndComesBackToTheLoop() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Context context = vertx.getOrCreateContext();
            Promise<List<Boolean>> onLoop = Promise.promise();

            context.runOnContext(go -> OffLoop.compute(Context::isOnEventLoopThread)
                    .map(during -> List.of(during, Context.isOnEventLoopThread()))
                    .onComplete(onLoop));

            assertThat(get(onLoop.future())).containsExactly(false, true);
        } finally {
            get(vertx.close());
        }
    }
}
