package dev.costinsights.webui.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A change against a previous value, ready to print: never colour alone, always an arrow and a word for readers who hear it.
 *
 * @param tone whether the change is good, bad or neither
 * @param arrow where the arrow points
 * @param text such as {@code 17.1 %}, {@code 12.5 ×}, {@code new} or {@code no change}
 */
public record Delta(Tone tone, Arrow arrow, String text) {

    /** Judgement of a change; its lower-case name is its class in the style sheet. */
    public enum Tone {
        GOOD,
        BAD,
        NEUTRAL;

        /** Name of the class in the style sheet. */
        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Direction of a change. */
    public enum Arrow {
        UP,
        DOWN,
        NONE
    }

    /** Which direction is welcome. */
    public enum Good {
        UP,
        DOWN,
        NEITHER
    }

    /** U+2009, between a number and its sign. */
    private static final String THIN_SPACE = "\u2009";

    private static final BigDecimal MULTIPLE_FROM_PERCENT = new BigDecimal(200);
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    /**
     * The change from {@code before} to {@code now}, both in the same unit.
     *
     * @param good the direction that is welcome
     */
    public static Delta between(BigDecimal before, BigDecimal now, Good good) {
        int direction = now.compareTo(before);
        if (direction == 0) {
            return new Delta(Tone.NEUTRAL, Arrow.NONE, "no change");
        }
        if (before.signum() == 0) {
            return new Delta(Tone.NEUTRAL, Arrow.NONE, "new");
        }
        BigDecimal percent = now.subtract(before)
                .multiply(HUNDRED)
                .divide(before.abs(), MathContext.DECIMAL64)
                .abs();
        String text = percent.compareTo(MULTIPLE_FROM_PERCENT) >= 0 && direction > 0 && before.signum() > 0
                ? oneDecimal(now.divide(before, MathContext.DECIMAL64)) + THIN_SPACE + "×"
                : percentText(percent);
        return new Delta(tone(direction, good), direction > 0 ? Arrow.UP : Arrow.DOWN, text);
    }

    /** The change of a share, in points: {@code 3.4 pt}. */
    public static Delta ofShare(BigDecimal before, BigDecimal now, Good good) {
        int direction = now.compareTo(before);
        if (direction == 0) {
            return new Delta(Tone.NEUTRAL, Arrow.NONE, "no change");
        }
        BigDecimal points = now.subtract(before).multiply(HUNDRED).abs();
        String text = points.compareTo(TENTH) < 0 ? "< 0.1" : oneDecimal(points);
        return new Delta(tone(direction, good), direction > 0 ? Arrow.UP : Arrow.DOWN, text + THIN_SPACE + "pt");
    }

    /** The change of an amount in cents that is told in cents: {@code 3.4 ¢}. */
    public static Delta ofCents(BigDecimal before, BigDecimal now, Good good) {
        int direction = now.compareTo(before);
        if (direction == 0) {
            return new Delta(Tone.NEUTRAL, Arrow.NONE, "no change");
        }
        return new Delta(
                tone(direction, good),
                direction > 0 ? Arrow.UP : Arrow.DOWN,
                Numbers.cents(now.subtract(before).abs()));
    }

    /** Whether the value went up. */
    public boolean up() {
        return arrow == Arrow.UP;
    }

    /** Whether the value went down. */
    public boolean down() {
        return arrow == Arrow.DOWN;
    }

    private static Tone tone(int direction, Good good) {
        return switch (good) {
            case NEITHER -> Tone.NEUTRAL;
            case UP -> direction > 0 ? Tone.GOOD : Tone.BAD;
            case DOWN -> direction < 0 ? Tone.GOOD : Tone.BAD;
        };
    }

    private static String percentText(BigDecimal percent) {
        boolean tiny = percent.compareTo(TENTH) < 0;
        return (tiny ? "< 0.1" : oneDecimal(percent)) + THIN_SPACE + "%";
    }

    private static String oneDecimal(BigDecimal value) {
        return Numbers.grouped(value.setScale(1, RoundingMode.HALF_UP));
    }
}
