package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.RequestOptions;
import io.liren.wording.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One person's way through the pages, in a browser window of its own. What the browser complains about meanwhile (a script's
 * error, what the security policy refused, a page that answers with 500) fails the walk when it is closed.
 */
public final class Walk implements AutoCloseable {
    private static final Path SHOTS = Path.of("target", "shots");
    /** In milliseconds; a machine that does much else at the same time is slow, not wrong. */
    private static final int PATIENCE = 45_000;

    private static final boolean TAKING_PICTURES = Boolean.getBoolean("liren.shots");

    /** How large the window is. */
    public enum Size {
        /** On a desk. */
        DESK("desk", 1280, 860),
        /** In a hand. */
        PHONE("phone", 390, 844);

        private final String name;
        private final int width;
        private final int height;

        Size(String name, int width, int height) {
            this.name = name;
            this.width = width;
            this.height = height;
        }
    }

    private Size size;
    private final BrowserContext window;
    private final Size own;
    private boolean kept;
    private boolean walking = true;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private Language language = Language.ZH;
    private String expected = "";

    /**
     * @param known what a window of someone who signed in before holds, or an empty text
     */
    Walk(Browser browser, String address, Size size, String known) {
        this.size = size;
        this.own = size;
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setViewportSize(size.width, size.height)
                .setHasTouch(size == Size.PHONE)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setBaseURL(address);
        this.window = browser.newContext(known.isEmpty() ? options : options.setStorageState(known));
        this.page = window.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            // A fragment that was still under way when the page was left is no fault.
            if (message.type().equals("error")
                    && !message.text().matches("htmx:(afterRequest|sendError|sendAbort).*")) {
                complain(message.text() + " (" + message.location() + ")");
            }
        });
        page.onPageError(this::complain);
        page.onResponse(response -> {
            if (response.status() >= 500) {
                complain(response.status() + " " + response.url());
            }
        });
    }

    private void complain(String what) {
        if (expected.isEmpty() || !what.contains(expected)) {
            complaints.add(what + " on " + page.url());
        }
    }

    /** Says that the browser may complain of this: a part of its words. For pages that are refused on purpose. */
    public Walk expecting(String complaint) {
        expected = complaint;
        return this;
    }

    Walk signIn(String account, String password) {
        go("/sign-in");
        write("account", account);
        write("password", password);
        page.locator("main button").click();
        arrived();
        return home();
    }

    /** Opens the first page; an account goes on in the language it was left in, a walk begins in Chinese. */
    private Walk home() {
        page.request()
                .get("/language?to=zh&back=/", RequestOptions.create().setMaxRedirects(0))
                .dispose();
        return go("/");
    }

    /** Says that the window stays when the walk is over, for the next one of the same person. */
    Walk kept() {
        kept = true;
        return this;
    }

    /** Whether somebody is walking here. */
    boolean isWalking() {
        return walking;
    }

    /**
     * Sets out again in a window that was kept, from the first page, as if it were a new one: nothing is left over from forms
     * that were begun.
     *
     * @return whether they have not been signed out in the meantime
     */
    boolean setOut() {
        walking = true;
        expected = "";
        language = Language.ZH;
        on(own);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(null));
        home().page.evaluate("() => localStorage.clear()");
        return !page.url().contains("/sign-in");
    }

    /** What another window needs so that it is signed in as well. */
    String signedIn() {
        return window.storageState();
    }

    /** The window's page, for all that Playwright can do. */
    public Page page() {
        return page;
    }

    /** The browser's window. */
    public BrowserContext window() {
        return window;
    }

    /** Opens an address. */
    public Walk go(String address) {
        page.navigate(address);
        return arrived();
    }

    /** Waits until the page that was asked for is there, scripts and all. */
    public Walk arrived() {
        page.waitForLoadState(LoadState.LOAD);
        return this;
    }

    /** Waits until nothing more comes over the wire: after something that a script fetches. */
    public Walk quiet() {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        return this;
    }

    /** Presses the first link or button of the page's main part that bears these words. */
    public Walk press(String words) {
        page.locator("main a, main button, main summary", new Page.LocatorOptions().setHasText(words))
                .first()
                .click();
        return arrived();
    }

    /** Writes into the field of that name. */
    public Walk write(String field, String text) {
        page.locator("[name='" + field + "']").first().fill(text);
        return this;
    }

    /** Takes the choice of a field that is shown as buttons. */
    public Walk choose(String field, String value) {
        page.locator("[name='" + field + "'][value='" + value + "']").first().check();
        return this;
    }

    /**
     * Finds a record for a field by what is typed, and takes the first of those found that says so; where none does, as when
     * initials were typed, the first that was found.
     */
    public Walk pick(String field, String typed) {
        Locator seek = page.locator("[name='" + field + ".q']").first();
        Locator found = page.locator(".ref", new Page.LocatorOptions().setHas(page.locator("[name='" + field + ".q']")))
                .locator("[data-found]")
                .first();
        if (!seek.inputValue().equals(typed)) {
            found.evaluate("box => box.replaceChildren()");
            page.waitForResponse(
                    answer -> answer.url().contains("q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8)),
                    () -> seek.fill(typed));
        }
        Locator labels = found.locator("label");
        labels.first().waitFor();
        Locator named = found.locator("label", new Locator.LocatorOptions().setHasText(typed));
        (named.count() > 0 ? named : labels).first().click();
        return this;
    }

    /** Goes on in this language. */
    public Walk in(Language other) {
        if (other != language) {
            page.request()
                    .get(
                            "/language?to=" + other.locale().getLanguage() + "&back=/",
                            RequestOptions.create().setMaxRedirects(0))
                    .dispose();
            language = other;
            page.reload();
        }
        return arrived();
    }

    /** Goes on with a window of this size. */
    public Walk on(Size other) {
        size = other;
        page.setViewportSize(other.width, other.height);
        return this;
    }

    /** What stands on the page, without its frame. */
    public String text() {
        return page.locator("main").innerText();
    }

    /**
     * Takes a picture of the whole page, {@code target/shots/<name>-<size>-<language>.png}, if the run has
     * {@code -Dliren.shots=true}: pictures take their time.
     */
    public Walk shot(String name) {
        if (!TAKING_PICTURES) {
            return this;
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SHOTS.resolve(
                        name + "-" + size.name + "-" + language.locale().getLanguage() + ".png")));
        return this;
    }

    /** Takes a picture and holds the page against {@link #hasNoBarrier()}. */
    public Walk look(String name) {
        return shot(name).hasNoBarrier();
    }

    /** Holds the page against axe: nothing serious or critical may stand in anyone's way; and it {@link #fits()}. */
    public Walk hasNoBarrier() {
        page.evaluate(Axe.SCRIPT);
        Object found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations"
                + ".filter(v => ['serious', 'critical'].includes(v.impact))"
                + ".map(v => v.id + ': ' + v.help + ' — ' + v.nodes.slice(0, 3).map(n => n.html).join(' ')))");
        assertThat((List<?>) found).as("barriers on " + page.url()).isEmpty();
        return fits();
    }

    /** Nothing is cut off at the side, so that nobody has to push the page about. */
    public Walk fits() {
        assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                .as("the width of " + page.url() + " on a window of " + size.width)
                .isEqualTo(size.width);
        return this;
    }

    @Override
    public void close() {
        walking = false;
        if (!kept) {
            window.close();
        }
        List<String> heard = List.copyOf(complaints);
        complaints.clear();
        assertThat(heard).as("what the browser complained about").isEmpty();
    }

    /** axe-core's script, as its makers publish it. */
    private static final class Axe {
        private static final String SCRIPT = read();

        private static String read() {
            try (InputStream in = Walk.class.getResourceAsStream("/axe.min.js")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How large what was fetched for a page is, in bytes, by address: the page itself and all it needs. */
    public Map<?, ?> weights() {
        return (Map<?, ?>) page.evaluate("() => Object.fromEntries([...performance.getEntriesByType('navigation'),"
                + " ...performance.getEntriesByType('resource')].map(e => [e.name, e.encodedBodySize]))");
    }
}
