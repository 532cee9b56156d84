package io.liren.web.setting;

import java.util.List;

/** The settings (设置): one door each. */
public record SettingsPage(List<Group> groups) {
    /** Doors that belong together. */
    public record Group(String title, List<Door> doors) {}

    /** A door: where it leads, and what stands there now. */
    public record Door(String title, String href, String note) {}
}
