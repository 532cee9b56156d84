package io.liren.web.importing;

import io.liren.access.Viewer;
import io.liren.importing.Imports;
import io.liren.importing.Plan;
import io.liren.importing.Upload;
import io.liren.wording.Label;
import io.liren.workbook.BadWorkbook;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks and enters files beside the requests that ask for it. What was found is kept for the last few files. */
final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final int KEPT = 40;
    private static final int AT_ONCE = 2;
    private final Imports imports;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<UUID, Run> runs = new LinkedHashMap<>();

    Runs(Imports imports) {
        this.imports = imports;
    }

    Optional<Run> find(Viewer viewer, UUID upload) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(upload)).filter(r -> r.user.equals(viewer.user()));
        }
    }

    /** Begins, unless it is under way already. */
    void start(Viewer viewer, Upload upload, Plan plan, boolean entering) {
        Run run = new Run(viewer.user(), upload, plan, entering);
        synchronized (runs) {
            Run before = runs.get(upload.id());
            if (before != null && before.running()) {
                return;
            }
            runs.remove(upload.id());
            runs.put(upload.id(), run);
            var oldest = runs.entrySet().iterator();
            for (int more = runs.size() - KEPT; more > 0 && oldest.hasNext(); more--) {
                if (!oldest.next().getValue().running()) {
                    oldest.remove();
                }
            }
        }
        Thread.ofVirtual().name("import-" + upload.id()).start(() -> work(viewer, run));
    }

    private void work(Viewer viewer, Run run) {
        turns.acquireUninterruptibly();
        try {
            run.done(
                    run.entering
                            ? imports.enter(viewer, run.upload, run.plan, run::at)
                            : imports.check(viewer, run.upload, run.plan, run::at));
        } catch (BadWorkbook e) {
            run.failed(e.says());
        } catch (RuntimeException | Error e) {
            LOG.error("an import failed", e);
            run.failed(new Label("出了意外,没有导入任何内容。请再试一次", "Something went wrong; nothing was entered. Please try again"));
        } finally {
            turns.release();
        }
    }
}
