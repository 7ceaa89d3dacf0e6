package com.digiflowhub.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One connection over which signed webhooks go out one after another; as little work a request as can be, since it shares the machine. */
final class Knocker implements AutoCloseable {
    private static final int READ_BYTES = 4_096;

    private final int port;
    private final String head;
    private final Mac mac;
    private Line line;

    Knocker(int port, String path, String secret) {
        try {
            this.port = port;
            this.line = Line.to(port);
            this.head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256=";
            this.mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** A server may end a connection after so many requests, and says so; then the next one goes over another. */
    private record Line(Socket socket, OutputStream out, InputStream in) {
        static Line to(int port) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            return new Line(
                    socket, socket.getOutputStream(), new BufferedInputStream(socket.getInputStream(), READ_BYTES));
        }
    }

    /** The status of the answer. */
    int post(byte[] body) {
        byte[] top = (head + HexFormat.of().formatHex(mac.doFinal(body)) + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[top.length + body.length];
        System.arraycopy(top, 0, whole, 0, top.length);
        System.arraycopy(body, 0, whole, top.length, body.length);
        try {
            line.out().write(whole);
            line.out().flush();
            return answer();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            line.socket().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int answer() throws IOException {
        String first = readLine();
        int length = 0;
        boolean pieces = false;
        boolean ends = false;
        for (String next = readLine(); !next.isEmpty(); next = readLine()) {
            if (next.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(next.substring(15).strip());
            }
            pieces |= next.regionMatches(true, 0, "transfer-encoding: chunked", 0, 26);
            ends |= next.regionMatches(true, 0, "connection: close", 0, 17);
        }
        if (pieces) {
            skipPieces();
        } else {
            line.in().skipNBytes(length);
        }
        if (ends) {
            line.socket().close();
            line = Line.to(port);
        }
        return Integer.parseInt(first.substring(9, 12));
    }

    private void skipPieces() throws IOException {
        int size;
        do {
            size = Integer.parseInt(readLine(), 16);
            line.in().skipNBytes(size);
            String ignored = readLine();
        } while (size > 0);
    }

    private String readLine() throws IOException {
        StringBuilder read = new StringBuilder(64);
        for (int next = line.in().read(); next != '\n'; next = line.in().read()) {
            if (next < 0) {
                throw new IOException("the line was cut");
            }
            if (next != '\r') {
                read.append((char) next);
            }
        }
        return read.toString();
    }
}
