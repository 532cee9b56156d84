package io.liren.web.organisation;

import io.liren.calendar.Period;
import io.liren.wording.Language;

/** A period's key as people say it. */
final class PeriodWords {
    private PeriodWords() {}

    static String of(String key, Language language) {
        return Period.read(key).map(p -> p.label(language)).orElse(key);
    }
}
