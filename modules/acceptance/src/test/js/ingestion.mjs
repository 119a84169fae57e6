// @polar-sh/ingestion as its documentation shows it, each strategy once; models and stores that need no network.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Ingestion } from "@polar-sh/ingestion";
import { DeltaTimeStrategy } from "@polar-sh/ingestion/strategies/DeltaTime";
import { LLMStrategy } from "@polar-sh/ingestion/strategies/LLM";
import { S3Strategy } from "@polar-sh/ingestion/strategies/S3";
import { StreamStrategy } from "@polar-sh/ingestion/strategies/Stream";
import { generateText, streamText } from "ai";
import { baseUrl } from "./lines.mjs";

const [accessToken, customerId] = process.argv.slice(2);
const config = { accessToken, serverURL: baseUrl };
const usage = { inputTokens: 100, cachedInputTokens: 10, outputTokens: 200, totalTokens: 300 };
const model = {
    specificationVersion: "v2",
    provider: "test.provider",
    modelId: "test-model",
    supportedUrls: {},
    doGenerate: async () => ({
        content: [{ type: "text", text: "Hello" }],
        finishReason: "stop",
        usage,
        warnings: [],
    }),
    doStream: async () => ({
        stream: ReadableStream.from([
            { type: "stream-start", warnings: [] },
            { type: "text-start", id: "1" },
            { type: "text-delta", id: "1", delta: "Hello" },
            { type: "text-end", id: "1" },
            { type: "finish", finishReason: "stop", usage },
        ]),
    }),
};

async function plain() {
    return Ingestion(config).ingest([
        { name: "plain", externalCustomerId: "plain-customer", metadata: { step: 1 } },
        { name: "plain", externalCustomerId: "plain-customer", metadata: { _cost: { amount: 1.5, currency: "usd" } } },
    ]);
}

async function llm() {
    const wrapped = name => Ingestion(config)
        .strategy(new LLMStrategy(model))
        // The currency in capitals, as the documentation has it.
        .cost(context => ({ amount: context.totalTokens * 0.001, currency: "USD" }))
        .ingest(name)
        .client({ externalCustomerId: "llm-customer" });
    const generated = await generateText({ model: wrapped("llm-generate"), prompt: "Hi" });
    const streamed = streamText({ model: wrapped("llm-stream"), prompt: "Hi" });
    return [generated.text, await streamed.text];
}

async function s3() {
    const store = new S3Client({
        region: "eu-central-1",
        endpoint: "http://store.invalid",
        credentials: { accessKeyId: "key", secretAccessKey: "secret" },
        requestHandler: {
            handle: async () => ({ response: { statusCode: 200, headers: {}, body: Readable.from([]) } }),
            metadata: { handlerProtocol: "http/1.1" },
        },
    });
    const client = Ingestion(config)
        .strategy(new S3Strategy(store))
        .cost(context => ({ amount: context.bytes * 0.25, currency: "usd" }))
        .ingest("s3-upload")
        .client({ externalCustomerId: "s3-customer" });
    await client.send(new PutObjectCommand({
        Bucket: "bucket",
        Key: "folder/file.json",
        Body: "12345678",
        ContentType: "application/json",
    }));
}

async function stream() {
    const wrapped = Ingestion(config)
        .strategy(new StreamStrategy(Readable.from([Buffer.alloc(1000), Buffer.alloc(24)])))
        .cost(context => ({ amount: context.bytes / 1024, currency: "usd" }))
        .ingest("stream", context => ({ kilobytes: context.bytes / 1024, strategy: context.strategy }))
        .client({ externalCustomerId: "stream-customer" });
    await pipeline(wrapped, async function (chunks) {
        for await (const _ of chunks);
    });
}

function deltaTime() {
    const times = [1000, 3500];
    const start = Ingestion(config)
        .strategy(new DeltaTimeStrategy(() => times.shift()))
        .cost(context => ({ amount: context.deltaTime * 2, currency: "usd" }))
        .ingest("execution-time")
        .client({ customerId });
    return start()();
}

// The process ends when the last request is answered; one that fails ends it with an error.
console.log(JSON.stringify({
    plain: await plain(),
    llm: await llm(),
    s3: await s3(),
    stream: await stream(),
    deltaTime: deltaTime(),
}));
