package io.liren.app;

import io.liren.wording.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing stands in anyone's way: each kind of page against axe, and on a desk and in a hand, in Chinese and in English, in full. */
@ExtendWith(OpenDemo.Lent.class)
class BarrierIT {
    /** @param ways the links to follow from there, one after the other, as no record's address is known beforehand; - for none */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "secretary, /, -",
                "secretary, /rulebooks, -",
                "secretary, /rulebooks/party/6, -",
                "secretary, /registers, -",
                "secretary, /registers/community/person?add=sex, -",
                "secretary, /registers/community/person?q=zz, -",
                "secretary, /registers/community/person, tbody a",
                "secretary, /registers/community/person, tbody a | main a[href$='/correction']",
                "secretary, /enter, -",
                "secretary, /enter, .rows a",
                "secretary, /search?q=zg, -",
                "secretary, /ledgers, -",
                "secretary, /ledgers, .rows a",
                "treasurer, /cases, -",
                "treasurer, /cases, tbody a",
                "secretary, /reports, main .rows a",
                "publicist, /reports, main a[href^='/reports/party/'] | main .sheet td a",
                "safety, /notices, -",
                "safety, /notices, main .rows a",
                "safety, /intakes, -",
                "admin, /settings, -",
                "admin, /users, -",
                "admin, /journal, -",
                "admin, /parameters, -",
                "street, /street, -",
                "secretary, /?as-of=2026-09-30, -",
            })
    void everyPageIsOpenToEveryone(String account, String address, String ways, OpenDemo demo) {
        String name =
                "page" + (address + "-" + ways).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
        try (Walk walk = demo.desk(account)) {
            walk.go(address);
            for (String way : List.of(ways.split(" \\| "))) {
                if (!way.equals("-")) {
                    walk.page().locator(way).first().click();
                    walk.arrived();
                }
            }
            walk.look(name);
            walk.on(Walk.Size.PHONE).shot(name).fits();
            walk.in(Language.EN).shot(name).fits();
            walk.on(Walk.Size.DESK).fits();
        }
    }

    @Test
    void theDoorIsOpenToEveryone(OpenDemo demo) {
        try (Walk walk = demo.door(Walk.Size.PHONE).expecting("404")) {
            walk.go("/sign-in").look("door").in(Language.EN).fits();
            walk.go("/no-such-page").look("no-such-page");
        }
    }
}
