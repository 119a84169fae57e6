// @polar-sh/sdk since 1.0: requests and answers in the names of the wire, a module for each version of the API.
import { baseUrl, collect, serve } from "./lines.mjs";

const { createPolar } = await import(`sdk-1/${process.argv[2]}`);

function clientOf(accessToken) {
    const polar = createPolar({ accessToken, baseUrl });
    return {
        "events.ingest": polar.events.ingest,
        "events.list": polar.events.list,
        "events.listNames": polar.events.listNames,
        "events.everyName": query => collect(polar.events.iterListNames(query)),
        "events.get": polar.events.get,
        "eventTypes.list": polar.eventTypes.list,
        "eventTypes.every": query => collect(polar.eventTypes.iterList(query)),
        "eventTypes.update": polar.eventTypes.update,
        "customers.list": polar.customers.list,
        "customers.every": query => collect(polar.customers.iterList(query)),
        "customers.create": polar.customers.create,
        "customers.get": polar.customers.get,
        "customers.getExternal": polar.customers.getExternal,
        "customers.update": polar.customers.update,
        "customers.updateExternal": polar.customers.updateExternal,
        "customers.delete": polar.customers.delete,
        "customers.deleteExternal": polar.customers.deleteExternal,
        "customers.getState": polar.customers.getState,
        "customers.getStateExternal": polar.customers.getStateExternal,
        "metrics.get": polar.metrics.get,
        "metrics.limits": polar.metrics.limits,
        "metrics.export": polar.metrics.export,
        "metrics.listDashboards": polar.metrics.listDashboards,
        "metrics.createDashboard": polar.metrics.createDashboard,
        "metrics.getDashboard": polar.metrics.getDashboard,
        "metrics.updateDashboard": polar.metrics.updateDashboard,
        "metrics.deleteDashboard": polar.metrics.deleteDashboard,
    };
}

await serve(clientOf, error => ({ status: error.statusCode, detail: error.error?.detail }));
