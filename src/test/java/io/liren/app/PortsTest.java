package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port that is taken is said at once, before a database is started or a community invented. */
class PortsTest {
    @Test
    void aTakenPortIsToldBeforeAnythingIsBegun(@TempDir Path folder) throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            String port = String.valueOf(other.getLocalPort());
            Path home = folder.resolve("home");
            int code = Liren.run(List.of("run", "--home", home.toString(), "--port", port));
            assertThat(code).isEqualTo(Command.CANNOT_START);
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("端口 " + port, "--port")
                    .doesNotContain("\tat ");
            assertThat(Files.exists(home)).isFalse();
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void aPortLostInBetweenIsToldToo() {
        RuntimeException failed = new IllegalStateException("no server", new BindException("Address already in use"));
        assertThat(Ports.explain(failed, 8080))
                .hasValueSatisfying(f -> assertThat(f.says().en()).contains("8080", "--port 8081"));
        assertThat(Ports.explain(new IllegalStateException("something else"), 8080))
                .isEmpty();
        assertThatThrownBy(() -> {
                    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                        Ports.require(other.getLocalPort());
                    }
                })
                .isInstanceOf(StartFailure.class);
        Ports.require(0);
    }
}
