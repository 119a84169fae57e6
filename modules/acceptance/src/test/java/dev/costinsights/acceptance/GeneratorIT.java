package dev.costinsights.acceptance;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random events, hierarchies, customers and questions: the server's answers are those of a look at every event, whatever
 * has come late, moved or changed its name meanwhile.
 */
class GeneratorIT {
    private static final int ROUNDS = 30;
    private static final int QUESTIONS_PER_ROUND = 20;

    @Test
    void answersToTwelveHundredRandomQuestionsAreThoseOfBruteForce() throws IOException {
        long seed = Seeds.next("GeneratorIT");
        Workspace workspace = Workspace.of(GeneratorIT.class, "generated");
        try (ServerProcess server = Launch.in(workspace).startReady()) {
            var random = new Random(seed);
            var world = new RandomWorld(random);
            var history = new RandomHistory(random, world, server.wire());
            for (int round = 0; round < ROUNDS; round++) {
                history.goOn();
                Snapshot truth = history.snapshot();
                askMetrics(world, server.wire(), truth);
                askEvents(new RandomQuestions(random, world, server.wire(), truth));
            }
        }
        workspace.deleteData();
    }

    private static void askMetrics(RandomWorld world, Wire wire, Snapshot truth) throws IOException {
        var bruteForce = new BruteForce(
                truth.hierarchy().events().stream().map(Recorded::event).toList(), truth.registry());
        for (int i = 0; i < QUESTIONS_PER_ROUND; i++) {
            Question question = world.question(truth.registry());
            SameMetrics.check(question, wire.metrics(question), bruteForce.answer(question));
        }
    }

    private static void askEvents(RandomQuestions questions) throws IOException {
        for (int i = 0; i < QUESTIONS_PER_ROUND; i++) {
            questions.askOne();
        }
    }
}
