package io.liren.app;

import io.liren.access.Areas;
import io.liren.access.Viewer;
import io.liren.calendar.SystemToday;
import io.liren.calendar.Today;
import io.liren.register.EntryOptions;
import io.liren.register.Outcome;
import io.liren.schema.Ids;
import io.liren.sql.Scope;
import io.liren.wording.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A process that writes until it is killed. What it says it has kept, has to be there afterwards. */
final class KilledWriter {
    static final String REGISTER = "notes.note";
    static final String BOOK = """
            ---
            rulebook: notes
            title: 记事 | Notes
            version: 2026-01
            posts: {clerk: 经办人 | Clerk}
            ---
            ## 1 记事 | Notes
            每月记事一次。
            ```register
            note:
              label: 记事 | Note
              title: [text]
              happened: on
              enter: [clerk]
              fields:
                text:   {label: 内容 | Text, type: text, required: true}
                secret: {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}, for: [clerk]}
                on:     {label: 日期 | Date, type: date, required: true, default: today}
            ```
            ```duty
            monthly: {label: 每月记事 | Monthly note, every: month, met-by: note, owed-by: clerk}
            ```
            """;

    private KilledWriter() {}

    static Engine engine(Connections connections, Path home) {
        return Engine.open(
                connections, home, home.resolve("rulebooks"), new SystemToday(Today.SHANGHAI), Progress.silent());
    }

    static Viewer clerk(UUID community) {
        return new Viewer(new UUID(0, 7), "王庚七", community, Set.of("notes.clerk"), Language.ZH, Optional.empty());
    }

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        Connections connections = Connections.open(home, Places.cache(), Optional.empty(), Progress.silent());
        Engine engine = engine(connections, home);
        UUID community = engine.communities().stream()
                .findFirst()
                .orElseGet(() -> engine.owner().inTransaction(Scope.platform(), transaction -> {
                    UUID above =
                            Areas.topmost(transaction, Ids.fresh(engine.today().now()));
                    UUID id = Ids.fresh(engine.today().now());
                    Areas.make(transaction, id, Optional.of(above), "community", "试点社区", "Pilot");
                    return id;
                }));
        List<Thread> writers = List.of(
                Thread.ofPlatform().unstarted(() -> write(engine, community, "甲")),
                Thread.ofPlatform().unstarted(() -> write(engine, community, "乙")));
        writers.forEach(Thread::start);
    }

    private static void write(Engine engine, UUID community, String who) {
        for (int i = 0; ; i++) {
            String text = who + i;
            Outcome outcome = engine.facts()
                    .enter(
                            clerk(community),
                            REGISTER,
                            Map.of("text", text, "secret", "19900001234"),
                            EntryOptions.none());
            if (outcome instanceof Outcome.Entered entered) {
                System.out.println("kept " + entered.id());
                System.out.flush();
            } else {
                System.out.println("refused " + outcome);
                return;
            }
        }
    }
}
