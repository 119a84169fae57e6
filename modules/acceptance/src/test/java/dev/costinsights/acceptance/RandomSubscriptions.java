package dev.costinsights.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.acceptance.RandomFacts.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Subscriptions and their lives, with orders and seats. */
final class RandomSubscriptions {
    private final RandomFacts facts;
    private final RandomMoments moments;
    private final RandomSales sales;

    RandomSubscriptions(RandomFacts facts, RandomMoments moments, RandomSales sales) {
        this.facts = facts;
        this.moments = moments;
        this.sales = sales;
    }

    void add() {
        new Life().live();
    }

    /** What may happen to a subscription. */
    private enum Turn {
        RENEW,
        CHANGE_PLAN,
        CANCEL,
        UNCANCEL,
        REVOKE,
        PAUSE,
        RESUME,
        FAIL_TO_PAY,
        REACTIVATE
    }

    private final class Life {
        private final UUID id = facts.newId();
        private final UUID customer = facts.customer();
        private final ObjectNode state;
        private Plan plan = facts.recurring();
        private Instant now = moments.any();

        Life() {
            Instant createdAt = moments.oneIn(4) ? now.minus(Duration.ofDays(moments.below(3))) : now;
            state = facts.object(id, createdAt)
                    .put("status", "active")
                    .put("customer_id", customer.toString())
                    .put("cancel_at_period_end", false)
                    .put("started_at", now.toString());
            putPlan();
        }

        void live() {
            begin();
            for (int i = 0, turns = moments.below(7); i < turns; i++) {
                now = moments.after(now, 45);
                take(moments.pick(possible()));
            }
            for (int i = moments.below(8); i < 3; i++) {
                sales.addSeat("subscription_id", id, moments.after(now, 30));
            }
        }

        private void begin() {
            if (moments.oneIn(9)) {
                beginIncomplete();
            } else if (moments.oneIn(4)) {
                beginInTrial();
            } else {
                say("subscription.created");
                buy();
            }
        }

        private void beginIncomplete() {
            ObjectNode incomplete = state.deepCopy().put("status", "incomplete").putNull("started_at");
            facts.say("subscription.created", now, incomplete);
            now = moments.after(now.plusSeconds(1), 2);
            if (moments.oneIn(2)) {
                state.put("started_at", now.toString());
                say("subscription.active");
                buy();
            } else {
                state.putNull("started_at").put("status", "incomplete_expired");
                say("subscription.updated");
            }
        }

        private void beginInTrial() {
            Instant trialEnd = moments.after(now.plusSeconds(1), 30);
            state.put("status", "trialing").put("trial_start", now.toString()).put("trial_end", trialEnd.toString());
            say("subscription.created");
            if (moments.oneIn(3)) {
                // It ends earlier than was planned.
                trialEnd =
                        now.plus(Duration.between(now, trialEnd).dividedBy(2)).plusSeconds(1);
                state.put("trial_end", trialEnd.truncatedTo(ChronoUnit.MICROS).toString());
            }
            if (!moments.oneIn(4)) {
                now = moments.oneIn(2) ? trialEnd : moments.after(trialEnd, 1);
                now = now.truncatedTo(ChronoUnit.MICROS);
                state.put("status", "active");
                say("subscription.active");
                buy();
            }
        }

        private List<Turn> possible() {
            if (isEnded()) {
                return List.of(Turn.REACTIVATE, Turn.RENEW);
            }
            List<Turn> possible = new ArrayList<>(
                    List.of(Turn.RENEW, Turn.RENEW, Turn.CHANGE_PLAN, Turn.REVOKE, Turn.PAUSE, Turn.FAIL_TO_PAY));
            possible.add(state.hasNonNull("canceled_at") ? Turn.UNCANCEL : Turn.CANCEL);
            if (status().equals("paused") || status().equals("past_due")) {
                possible.addAll(List.of(Turn.RESUME, Turn.RESUME, Turn.RESUME));
            }
            return possible;
        }

        private void take(Turn turn) {
            switch (turn) {
                case RENEW -> renew();
                case CHANGE_PLAN -> {
                    plan = facts.recurring();
                    putPlan();
                    say("subscription.updated");
                }
                case CANCEL -> cancel();
                case UNCANCEL -> {
                    state.putNull("canceled_at").putNull("ends_at").put("cancel_at_period_end", false);
                    say("subscription.uncanceled");
                }
                case REVOKE -> revoke();
                case PAUSE -> become("paused", "subscription.paused");
                case RESUME -> become("active", "subscription.resumed");
                case FAIL_TO_PAY -> become(moments.oneIn(4) ? "unpaid" : "past_due", "subscription.past_due");
                case REACTIVATE -> {
                    state.putNull("canceled_at")
                            .putNull("ends_at")
                            .putNull("ended_at")
                            .put("cancel_at_period_end", false);
                    become("active", "subscription.active");
                }
            }
        }

        private void renew() {
            if (!isEnded()) {
                state.put("current_period_start", now.toString());
                say("subscription.cycled");
            }
            buy();
            if (moments.oneIn(4)) {
                now = now.plusSeconds(moments.below(1000));
                buy();
            }
        }

        private void cancel() {
            Instant endsAt = moments.oneIn(4) ? now.plus(Duration.ofDays(400)) : moments.after(now.plusSeconds(1), 60);
            state.put("canceled_at", now.toString())
                    .put("ends_at", endsAt.toString())
                    .put("cancel_at_period_end", true);
            String reason = moments.pick(SubscriptionFigures.REASONS);
            if (moments.oneIn(4)) {
                state.putNull("customer_cancellation_reason");
            } else {
                state.put("customer_cancellation_reason", reason);
            }
            say("subscription.updated");
            say("subscription.canceled");
            if (moments.oneIn(2) && endsAt.isBefore(RandomMoments.END)) {
                now = endsAt;
                revoke();
            }
        }

        private void revoke() {
            if (!state.hasNonNull("canceled_at")) {
                state.put("canceled_at", now.toString());
            }
            state.put("ended_at", now.toString());
            become("canceled", "subscription.revoked");
        }

        private void become(String status, String type) {
            state.put("status", status);
            say(type);
        }

        private void buy() {
            sales.addOrder(customer, plan.product(), id, plan.amount(), plan.currency(), now);
        }

        private boolean isEnded() {
            return state.hasNonNull("ended_at") || status().equals("incomplete_expired");
        }

        private String status() {
            return state.required("status").asText();
        }

        private void putPlan() {
            state.put("product_id", plan.product().toString())
                    .put("amount", moments.oneIn(10) ? 0 : plan.amount())
                    .put("currency", plan.currency())
                    .put("recurring_interval", plan.interval())
                    .put("recurring_interval_count", plan.count());
        }

        private void say(String type) {
            facts.say(type, now, state);
        }
    }
}
