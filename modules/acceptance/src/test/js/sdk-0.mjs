// @polar-sh/sdk before 1.0: requests are objects in camel case, and every answer is checked against its schema.
import { Polar } from "sdk-0";
import { RFCDate } from "sdk-0/types/rfcdate.js";
import { baseUrl, collect, serve } from "./lines.mjs";

const now = { headers: { "Cost-Insights-Consistency": "strong" } };

const camel = key => key.replace(/(?<=[a-z])_([a-z])/g, (_, letter) => letter.toUpperCase());
const snake = key => key.replace(/[A-Z]/g, letter => "_" + letter.toLowerCase());

/** What a caller writes in camel case; the keys of metadata are the caller's own. */
function request(fields) {
    return Object.fromEntries(Object.entries(fields ?? {}).map(([key, value]) => {
        if (key.endsWith("timestamp")) {
            return [camel(key), new Date(value)];
        }
        if (key.endsWith("_date")) {
            return [camel(key), new RFCDate(value)];
        }
        if (key === "metadata" && value._llm) {
            return [key, { ...value, _llm: request(value._llm) }];
        }
        return [camel(key), value];
    }));
}

/** The answer in the names of the wire, as the other line has it. */
function answer(value, ownKeys = false) {
    if (Array.isArray(value)) {
        return value.map(item => answer(item));
    }
    if (value === null || typeof value !== "object" || value instanceof Date || value instanceof RFCDate) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, content]) =>
        [ownKeys ? key : snake(key), answer(content, key === "metadata")]));
}

async function* items(pages) {
    for await (const page of await pages) {
        yield* page.result.items;
    }
}

const calls = polar => ({
    "events.ingest": ({ events }) => polar.events.ingest({ events: events.map(request) }),
    "events.list": query => polar.events.list(request(query), now),
    "events.listNames": async query => (await polar.events.listNames(request(query), now)).result,
    "events.everyName": query => collect(items(polar.events.listNames(request(query), now))),
    "events.get": id => polar.events.get({ id }, now),
    "eventTypes.list": async query => (await polar.eventTypes.list(request(query), now)).result,
    "eventTypes.every": query => collect(items(polar.eventTypes.list(request(query), now))),
    "eventTypes.update": (id, fields) => polar.eventTypes.update({ id, eventTypeUpdate: request(fields) }),
    "customers.list": async query => (await polar.customers.list(request(query), now)).result,
    "customers.every": query => collect(items(polar.customers.list(request(query), now))),
    "customers.create": fields => polar.customers.create(request(fields)),
    "customers.get": id => polar.customers.get({ id }),
    "customers.getExternal": externalId => polar.customers.getExternal({ externalId }),
    "customers.update": (id, fields) => polar.customers.update({ id, customerUpdate: request(fields) }),
    "customers.updateExternal": (externalId, fields) =>
        polar.customers.updateExternal({ externalId, customerUpdateExternalID: request(fields) }),
    "customers.delete": id => polar.customers.delete({ id }),
    "customers.deleteExternal": externalId => polar.customers.deleteExternal({ externalId }),
    "customers.getState": id => polar.customers.getState({ id }),
    "customers.getStateExternal": externalId => polar.customers.getStateExternal({ externalId }),
    "metrics.get": query => polar.metrics.get(request(query), now),
    "metrics.limits": () => polar.metrics.limits(),
    "metrics.export": query => polar.metrics.export(request(query), now),
    "metrics.listDashboards": query => polar.metrics.listDashboards(request(query)),
    "metrics.createDashboard": fields => polar.metrics.createDashboard(request(fields)),
    "metrics.getDashboard": id => polar.metrics.getDashboard({ id }),
    "metrics.updateDashboard": (id, fields) =>
        polar.metrics.updateDashboard({ id, metricDashboardUpdate: request(fields) }),
    "metrics.deleteDashboard": id => polar.metrics.deleteDashboard({ id }),
});

function clientOf(accessToken) {
    const polar = new Polar({ accessToken, serverURL: baseUrl, timeoutMs: 5000 });
    return Object.fromEntries(Object.entries(calls(polar)).map(([name, call]) =>
        [name, async (...args) => answer(await call(...args))]));
}

await serve(clientOf, error => ({ status: error.statusCode, detail: error.detail, cause: error.pretty?.() }));
