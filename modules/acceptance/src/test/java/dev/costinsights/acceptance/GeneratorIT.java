package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random events and random questions: the server's answers are those of a look at every event. */
class GeneratorIT {
    private static final int ROUNDS = 30;
    private static final int QUESTIONS_PER_ROUND = 20;

    @Test
    void answersToSixHundredRandomQuestionsAreThoseOfBruteForce() throws IOException {
        long seed = Seeds.next("GeneratorIT");
        var random = new Random(seed);
        var world = new RandomWorld(random);
        List<Event> counted = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Workspace workspace = Workspace.of(GeneratorIT.class, "generated");
        try (ServerProcess server = Launch.in(workspace).startReady()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int batch = 0, batches = 1 + random.nextInt(3); batch < batches; batch++) {
                    post(server, world.batch(counted), counted, known);
                }
                var truth = new BruteForce(counted);
                for (int i = 0; i < QUESTIONS_PER_ROUND; i++) {
                    Question question = world.question();
                    SameMetrics.check(question, server.wire().metrics(question), truth.answer(question));
                }
            }
        }
        workspace.deleteData();
    }

    private static void post(ServerProcess server, List<Event> batch, List<Event> counted, Set<String> known)
            throws IOException {
        List<Event> fresh = batch.stream()
                .filter(event -> event.externalId() == null || known.add(event.externalId()))
                .toList();
        assertThat(server.wire().ingest(batch)).isEqualTo(new Wire.Ingested(fresh.size(), batch.size() - fresh.size()));
        counted.addAll(fresh);
    }
}
