package io.liren.app;

import io.liren.access.Areas;
import io.liren.access.Staff;
import io.liren.derivation.Waivers;
import io.liren.schema.Ids;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.web.WebConfiguration;
import io.liren.web.signin.Founder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The running web server. It listens on this machine only. */
final class Server implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Server(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it. {@code port} 0: any that is free. */
    static Server start(Engine engine, int port) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", port);
        settings.put("server.shutdown", "graceful");
        // What stands in front of it on this machine says from where, and under which name, it was asked.
        settings.put("server.forward-headers-strategy", "native");
        settings.put("server.tomcat.remoteip.host-header", "X-Forwarded-Host");
        settings.put("server.compression.enabled", "true");
        settings.put(
                "server.compression.mime-types",
                "text/html,text/css,application/javascript,text/javascript,image/svg+xml");
        // Style and script are addressed by what they hold (Assets): what was fetched once is not asked for again.
        settings.put("spring.web.resources.cache.cachecontrol.max-age", "365d");
        settings.put("server.servlet.session.timeout", "8h");
        settings.put("server.servlet.session.cookie.http-only", "true");
        settings.put("server.servlet.session.cookie.same-site", "lax");
        settings.put("spring.threads.virtual.enabled", "true");
        settings.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        settings.put("spring.servlet.multipart.max-file-size", "20MB");
        settings.put("spring.servlet.multipart.max-request-size", "25MB");
        // A form sends a part for each field and each choice, a file its name in Chinese: more than a server expects.
        settings.put("server.tomcat.max-part-count", "1000");
        settings.put("server.tomcat.max-part-header-size", "4KB");
        settings.put("management.endpoints.web.exposure.include", "health");
        settings.put("management.health.db.enabled", "false");
        settings.put("spring.main.register-shutdown-hook", "false");
        try {
            return new Server(context(engine, settings));
        } catch (RuntimeException e) {
            throw Ports.explain(e, port)
                    .<RuntimeException>map(failure -> failure)
                    .orElse(e);
        }
    }

    private static ConfigurableApplicationContext context(Engine engine, Map<String, Object> settings) {
        return new SpringApplicationBuilder(WebConfiguration.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .initializers(fresh -> {
                    var beans = fresh.getBeanFactory();
                    beans.registerSingleton("database", engine.database());
                    beans.registerSingleton("edition", engine.edition());
                    beans.registerSingleton("today", engine.today());
                    beans.registerSingleton("templates", engine.templates());
                    beans.registerSingleton("journal", engine.journal());
                    beans.registerSingleton("keys", engine.keys());
                    beans.registerSingleton("facts", engine.facts());
                    beans.registerSingleton("records", engine.records());
                    beans.registerSingleton("registers", engine.records().registers());
                    beans.registerSingleton("derivations", engine.derivations());
                    beans.registerSingleton(
                            "waivers",
                            new Waivers(engine.database(), engine.edition(), engine.today(), engine.journal()));
                    beans.registerSingleton("ledgers", engine.ledgers());
                    beans.registerSingleton("reports", engine.reports());
                    beans.registerSingleton("sheets", engine.sheets());
                    beans.registerSingleton("parameters", engine.parameters());
                    beans.registerSingleton("accounts", engine.accounts());
                    beans.registerSingleton("staff", new Staff(engine.database(), engine.journal(), engine.today()));
                    beans.registerSingleton("titles", engine.titles());
                    beans.registerSingleton("replays", engine.replays());
                    beans.registerSingleton("founder", founder(engine));
                })
                .properties(settings)
                .run();
    }

    private static Founder founder(Engine engine) {
        return (community, street, name, login, hash) -> engine.owner().inTransaction(Scope.platform(), transaction -> {
            // Two who begin at the same moment: the second one waits here, and finds the first.
            transaction.update(Sql.of("lock table app_user in exclusive mode"));
            if (transaction.any(Sql.of("select 1 from app_user limit 1"))) {
                return false;
            }
            UUID topmost = Areas.topmost(transaction, Ids.fresh(engine.today().now()));
            UUID above = Ids.fresh(engine.today().now());
            Areas.make(transaction, above, Optional.of(topmost), "street", street, street);
            UUID place = Ids.fresh(engine.today().now());
            Areas.make(transaction, place, Optional.of(above), "community", community, community);
            UUID user = Ids.fresh(engine.today().now());
            // Whoever begins alone holds every post until others take them over.
            List<String> posts = new ArrayList<>(List.of(Staff.ADMINISTRATOR));
            engine.edition()
                    .rulebooks()
                    .forEach(rulebook ->
                            rulebook.posts().keySet().forEach(post -> posts.add(rulebook.id() + "." + post)));
            Staff.found(
                    transaction, engine.journal(), user, engine.today().now(), place, user, login, name, hash, posts);
            return true;
        });
    }

    /** The port it listens on. */
    int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer(), "a server that runs")
                .getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
