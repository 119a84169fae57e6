package dev.costinsights.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes on a socket, for requests that no HTTP client would send. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;

    RawConnection(URI server) throws IOException {
        socket = new Socket("localhost", server.getPort());
        socket.setSoTimeout(20_000);
    }

    RawConnection send(String ascii) throws IOException {
        return send(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The number in the answer's first line. */
    int status() throws IOException {
        InputStream in = socket.getInputStream();
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        String[] words = line.toString().split(" ");
        if (words.length < 2 || !words[0].startsWith("HTTP/1")) {
            throw new IOException("Not an answer: \"" + line + "\"");
        }
        return Integer.parseInt(words[1].strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
