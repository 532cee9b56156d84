package io.liren.app;

import io.liren.wording.Label;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The port of the pages: found to be taken before anything else is begun, and said in words. */
final class Ports {
    private Ports() {}

    /**
     * Checks that a port is free; 0 always is.
     *
     * @throws StartFailure if another program listens there, or may not be listened to
     */
    static void require(int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw taken(port, e);
        }
    }

    /** What to tell of a failed start, if it was the port. */
    static Optional<StartFailure> explain(RuntimeException e, int port) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return Optional.of(taken(port, e));
            }
        }
        return Optional.empty();
    }

    private static StartFailure taken(int port, Exception e) {
        return new StartFailure(
                new Label(
                        "端口 " + port + " 用不了:" + e.getMessage() + "。可能另一个里仁正在运行;换一个端口:--port "
                                + (port < 65_535 ? port + 1 : 8081),
                        "port " + port + " can't be used: " + e.getMessage()
                                + ". Another Liren may be running; take another port: --port "
                                + (port < 65_535 ? port + 1 : 8081)),
                e);
    }
}
