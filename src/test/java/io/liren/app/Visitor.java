package io.liren.app;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a screen: its cookies, and the token of the page last seen. */
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final int port;
    private String token = "";

    Visitor(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return heard(http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString()));
    }

    HttpResponse<String> post(String path, Map<String, String> values) throws IOException, InterruptedException {
        List<String> pairs = new ArrayList<>();
        values.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        pairs.add("_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        return heard(http.send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(String.join("&", pairs)))
                        .build(),
                BodyHandlers.ofString()));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> heard(HttpResponse<String> response) {
        Matcher found = TOKEN.matcher(response.body());
        if (found.find()) {
            token = found.group(1);
        }
        return response;
    }

    /** From now on it sends a token that no page gave it. */
    void forget() {
        token = "guessed";
    }

    /** Signs in; where that led. */
    String signIn(String account, String password) throws IOException, InterruptedException {
        get("/sign-in");
        return where(post("/sign-in", Map.of("account", account, "password", password)));
    }

    /** Where an answer sends the browser; empty if nowhere. */
    static String where(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .map(URI::create)
                .map(to -> to.getPath()
                        + Optional.ofNullable(to.getQuery()).map(q -> "?" + q).orElse(""))
                .orElse("");
    }
}
