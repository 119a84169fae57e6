package dev.costinsights.ingestion;

import java.util.UUID;

/** A name that events of an organization bear. */
record EventName(UUID organizationId, String name) {}
