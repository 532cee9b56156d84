package io.liren.exchange;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Takes a message to an address: signed, without following where it is sent on to. */
public final class Courier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST = 200;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

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

    Answer tell(String address, UUID delivery, Instant at, String body, byte[] secret) {
        String time = String.valueOf(at.getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Liren")
                .header("Liren-Delivery", delivery.toString())
                .header("Liren-Signature", "t=" + time + ",v1=" + signature(secret, time, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
            return new Answer(response.statusCode(), "HTTP " + response.statusCode());
        } catch (IOException e) {
            String said = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
            return new Answer(null, said.substring(0, Math.min(LONGEST, said.length())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(null, "interrupted");
        }
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
