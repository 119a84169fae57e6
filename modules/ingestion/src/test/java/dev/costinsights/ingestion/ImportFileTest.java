package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Facts.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.ingestion.stripe.StripeIds;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportFileTest {
    private static final String HEADER = "id,created_at,status,customer_id,currency,net_amount";
    private static final String REST = ",2026-10-01,paid,c1,usd,1000\n";

    private static ImportLines read(String csv) {
        return new ImportFile(ImportKind.ORDERS, csv).next(100);
    }

    private static LogFact only(String csv) {
        ImportLines lines = read(csv);
        assertThat(lines.errors()).isEmpty();
        assertThat(lines.facts()).hasSize(1);
        return lines.facts().get(0);
    }

    private static FieldError refusal(String csv) {
        ContractException refusal = catchThrowableOfType(
                ContractException.class, () -> new ImportFile(ImportKind.ORDERS, csv).countLines());
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(refusal.fieldErrors()).hasSize(1);
        return refusal.fieldErrors().get(0);
    }

    @Test
    void aLineIsAFactWithValuesOfTheirTypes() {
        String order = id(1).toString();
        LogFact fact = only(HEADER + ",exchange_rate,tax_amount,note,,billing_reason\n" + order + ",2026-10-01,paid,"
                + id(2) + ",EUR, 1000 ,1.10,,\"a, \"\"b\"\"\",x,\n");

        assertThat(fact.type()).isEqualTo("order.updated");
        assertThat(fact.objectId()).isEqualTo(id(1));
        assertThat(fact.customerId()).isEqualTo(id(2));
        assertThat(fact.versionAt()).isEqualTo("2026-10-01T00:00:00Z");
        assertThat(fact.data())
                .isEqualTo("{\"id\":\"" + order + "\",\"created_at\":\"2026-10-01T00:00:00Z\",\"status\":\"paid\","
                        + "\"customer_id\":\"" + id(2) + "\",\"currency\":\"EUR\",\"net_amount\":1000,"
                        + "\"exchange_rate\":1.10,\"note\":\"a, \\\"b\\\"\"}");
    }

    @Test
    void subscriptionsHaveTheirOwnColumns() {
        ImportLines lines = new ImportFile(ImportKind.SUBSCRIPTIONS, """
                id,created_at,modified_at,status,customer_id,product_id,amount,currency,recurring_interval,cancel_at_period_end
                s1,2026-10-01,2026-10-02T10:00:00+02:00,active,c1,p1,1000,usd,month,TRUE
                """).next(10);

        assertThat(lines.errors()).isEmpty();
        LogFact fact = lines.facts().get(0);
        assertThat(fact.type()).isEqualTo("subscription.updated");
        assertThat(fact.versionAt()).isEqualTo("2026-10-02T08:00:00Z");
        assertThat(fact.occurredAt()).isEqualTo("2026-10-02T08:00:00Z");
        assertThat(fact.data())
                .contains("\"cancel_at_period_end\":true", "\"import_id\":\"s1\"", "\"import_customer_id\":\"c1\"");
    }

    @Test
    void itHappenedAtItsOwnTimestampIfItHasOne() {
        LogFact fact = only(HEADER + ",timestamp,modified_at\no1,2026-10-01,paid,c1,usd,1,2026-10-05,2026-10-03\n");

        assertThat(fact.occurredAt()).isEqualTo("2026-10-05T00:00:00Z");
        assertThat(fact.versionAt()).isEqualTo("2026-10-03T00:00:00Z");
        assertThat(fact.data()).doesNotContain("timestamp");
        assertThat(read(HEADER + ",timestamp\no1,2026-10-01,paid,c1,usd,1,noon\n")
                        .errors())
                .extracting(ImportErrorPage.Item::column, ImportErrorPage.Item::value)
                .containsExactly(tuple("timestamp", "noon"));
    }

    @Test
    void idsOfOtherSystemsAreTheSameWhereverTheyAreNamed() {
        LogFact order = only(HEADER + ",subscription_id\n7,2026-10-01,paid,7,usd,1,7\n");
        LogFact again = only(HEADER + "\n7,2026-11-01,void,8,usd,1\n");
        LogFact subscription =
                new ImportFile(ImportKind.SUBSCRIPTIONS, """
                id,created_at,status,customer_id,product_id,amount,currency,recurring_interval
                7,2026-10-01,active,7,7,1000,usd,month
                """).next(1).facts().get(0);

        assertThat(again.objectId()).isEqualTo(order.objectId()).isNotEqualTo(order.customerId());
        assertThat(order.objectId().version()).isEqualTo(4);
        assertThat(subscription.objectId()).isEqualTo(order.parentId());
        assertThat(subscription.customerId()).isEqualTo(order.customerId());
    }

    @Test
    void idsOfStripeAreThoseOfItsWebhooks() {
        UUID version1 = UUID.fromString("00000000-0000-1000-8000-000000000001");
        LogFact stripe = only(HEADER + "\nin_1PQRSTUVWX,2026-10-01,paid,cus_1PQRSTUVWX,usd,1\n");
        LogFact other = only(HEADER + "\n" + version1 + REST);

        assertThat(stripe.objectId()).isEqualTo(StripeIds.uuid("in_1PQRSTUVWX"));
        assertThat(stripe.customerId()).isEqualTo(StripeIds.uuid("cus_1PQRSTUVWX"));
        assertThat(other.objectId()).isEqualTo(DigestIds.of("order|" + version1));
    }

    @Test
    void aWrongLineIsNamedByItsPlaceColumnAndValue() {
        ImportLines lines = read("\ufeff" + HEADER + ",note\r\n"
                + "o1,2026-10-01,paid,c1,usd,1000,\"two\r\nlines\"\r\n"
                + "\r\n"
                + "o2,2026-10-01,payed,c1,usd,10.00\r\n"
                + " , ,\r\n"
                + "o3,,paid,c1,usd,1000\r\n"
                + "o4,2026-10-01,paid,c1,usd,1000,,,\r\n"
                + "o5,2026-10-01,paid,c1,usd,1000,\"" + "x".repeat(FactReader.MAX_DATA) + "\"\r\n"
                + "o6,2026-10-01,paid,c1,usd," + "9".repeat(200));

        assertThat(lines.lines()).isEqualTo(6);
        assertThat(lines.failed()).isEqualTo(5);
        assertThat(lines.facts()).hasSize(1);
        assertThat(lines.errors())
                .extracting(ImportErrorPage.Item::line, ImportErrorPage.Item::column, ImportErrorPage.Item::value)
                .containsExactly(
                        tuple(5, "status", "payed"),
                        tuple(5, "net_amount", "10.00"),
                        tuple(7, "created_at", null),
                        tuple(8, null, null),
                        tuple(9, null, null),
                        tuple(10, "net_amount", "9".repeat(100) + "…"));
        assertThat(lines.errors().get(0).message()).startsWith("Input should be 'draft', 'pending'");
    }

    @Test
    void linesAreCountedSkippedAndReadInParts() {
        String csv = HEADER + "\n" + "a" + REST + "\n\n" + "b" + REST + "c" + REST;

        assertThat(new ImportFile(ImportKind.ORDERS, csv).countLines()).isEqualTo(3);
        var file = new ImportFile(ImportKind.ORDERS, csv);
        file.skip(1);
        assertThat(file.next(1).facts().get(0).objectId()).isEqualTo(DigestIds.of("order|b"));
        assertThat(file.next(5).lines()).isEqualTo(1);
        assertThat(file.next(5).lines()).isZero();
        assertThat(new ImportFile(ImportKind.ORDERS, HEADER).countLines()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | missing | begin with a line",
                "{} | missing | id, created_at, status, customer_id, currency, net_amount.",
                "id;created_at | missing | id, created_at",
                "id,created_at,status,customer_id,currency | missing | separated by commas, in lower case: net_amount.",
                "id,created_at,status,customer_id,currency,net_amount,x,x | value_error | once: x.",
            })
    void aHeaderThatIsNoneIsSaidSo(String header, String type, String message) {
        FieldError error = refusal(header);

        assertThat(error.type()).isEqualTo(type);
        assertThat(error.message()).contains(message);
    }

    @Test
    void whatIsNoCsvIsSaidSoWithItsLine() {
        assertThat(refusal(HEADER + "\no1" + REST + "o2,\"open" + REST).message())
                .contains("from line 3 on");
        assertThat(refusal(HEADER + "\n\"a\"b" + REST).type()).isEqualTo("csv_invalid");
        assertThat(refusal(HEADER + ",".repeat(300)).type()).isEqualTo("too_long");
        assertThat(refusal(HEADER + "\no\0" + REST).message()).contains("invalid characters");
        assertThat(refusal(HEADER + "\n\ud83d" + REST).message()).contains("invalid characters");
    }
}
