package io.liren.web.importing;

import io.liren.importing.Checked;
import io.liren.importing.Plan;
import io.liren.importing.Upload;
import io.liren.wording.Label;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file that is being checked or entered, and how far that is. */
final class Run {
    final UUID user;
    final Upload upload;
    final Plan plan;
    final boolean entering;
    private volatile int rows;
    private volatile @Nullable Checked checked;
    private volatile @Nullable Label failed;

    Run(UUID user, Upload upload, Plan plan, boolean entering) {
        this.user = user;
        this.upload = upload;
        this.plan = plan;
        this.entering = entering;
    }

    void at(int read) {
        rows = read;
    }

    void done(Checked found) {
        checked = found;
    }

    void failed(Label why) {
        failed = why;
    }

    int rows() {
        return rows;
    }

    Optional<Checked> checked() {
        return Optional.ofNullable(checked);
    }

    Optional<Label> failed() {
        return Optional.ofNullable(failed);
    }

    boolean running() {
        return checked == null && failed == null;
    }
}
