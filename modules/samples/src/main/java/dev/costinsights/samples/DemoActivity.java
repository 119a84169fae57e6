package dev.costinsights.samples;

import dev.costinsights.samples.DemoCustomers.Customer;
import dev.costinsights.samples.SampleEvent.LlmUsage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What the demo business spends money on: the eight event names, how often and when they happen, what one costs. */
enum DemoActivity {
    CHAT_REPLY("chat.reply", 0.36, 0.003, 1, Rhythm.OFFICE) {
        @Override
        DemoWork work(Dice dice, DemoStory story, LocalDate date, @Nullable Customer customer) {
            DemoModel main = dice.chance(story.migrated(date)) ? DemoModel.CLAUDE_SONNET : DemoModel.GPT_4_1;
            DemoModel model = dice.chance(0.3) ? DemoModel.GPT_5_MINI : main;
            return call(model, dice, 9_000, 0.8, dice.chance(0.6) ? 0.5 : 0, 260);
        }
    },
    AGENT_RUN("agent.run", 0.08, 0, 1, Rhythm.OFFICE) {
        @Override
        DemoWork work(Dice dice, DemoStory story, LocalDate date, @Nullable Customer customer) {
            DemoModel model = dice.chance(0.6) ? DemoModel.CLAUDE_SONNET : DemoModel.GPT_5;
            return call(model, dice, 60_000, 0.9, 0.7, 2_500);
        }
    },
    DOCUMENT_SUMMARY("document.summary", 0.11, 0, 1, Rhythm.OFFICE) {
        @Override
        DemoWork work(Dice dice, DemoStory story, LocalDate date, @Nullable Customer customer) {
            DemoModel model = dice.chance(0.6) ? DemoModel.GEMINI_FLASH : DemoModel.CLAUDE_HAIKU;
            return call(model, dice, 18_000, 0.8, 0, 600);
        }
    },
    /** Billed by the tenth of a minute of audio, not by tokens. */
    VOICE_TRANSCRIBE("voice.transcribe", 0.04, 0, 1, Rhythm.OFFICE) {
        @Override
        DemoWork work(Dice dice, DemoStory story, LocalDate date, @Nullable Customer customer) {
            BigDecimal minutes = BigDecimal.valueOf(dice.around(120, 0.7), 1);
            return new DemoWork(CENTS_PER_AUDIO_MINUTE.multiply(minutes), new LlmUsage("deepgram", "nova-3", null));
        }
    },
    EMBEDDING_INDEX("embedding.index", 0.16, 0.02, 0.3, Rhythm.NIGHT) {
        @Override
        DemoWork work(Dice dice, DemoStory story, LocalDate date, @Nullable Customer customer) {
            return DemoModel.EMBEDDING_SMALL.call(dice.around(20_000, 1), 0, 0);
        }
    },
    /** Searches of people; those of agents come on top, as steps of their runs. */
    WEB_SEARCH("web.search", 0.02, 0.015, 0.9, Rhythm.OFFICE) {
        @Override
        DemoWork work(Dice dice, DemoStory story, LocalDate date, @Nullable Customer customer) {
            return new DemoWork(CENTS_PER_SEARCH, null);
        }
    },
    /** One a day for each of the largest customers. */
    STORAGE_GB_DAY("storage.gb_day", 0.04, 0, 0, Rhythm.MIDNIGHT) {
        @Override
        DemoWork work(Dice dice, DemoStory story, LocalDate date, @Nullable Customer customer) {
            long joinedDaysAgo = customer == null ? 0 : ChronoUnit.DAYS.between(customer.joined(), date);
            long stored = customer == null ? 1 : customer.storedGigabytes();
            BigDecimal gigabytes = BigDecimal.valueOf(stored * (1000 + joinedDaysAgo), 3);
            return new DemoWork(CENTS_PER_GB_DAY.multiply(gigabytes), null);
        }
    },
    EMAIL_SEND("email.send", 0.13, 0, 0.8, Rhythm.MORNING) {
        @Override
        DemoWork work(Dice dice, DemoStory story, LocalDate date, @Nullable Customer customer) {
            return new DemoWork(CENTS_PER_EMAIL, null);
        }
    };

    /** How many searches an agent makes on average, see {@link DemoYear}; with them the shares add up to 1. */
    static final double SEARCHES_PER_AGENT_RUN = 0.75;

    private static final BigDecimal CENTS_PER_AUDIO_MINUTE = new BigDecimal("0.43");
    private static final BigDecimal CENTS_PER_SEARCH = new BigDecimal("0.5");
    private static final BigDecimal CENTS_PER_GB_DAY = new BigDecimal("0.0766");
    private static final BigDecimal CENTS_PER_EMAIL = new BigDecimal("0.012");
    private static final double[] WEEK = {1.0, 1.06, 1.08, 1.04, 0.92, 0.45, 0.40};

    private final String eventName;
    private final double share;
    private final double unattributed;
    private final double weekSwing;
    private final Rhythm rhythm;

    DemoActivity(String eventName, double share, double unattributed, double weekSwing, Rhythm rhythm) {
        this.eventName = eventName;
        this.share = share;
        this.unattributed = unattributed;
        this.weekSwing = weekSwing;
        this.rhythm = rhythm;
    }

    /** The cost of one event of this kind, for a customer or, when null, for nobody. */
    abstract DemoWork work(Dice dice, DemoStory story, LocalDate date, @Nullable Customer customer);

    String eventName() {
        return eventName;
    }

    /** The part of all events that are of this kind. */
    double share() {
        return share;
    }

    /** The part of these events that nobody is charged for. */
    double unattributed() {
        return unattributed;
    }

    /** How much busier or quieter the day of the week is, 1 for an ordinary one. */
    double week(LocalDate date) {
        return 1 + weekSwing * (WEEK[date.getDayOfWeek().ordinal()] - 1);
    }

    /** A millisecond of the day. */
    long millisecond(Dice dice) {
        return dice.index(rhythm.runningWeights) * 3_600_000L + dice.below(3_600_000);
    }

    private static DemoWork call(
            DemoModel model, Dice dice, long medianInput, double spread, double cached, long medianOutput) {
        long input = dice.around(medianInput, spread);
        return model.call(input, (long) (input * cached * dice.unit() * 1.4), dice.around(medianOutput, 0.7));
    }

    /** How the events of a day are spread over its hours (UTC, customers in Europe and America). */
    private enum Rhythm {
        OFFICE(1, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 11, 10, 12, 13, 13, 12, 10, 8, 6, 5, 3, 2, 1),
        NIGHT(8, 10, 12, 10, 6, 3, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 3, 4, 6),
        MORNING(0, 0, 0, 0, 1, 3, 10, 22, 16, 8, 5, 4, 4, 6, 5, 4, 3, 2, 1, 1, 0, 0, 0, 0),
        MIDNIGHT(1);

        private final double[] runningWeights;

        Rhythm(double... hours) {
            double sum = 0;
            for (int hour = 0; hour < hours.length; hour++) {
                sum += hours[hour];
                hours[hour] = sum;
            }
            runningWeights = hours;
        }
    }
}
