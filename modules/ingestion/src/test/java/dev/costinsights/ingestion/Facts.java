package dev.costinsights.ingestion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.NewFact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Facts for tests: of every kind one with all its fields. */
final class Facts {
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Facts() {}

    static UUID id(int number) {
        return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(number));
    }

    static IngestFacts of(NewFact... facts) {
        return new IngestFacts(Requests.ACME, List.of(facts));
    }

    static NewFact fact(String type, ObjectNode data) {
        return new NewFact(type, NOON, data.toString());
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Everything that is read of the kind. */
    static ObjectNode full(FactKind kind) {
        String object =
                "'id':'%s','created_at':'2026-10-01T10:00:00Z','modified_at':'2026-10-02T10:00:00.123456789+02:00',"
                        .formatted(id(1));
        String customer = "'customer_id':'%s',".formatted(id(2));
        String product = "'product_id':'%s',".formatted(id(3));
        String subscription = "'subscription_id':'%s',".formatted(id(4));
        String order = "'order_id':'%s',".formatted(id(5));
        return json('{'
                + switch (kind) {
                    case CUSTOMER -> object + """
                'external_id':'user_1','email':'ada@example.org','name':'Ada','billing_name':'Ada L.','type':'team',
                'metadata':{'plan':'pro','seats':3,'rate':0.10,'trial':false},'deleted_at':'2026-10-03T10:00:00Z'
                """;
                    case PRODUCT -> object + """
                'name':'Pro','is_recurring':true,'recurring_interval':'month','recurring_interval_count':1,
                'is_archived':false,
                'prices':[{'amount_type':'fixed','price_amount':1000,'price_currency':'usd'},{'amount_type':'free'}]
                """;
                    case ORDER -> object + customer + product + subscription + """
                'status':'paid','currency':'EUR','subtotal_amount':1100,'discount_amount':100,'net_amount':1000,
                'tax_amount':190,'total_amount':1190,'applied_balance_amount':-5,'platform_fee_amount':45,
                'billing_reason':'subscription_cycle','exchange_rate':1.0869565217391304
                """;
                    case SUBSCRIPTION -> object + customer + product + """
                'status':'active','amount':1000,'currency':'usd','recurring_interval':'month',
                'recurring_interval_count':1,'started_at':'2026-10-01T10:00:00Z','trial_start':'2026-10-01T10:00:00Z',
                'trial_end':'2026-10-08T10:00:00Z','current_period_start':'2026-10-08T10:00:00Z',
                'current_period_end':'2026-11-08T10:00:00Z','cancel_at_period_end':false,
                'canceled_at':'2026-10-09T10:00:00Z','ends_at':'2026-11-08T10:00:00Z',
                'ended_at':'2026-11-08T10:00:00Z','customer_cancellation_reason':'too_expensive',
                'customer_cancellation_comment':'Bye'
                """;
                    case REFUND -> object + order + """
                'status':'succeeded','amount':300,'tax_amount':57,'currency':'eur','exchange_rate':1.1
                """;
                    case DISPUTE -> object + order + """
                'status':'won','amount':300,'currency':'eur','fee_amount':1500,'exchange_rate':1.1
                """;
                    case CHECKOUT -> object + customer + product + """
                'status':'succeeded','opened_at':'2026-10-01T10:00:00Z'
                """;
                    case CUSTOMER_SEAT -> object + subscription + order + """
                'claimed_at':'2026-10-01T10:00:00Z','revoked_at':'2026-10-02T10:00:00Z'
                """;
                    case EXCHANGE_RATE -> "'currency':'EUR','day':'2026-10-01','rate':0.000023809523809523808";
                }
                + '}');
    }
}
