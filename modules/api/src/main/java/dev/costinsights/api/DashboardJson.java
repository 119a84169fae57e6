package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.dashboards.CreateDashboard;
import dev.costinsights.contracts.dashboards.DashboardList;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.dashboards.UpdateDashboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dashboards of metrics as the wire has them. */
final class DashboardJson {
    private static final String ORGANIZATION = "organization_id";
    private static final String NAME = "name";
    private static final String METRICS = "metrics";

    private DashboardJson() {}

    /** @throws InvalidRequest naming every field that is wrong, or an organization that must not be set */
    static CreateDashboard wish(ObjectBody body, UUID organizationId) {
        Fields fields = body.fields();
        String name = fields.required(NAME, DashboardJson::name);
        List<String> metrics = metrics(fields, fields.unlessAbsent(METRICS, DashboardJson::list));
        UUID organization = fields.orNull(ORGANIZATION, Values::uuid);
        body.requireValid();
        if (organization != null) {
            throw CustomerJson.organizationIsKnown(fields.at(ORGANIZATION), organization);
        }
        if (name == null) {
            throw new IllegalStateException("A name that isn't there is a problem");
        }
        return new CreateDashboard(organizationId, name, metrics == null ? List.of() : metrics);
    }

    /** @throws InvalidRequest naming every field that is wrong */
    static UpdateDashboard change(ObjectBody body, UUID organizationId, UUID id) {
        Fields fields = body.fields();
        var wish = new UpdateDashboard(
                organizationId,
                id,
                fields.orNull(NAME, DashboardJson::name),
                metrics(fields, fields.orNull(METRICS, DashboardJson::list)));
        body.requireValid();
        return wish;
    }

    private static String name(JsonNode value) throws InvalidValue {
        return Values.atLeast(1, Values.text(MetricDashboard.MAX_NAME_LENGTH, value));
    }

    private static JsonNode list(JsonNode value) throws InvalidValue {
        if (!value.isArray()) {
            throw new InvalidValue("list_type", "Input should be a valid list");
        }
        if (value.size() > MetricDashboard.MAX_METRICS) {
            throw new InvalidValue(
                    "too_long",
                    "List should have at most " + MetricDashboard.MAX_METRICS + " items after validation, not "
                            + value.size(),
                    Map.of(
                            "field_type",
                            "List",
                            "max_length",
                            MetricDashboard.MAX_METRICS,
                            "actual_length",
                            value.size()));
        }
        return value;
    }

    /** Null when there is no list; without the slugs that are wrong. */
    private static @Nullable List<String> metrics(Fields fields, @Nullable JsonNode list) {
        if (list == null) {
            return null;
        }
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String slug = fields.read(
                    fields.at(METRICS).child(i),
                    list.get(i),
                    value -> Values.atLeast(1, Values.text(MetricDashboard.MAX_SLUG_LENGTH, value)));
            if (slug != null) {
                slugs.add(slug);
            }
        }
        return slugs;
    }

    static ArrayNode list(DashboardList dashboards) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        dashboards.items().forEach(dashboard -> json.add(of(dashboard)));
        return json;
    }

    static ObjectNode of(MetricDashboard dashboard) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("created_at", dashboard.createdAt().toString())
                .put(
                        "modified_at",
                        dashboard.modifiedAt() == null
                                ? null
                                : dashboard.modifiedAt().toString())
                .put("id", dashboard.id().toString())
                .put(NAME, dashboard.name());
        ArrayNode metrics = json.putArray(METRICS);
        dashboard.metrics().forEach(metrics::add);
        return json.put(ORGANIZATION, dashboard.organizationId().toString());
    }
}
