package io.liren.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTPS a message reaches only the machine whose certificate is the named host's. */
class CourierTest {
    private static final String PASSWORD = "for-this-test";
    private static final Instant NOON = Instant.parse("2026-03-31T04:00:00Z");

    /** A machine with a certificate for {@code receiver.test}, made on the spot. */
    private static KeyStore certificate(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("receiver.p12");
        Path log = folder.resolve("keytool.log");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=receiver.test",
                        "-ext",
                        "SAN=dns:receiver.test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(made).as(Files.readString(log)).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext knowing(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Courier.Answer told(Courier courier, String host, int port) {
        return courier.tell(
                new Webhooks.Reach.Open(
                        URI.create("https://" + host + ":" + port + "/in"), List.of(InetAddress.getLoopbackAddress())),
                new UUID(1, 1),
                NOON,
                "{\"state\":\"met\"}",
                "secret".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void onlyTheNamedHostsOwnMachineIsTold(@TempDir Path folder) throws Exception {
        SSLContext context = knowing(certificate(folder));
        AtomicReference<String> heard = new AtomicReference<>("");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.createContext("/in", exchange -> {
                heard.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            int port = server.getAddress().getPort();
            Courier courier = new Courier(context.getSocketFactory());

            Courier.Answer elsewhere = told(courier, "other.test", port);
            assertThat(elsewhere.status()).isNull();
            assertThat(elsewhere.said()).contains("other.test");

            // Whom nobody vouches for is told nothing either.
            assertThat(told(new Courier(), "receiver.test", port).isGood()).isFalse();
            assertThat(heard).hasValue("");

            assertThat(told(courier, "receiver.test", port)).isEqualTo(new Courier.Answer(204, "HTTP 204"));
            assertThat(heard).hasValue("{\"state\":\"met\"}");
        } finally {
            server.stop(0);
        }
    }
}
