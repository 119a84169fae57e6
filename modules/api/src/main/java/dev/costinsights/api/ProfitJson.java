package dev.costinsights.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.profit.ProfitFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes profit: money is JSON numbers of cents with every digit, what isn't known is null. */
final class ProfitJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ProfitJson() {}

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] customers(CustomerProfitPage page, Paging paging) {
        return object(json -> {
            json.writeArrayFieldStart("items");
            for (CustomerProfit row : page.items()) {
                json.writeStartObject();
                write(json, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("unattributed");
            write(json, page.unattributed().figures());
            json.writeNumberField("events", page.unattributed().events());
            json.writeEndObject();
            json.writeObjectFieldStart("totals");
            write(json, page.totals().figures());
            number(json, "realized_ltv", page.totals().realizedLtvCents());
            json.writeNumberField("events", page.totals().events());
            json.writeEndObject();
            pagination(json, paging, page.totalCount());
        });
    }

    static byte[] customer(CustomerProfit row) {
        return object(json -> write(json, row));
    }

    static byte[] products(ProductProfitPage page, Paging paging) {
        return object(json -> {
            json.writeArrayFieldStart("items");
            for (ProductProfit row : page.items()) {
                json.writeStartObject();
                text(json, "product_id", row.productId());
                text(json, "name", row.name());
                text(
                        json,
                        "billing_type",
                        row.billingType() == null ? null : row.billingType().wireName());
                json.writeNumberField("orders", row.orders());
                write(json, row.figures());
                json.writeNumberField("customers", row.customers());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("unallocated");
            write(json, page.unallocated());
            json.writeEndObject();
            json.writeObjectFieldStart("totals");
            json.writeNumberField("orders", page.orders());
            write(json, page.totals());
            json.writeNumberField("customers", page.customers());
            json.writeEndObject();
            pagination(json, paging, page.totalCount());
        });
    }

    static byte[] cohorts(Cohorts answer) {
        return object(json -> {
            json.writeArrayFieldStart("cohorts");
            for (Cohorts.Cohort cohort : answer.cohorts()) {
                json.writeStartObject();
                text(json, "month", cohort.month());
                json.writeNumberField("customers", cohort.customers());
                json.writeArrayFieldStart("ages");
                for (Cohorts.Age age : cohort.ages()) {
                    json.writeStartObject();
                    json.writeNumberField("age", age.age());
                    number(json, "contribution", age.contributionCents());
                    number(json, "contribution_per_customer", age.perCustomerCents());
                    json.writeBooleanField("mature", age.mature());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, CustomerProfit row) throws IOException {
        text(json, "customer_id", row.customerId());
        text(json, "external_customer_id", row.externalCustomerId());
        text(json, "name", row.name());
        text(json, "email", row.email());
        write(json, row.figures());
        number(json, "realized_ltv", row.realizedLtvCents());
        number(json, "predicted_ltv", row.predictedLtvCents());
        CustomerProfit.Confidence confidence = row.predictedLtvConfidence();
        text(json, "predicted_ltv_confidence", confidence == null ? null : confidence.wireName());
        text(json, "first_activity_at", row.firstActivityAt());
        text(json, "last_activity_at", row.lastActivityAt());
        json.writeNumberField("events", row.events());
        text(json, "top_cost_driver", row.topCostDriver());
    }

    private static void write(JsonGenerator json, ProfitFigures figures) throws IOException {
        number(json, "revenue", figures.revenueCents());
        number(json, "net_revenue", figures.netRevenueCents());
        number(json, "net_revenue_by_date", figures.netRevenueByDateCents());
        number(json, "refunds", figures.refundCents());
        number(json, "costs", figures.costCents());
        number(json, "profit", figures.profitCents());
        number(json, "profit_margin", figures.profitMargin());
    }

    private static void pagination(JsonGenerator json, Paging paging, long totalCount) throws IOException {
        json.writeObjectFieldStart("pagination");
        json.writeNumberField("total_count", totalCount);
        json.writeNumberField("max_page", (totalCount + paging.limit() - 1) / paging.limit());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String field, @Nullable BigDecimal value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, plain(value));
        }
    }

    /** Without zeros at its end. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static void text(JsonGenerator json, String field, @Nullable Object value) throws IOException {
        json.writeStringField(field, value == null ? null : value.toString());
    }

    private static byte[] object(Body body) {
        var bytes = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("An answer can't be written to memory", e);
        }
        return bytes.toByteArray();
    }
}
