// Calls come in on standard input and answers go out on standard output, one line of JSON each.
import { createInterface } from "node:readline";

export const baseUrl = process.env.COST_INSIGHTS_URL;

/**
 * @param clientOf functions by name, for an access token
 * @param describe what a thrown error says, as a plain object
 */
export async function serve(clientOf, describe) {
    const clients = new Map();
    for await (const line of createInterface({ input: process.stdin })) {
        const { accessToken, name, args } = JSON.parse(line);
        if (!clients.has(accessToken)) {
            clients.set(accessToken, clientOf(accessToken));
        }
        console.log(JSON.stringify(await answer(clients.get(accessToken)[name], args, describe)));
    }
}

async function answer(call, args, describe) {
    try {
        return { value: (await call(...args)) ?? null };
    } catch (error) {
        return { error: { type: error.name, message: error.message, ...describe(error) } };
    }
}

export async function collect(items) {
    const all = [];
    for await (const item of items) {
        all.push(item);
    }
    return all;
}
