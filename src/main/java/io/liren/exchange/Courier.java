package io.liren.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes a message to an address: signed, without following where it is sent on to. It connects to the machines it is given,
 * as no client that asks for a name again would; so it speaks the few lines of HTTP itself, and reads only the first one.
 */
public final class Courier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST = 200;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3}).*", Pattern.DOTALL);

    private final SSLSocketFactory sockets;

    /** Trusts whom the Java platform trusts. */
    public Courier() {
        this((SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    Courier(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    /**
     * What came back.
     *
     * @param status null where nothing was reached
     */
    record Answer(@Nullable Integer status, String said) {
        boolean isGood() {
            return status != null && status >= 200 && status < 300;
        }
    }

    Answer tell(Webhooks.Reach.Open where, UUID delivery, Instant at, String body, byte[] secret) {
        String time = String.valueOf(at.getEpochSecond());
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = String.join(
                        "\r\n",
                        List.of(
                                "POST " + target(where.address()) + " HTTP/1.1",
                                "Host: " + where.address().getRawAuthority(),
                                "User-Agent: Liren",
                                "Content-Type: application/json",
                                "Content-Length: " + content.length,
                                "Connection: close",
                                "Liren-Delivery: " + delivery,
                                "Liren-Signature: t=" + time + ",v1=" + signature(secret, time, body)))
                + "\r\n\r\n";
        try (Socket socket = connected(where)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(content);
            socket.getOutputStream().flush();
            return answer(firstLine(socket));
        } catch (IOException e) {
            String said = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
            return new Answer(null, said.substring(0, Math.min(LONGEST, said.length())));
        }
    }

    private static String target(URI address) {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return URI.create(path + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()))
                .toASCIIString();
    }

    private Socket connected(Webhooks.Reach.Open where) throws IOException {
        boolean sealed = "https".equalsIgnoreCase(where.address().getScheme());
        int port = where.address().getPort() >= 0 ? where.address().getPort() : sealed ? HTTPS : HTTP;
        Socket plain = connected(where.machines(), port);
        if (!sealed) {
            return plain;
        }
        try {
            return secured(plain, where.address().getHost(), port);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** To the first machine that answers. */
    private static Socket connected(List<InetAddress> machines, int port) throws IOException {
        IOException last = new IOException("no machine to connect to");
        for (InetAddress machine : machines) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(machine, port), (int) PATIENCE.toMillis());
                socket.setSoTimeout((int) PATIENCE.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /** The certificate must be the named host's, whatever machine was connected to. */
    private Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static Answer answer(String line) {
        Matcher status = STATUS.matcher(line);
        return status.matches()
                ? new Answer(Integer.valueOf(status.group(1)), "HTTP " + status.group(1))
                : new Answer(null, "no HTTP: " + line);
    }

    /** HMAC-SHA256 over the time, a full stop and the body, in hexadecimal digits. */
    public static String signature(byte[] secret, String time, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
