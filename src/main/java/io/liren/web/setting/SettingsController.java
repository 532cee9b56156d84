package io.liren.web.setting;

import io.liren.access.Staff;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.parameter.Parameter;
import io.liren.web.frame.FrameMaker;
import io.liren.web.frame.Page;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The doors of the settings (设置); those of the administrator are shown to the administrator. */
@Controller
class SettingsController {
    private final Edition edition;
    private final Staff staff;
    private final FrameMaker frames;

    SettingsController(Edition edition, Staff staff, FrameMaker frames) {
        this.edition = edition;
        this.staff = staff;
        this.frames = frames;
    }

    @GetMapping("/settings")
    Page doors(HttpServletRequest request, Viewer viewer) {
        Words words = frames.words(viewer);
        List<SettingsPage.Group> groups = new ArrayList<>();
        groups.add(new SettingsPage.Group(
                words.say("nav.rulebooks"),
                List.of(new SettingsPage.Door(
                        words.say("parameters.title"),
                        "/parameters",
                        Formats.count(edition.all(Parameter.class).size(), viewer.language())))));
        List<SettingsPage.Door> office = new ArrayList<>();
        office.add(new SettingsPage.Door(words.say("password.title"), "/password", ""));
        if (viewer.posts().contains(Staff.ADMINISTRATOR)) {
            office.addFirst(new SettingsPage.Door(words.say("journal.title"), "/journal", ""));
        }
        if (Staff.keeps(viewer)) {
            office.addFirst(new SettingsPage.Door(
                    words.say("users.title"),
                    "/users",
                    words.say("users.count", staff.all(viewer).size())));
        }
        groups.add(new SettingsPage.Group(words.say("settings.office"), office));
        List<SettingsPage.Door> others = new ArrayList<>(List.of(
                new SettingsPage.Door(words.say("calendar.title"), "/feeds", words.say("calendar.note")),
                new SettingsPage.Door(words.say("tokens.title"), "/tokens", words.say("tokens.note"))));
        if (viewer.posts().contains(Staff.ADMINISTRATOR)) {
            others.add(new SettingsPage.Door(words.say("webhooks.title"), "/webhooks", words.say("webhooks.note")));
        }
        groups.add(new SettingsPage.Group(words.say("settings.others"), others));
        return Page.of(
                "setting/page",
                frames.frame(request, viewer, words.say("settings.title"), "/settings"),
                new SettingsPage(groups));
    }
}
