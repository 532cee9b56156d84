package io.liren.app;

import io.liren.wording.Language;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No page stands in anyone's way: held against axe at both sizes, in both languages. */
@ExtendWith(OpenDemo.Lent.class)
class BarrierIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/rulebooks",
                "/rulebooks/party",
                "/rulebooks/party/6",
                "/registers",
                "/registers/community/person",
                "/registers/community/person?add=sex",
                "/registers/party/meeting/new",
                "/ledgers",
                "/cases",
                "/reports",
                "/settings",
                "/parameters",
                "/enter",
                "/search?q=z",
                "/no-such-page"
            })
    void everyPageIsOpenToEveryone(String address, OpenDemo demo) {
        String name = "page" + address.replaceAll("[^a-z0-9]+", "-");
        for (Walk someone : List.of(demo.desk("secretary"), demo.phone("secretary"))) {
            try (Walk walk = someone.expecting("404")) {
                for (Language language : Language.values()) {
                    walk.in(language).go(address).quiet().look(name);
                }
            }
        }
    }
}
