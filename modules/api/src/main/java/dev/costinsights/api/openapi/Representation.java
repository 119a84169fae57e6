package dev.costinsights.api.openapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes that don't change while the server runs, plain and compressed: different bytes, so each form has a strong entity
 * tag of its own. Clients may keep them and ask whether they still hold.
 */
public final class Representation {
    private static final String CACHING = "public, no-cache";
    private static final int TAG_CHARACTERS = 24;

    private final String contentType;
    private final Buffer plain;
    private final Buffer compressed;
    private final String tag;

    Representation(String contentType, byte[] content) {
        this.contentType = contentType;
        this.plain = Buffer.buffer(content);
        this.compressed = Buffer.buffer(gzip(content));
        this.tag = digest(content);
    }

    /** Answers with the bytes, or with 304 when the client has them. */
    public void send(RoutingContext context) {
        boolean gzip = context.parsedHeaders().acceptEncoding().stream()
                .anyMatch(encoding -> encoding.value().equalsIgnoreCase("gzip") && encoding.weight() > 0);
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, CACHING)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader("X-Content-Type-Options", "nosniff");
        context.etag(gzip ? tag + "-gzip" : tag);
        if (context.isFresh()) {
            context.response().setStatusCode(304).end();
            return;
        }
        // Said even of plain bytes: the server would compress them under the same tag.
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CONTENT_ENCODING, gzip ? "gzip" : "identity")
                .end(gzip ? compressed : plain);
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes can't be compressed in memory", e);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, TAG_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
