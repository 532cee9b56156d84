package io.liren.app;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.liren.calendar.Today;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The invented community, open in a real browser: one database, one server and one browser for all classes of a test run
 * that share a JVM.
 * It is 24 November 2026 there.
 *
 * <p>To write a browser walk, name it {@code …IT} and ask for this in the test:
 *
 * <pre>{@code
 * @ExtendWith(OpenDemo.Lent.class)
 * class VisitIT {
 *     @Test
 *     void aVisitEnteredOnAPhoneSettlesItsDuty(OpenDemo demo) {
 *         try (Walk walk = demo.phone("clerk")) {          // signed in, 390 px wide, in Chinese
 *             walk.go("/enter");
 *             walk.press("登记走访");                       // a link or a button, by its words
 *             walk.write("visited_on", "昨天");             // a field, by its name
 *             walk.page().locator("…").click();            // all that Playwright can do
 *             walk.arrived();                              // wait after a click of one's own
 *             walk.look("visit");                          // target/shots/visit-phone-zh.png, and no barrier (axe)
 *         }                                                // fails if the browser complained meanwhile
 *     }
 * }
 * }</pre>
 *
 * <p>The community is shared: a walk finds or makes the records that it changes, counts before and after instead of expecting
 * figures, and leaves accounts and parameters as they were. {@link #engine()} tells what only the program knows.
 */
public final class OpenDemo implements AutoCloseable {
    private static final Path HOME = Path.of("target", "pg", "open-demo-" + System.getProperty("liren.fork", "1"));
    private static final Path APART = Path.of("target", "pg", "apart-demo-" + System.getProperty("liren.fork", "1"));
    private static final String WAY_TO_BROWSER = "LIREN_BROWSER";
    private final Connections connections;
    private final Engine engine;
    private final Server server;
    private final Playwright playwright;
    private final Browser browser;
    private final String password;
    private final boolean guest;
    private final Map<String, String> signedIn = new HashMap<>();
    private final Map<String, Walk> windows = new HashMap<>();

    private OpenDemo(
            Connections connections,
            Engine engine,
            Server server,
            Playwright playwright,
            Browser browser,
            String password,
            boolean guest) {
        this.connections = connections;
        this.engine = engine;
        this.server = server;
        this.playwright = playwright;
        this.browser = browser;
        this.password = password;
        this.guest = guest;
    }

    private static OpenDemo open() {
        try {
            MadeDemo.copyTo(HOME);
            Connections connections = Connections.open(HOME, Places.cache(), Optional.empty(), Progress.silent());
            Engine engine = Engine.open(connections, HOME, Path.of("rulebooks"), MadeDemo.today(), Progress.silent());
            Server server = Server.start(engine, 0);
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            String path = Optional.ofNullable(System.getenv(WAY_TO_BROWSER))
                    .filter(p -> !p.isBlank())
                    .orElse("/usr/bin/chromium");
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(path))
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            return new OpenDemo(
                    connections,
                    engine,
                    server,
                    playwright,
                    browser,
                    DemoDescription.read().password(),
                    false);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The same community in a copy of its own, in the same browser, for a walk that takes days: nothing that is done there is
     * seen here.
     *
     * @param today its clock
     */
    OpenDemo apart(Today today) {
        try {
            MadeDemo.copyTo(APART);
            Connections own = Connections.open(APART, Places.cache(), Optional.empty(), Progress.silent());
            Engine running = Engine.open(own, APART, Path.of("rulebooks"), today, Progress.silent());
            return new OpenDemo(own, running, Server.start(running, 0), playwright, browser, password, true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        windows.values().forEach(walk -> walk.window().close());
        if (!guest) {
            browser.close();
            playwright.close();
        }
        server.close();
        connections.close();
    }

    /** Lends the demo to the tests that ask for it: opened for the first, closed after the last of the run. */
    public static final class Lent implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == OpenDemo.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(OpenDemo.class))
                    .computeIfAbsent(OpenDemo.class, k -> open(), OpenDemo.class);
        }
    }

    /** Someone at a desk, 1280 px wide, signed in, in Chinese. */
    public Walk desk(String account) {
        return inside(account, Walk.Size.DESK);
    }

    /** Someone with a phone, 390 px wide, signed in, in Chinese. */
    public Walk phone(String account) {
        return inside(account, Walk.Size.PHONE);
    }

    /** Signing in takes a while, on purpose, and so does a new window: whoever came once keeps both. */
    private Walk inside(String account, Walk.Size size) {
        Walk there = windows.get(account + " " + size);
        if (there != null && !there.isWalking() && there.setOut()) {
            return there;
        }
        Walk walk = new Walk(browser, address(), size, signedIn.getOrDefault(account, ""));
        if (!signedIn.containsKey(account) || !walk.setOut()) {
            walk.signIn(account, password);
            signedIn.put(account, walk.signedIn());
        }
        if (there == null || !there.isWalking()) {
            windows.put(account + " " + size, walk.kept());
        }
        return walk;
    }

    /** Someone who stands before the door and is not signed in. */
    public Walk door(Walk.Size size) {
        return new Walk(browser, address(), size, "");
    }

    private String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The password of every account. */
    public String password() {
        return password;
    }

    /** The running system behind the pages. */
    Engine engine() {
        return engine;
    }
}
