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

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final String head;
    private final Mac mac;

    Knocker(int port, String path, String secret) {
        try {
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            this.socket.setTcpNoDelay(true);
            this.out = socket.getOutputStream();
            this.in = new BufferedInputStream(socket.getInputStream(), READ_BYTES);
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

    /** The status of the answer. */
    int post(byte[] body) {
        byte[] top = (head + HexFormat.of().formatHex(mac.doFinal(body)) + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[top.length + body.length];
        System.arraycopy(top, 0, whole, 0, top.length);
        System.arraycopy(body, 0, whole, top.length, body.length);
        try {
            out.write(whole);
            out.flush();
            return answer();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int answer() throws IOException {
        String line = line();
        int status = Integer.parseInt(line.substring(9, 12));
        int length = 0;
        boolean pieces = false;
        for (String next = line(); !next.isEmpty(); next = line()) {
            if (next.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(next.substring(15).strip());
            }
            pieces |= next.regionMatches(true, 0, "transfer-encoding: chunked", 0, 26);
        }
        if (pieces) {
            for (int size = Integer.parseInt(line(), 16); ; size = Integer.parseInt(line(), 16)) {
                in.skipNBytes(size);
                String end = line();
                if (size == 0 && end.isEmpty()) {
                    return status;
                }
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the line was cut");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
