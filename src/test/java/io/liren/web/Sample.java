package io.liren.web;

import io.liren.web.form.Field;
import io.liren.web.form.Input;
import io.liren.web.frame.Frame;
import io.liren.web.frame.Frame.NavItem;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the made-up pages share, in one language. All people are invented. */
record Sample(Words words) {

    /** The Chinese or the English of {@code 中文 | English}. */
    String t(String both) {
        var parts = both.split(" \\| ", 2);
        return words.language() == Language.ZH ? parts[0] : parts[parts.length - 1];
    }

    Link link(String text, String href) {
        return new Link(t(text), href);
    }

    Tag tag(String text, Tone tone) {
        return new Tag(t(text), tone);
    }

    Option option(String value, String text, boolean chosen) {
        return new Option(value, t(text), chosen);
    }

    Field field(String name, String label, Input input) {
        return new Field(name, t(label), "", "", true, false, input);
    }

    Field field(String name, String label, String hint, Input input) {
        return new Field(name, t(label), t(hint), "", true, false, input);
    }

    Frame frame(String title, String current) {
        return frame(title, current, false, null);
    }

    Frame frame(String title, String current, boolean anotherDay, Frame.@Nullable Flash flash) {
        return new Frame(
                words,
                t(title),
                t("试点社区 | Pilot Community"),
                t("槐荫街道 | Huaiyin Street"),
                List.of(
                        nav("nav.today", "today", current, "6", true),
                        nav("nav.rulebooks", "rulebooks", current, "", false),
                        nav("nav.registers", "registers", current, "", false),
                        nav("nav.ledgers", "ledgers", current, "", false),
                        nav("nav.cases", "cases", current, "9", false),
                        nav("nav.reports", "reports", current, "1", false),
                        nav("nav.settings", "settings", current, "", false)),
                List.of(
                        nav("tab.today", "today", current, "6", true),
                        nav("tab.enter", "enter", current, "", false),
                        nav("tab.find", "search", current, "", false),
                        nav("tab.rulebooks", "rulebooks", current, "", false)),
                "",
                new Frame.DateChip(
                        anotherDay ? t("2026年6月30日 | 30 June 2026") : t("2026年11月23日 星期一 | Monday 23 November 2026"),
                        anotherDay,
                        "2026-11-23",
                        "/today",
                        "/today"),
                List.of(words.language() == Language.ZH ? new Link("English", "?lang=en") : new Link("中文", "?lang=zh")),
                new Frame.SignedIn("u1", t("孙丙三 | Sun Bingsan"), t("民政专干、党务委员 | Civil affairs, party affairs")),
                flash,
                new Frame.Csrf("X-CSRF-TOKEN", "_csrf", "token"));
    }

    Frame door(String title) {
        var frame = frame(title, "");
        return new Frame(
                words,
                frame.title(),
                frame.community(),
                frame.above(),
                List.of(),
                List.of(),
                "",
                frame.date(),
                frame.languages(),
                null,
                null,
                frame.csrf());
    }

    private NavItem nav(String key, String place, String current, String count, boolean pressing) {
        return new NavItem(words.say(key), "/" + place, place.equals(current), count, pressing);
    }

    static final List<String> NAMES =
            List.of("赵甲一", "钱乙二", "孙丙三", "李丁四", "周戊五", "吴己六", "郑辛八", "王庚七", "冯壬九", "陈癸十", "欧阳子丑寅卯", "迪丽努尔·买买提江·阿不都热合曼");

    static List<String> names(int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> NAMES.get(i % NAMES.size()))
                .toList();
    }
}
