// Calls come in on standard input and answers go out on standard output, one line of JSON each.
import { createInterface } from "node:readline";

export const baseUrl = process.env.COST_INSIGHTS_URL;
export const accessToken = process.env.COST_INSIGHTS_TOKEN;

/**
 * @param calls functions by name
 * @param describe what a thrown error says, as a plain object
 */
export async function serve(calls, describe) {
    for await (const line of createInterface({ input: process.stdin })) {
        const { name, args } = JSON.parse(line);
        console.log(JSON.stringify(await answer(calls[name], args, describe)));
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
