package io.liren.web.notice;

import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.expression.Type;
import io.liren.notice.Notice;
import io.liren.notice.PublicNotices;
import io.liren.parameter.Parameter;
import io.liren.parameter.Parameters;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.web.frame.Words;
import io.liren.web.parameter.ParameterWords;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes the page of a list that stands (长期公开), for the public and for workers. */
@Component
final class StandingMaker {
    private final PublicNotices notices;
    private final Edition edition;
    private final Parameters parameters;
    private final Database database;
    private final Today today;

    StandingMaker(PublicNotices notices, Edition edition, Parameters parameters, Database database, Today today) {
        this.notices = notices;
        this.edition = edition;
        this.parameters = parameters;
        this.database = database;
        this.today = today;
    }

    /** @param worker whether it says what is kept from the public */
    StandingPage make(UUID community, Notice notice, Words words, boolean worker) {
        List<PublicNotices.Line> lines = notices.lines(community, notice, words.language());
        long leaking = lines.stream().filter(l -> !l.leaks().isEmpty()).count();
        List<String> withheld = new ArrayList<>();
        if (worker && leaking > 0) {
            String kinds = lines.stream()
                    .flatMap(l -> l.leaks().stream())
                    .map(l -> l.what().in(words.language()))
                    .distinct()
                    .collect(Collectors.joining(words.say("list.or")));
            withheld.add(words.say("notice.withheld", leaking, kinds));
        }
        return new StandingPage(
                notice.label().in(words.language()),
                notice.intro().in(words.language()),
                words.say("notice.asOf", Formats.date(today.today(), words.language())),
                rests(community, notice, words),
                notice.shown().stream()
                        .map(s -> new StandingPage.Column(
                                s.label().in(words.language()),
                                s.value().type() instanceof Type.Whole
                                        || s.value().type() instanceof Type.Decimal))
                        .toList(),
                lines.stream()
                        .filter(l -> l.leaks().isEmpty())
                        .map(l -> l.words().stream()
                                .map(w -> w.isEmpty() ? "—" : w)
                                .toList())
                        .toList(),
                withheld,
                words.say("notice.nobody"));
    }

    private List<StandingPage.Rests> rests(UUID community, Notice notice, Words words) {
        LocalDate day = today.today();
        List<Parameters.Past> values =
                database.inTransaction(Scope.of(community), transaction -> parameters.values(transaction, community));
        List<StandingPage.Rests> rests = new ArrayList<>();
        for (String id : notice.parameters()) {
            edition.find(Parameter.class, id)
                    .ifPresent(parameter -> values.stream()
                            .filter(v -> v.name().equals(id) && !v.from().isAfter(day))
                            .findFirst()
                            .ifPresent(v -> rests.add(new StandingPage.Rests(
                                    parameter.label().in(words.language()),
                                    ParameterWords.of(parameter, v.json(), words),
                                    words.say(
                                            "notice.since",
                                            Formats.date(v.from(), words.language()),
                                            Label.parse(v.source()).in(words.language()))))));
        }
        return rests;
    }
}
