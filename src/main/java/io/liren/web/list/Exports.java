package io.liren.web.list;

import io.liren.access.Viewer;
import io.liren.exchange.TableFile;
import io.liren.ledger.Ledger;
import io.liren.ledger.Ledgers;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Filter;
import io.liren.register.ListQuery;
import io.liren.register.Page;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.wording.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists as Excel files (导出): all pages of what is seen, masked as it is seen. */
final class Exports {
    private static final int PAGE = 500;
    private final Records records;
    private final Ledgers ledgers;
    private final LedgerMaker maker;

    Exports(Records records, Ledgers ledgers, LedgerMaker maker) {
        this.records = records;
        this.ledgers = ledgers;
        this.maker = maker;
    }

    void register(Viewer viewer, ListQuery asked, TableFile file, List<String> under, OutputStream out)
            throws IOException {
        Language language = viewer.language();
        Page first = records.list(viewer, asked.size(PAGE));
        RegisterModel model = first.register();
        List<String> heads = first.columns().stream()
                .map(c -> model.field(c).map(f -> f.label().in(language)).orElse(c))
                .toList();
        file.write(out, model.label().in(language), under, heads, language, lines -> {
            Page page = first;
            while (true) {
                for (Page.Line line : page.lines()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (String column : page.columns()) {
                        values.add(value(model.field(column), line.values().get(column), page, language));
                    }
                    lines.line(values);
                }
                if (page.next().isEmpty()) {
                    return;
                }
                page = records.list(viewer, asked.after(page.next().get()).size(PAGE));
            }
        });
    }

    private static @Nullable Object value(
            Optional<FieldModel> field, @Nullable Object value, Page page, Language language) {
        boolean number = value instanceof BigDecimal
                && field.map(FieldModel::type).filter(FieldType::numeric).isPresent();
        return number || value instanceof LocalDate || value instanceof Instant
                ? value
                : ListMaker.said(field, value, page.titles(), language);
    }

    void ledger(Viewer viewer, Ledger ledger, Asked asked, TableFile file, List<String> under, OutputStream out)
            throws IOException {
        Language language = viewer.language();
        List<Ledger.Column> shown = maker.shown(ledger, asked);
        List<Filter> filters = maker.filters(viewer, ledger, asked);
        List<String> heads = shown.stream().map(c -> c.label().in(language)).toList();
        file.write(out, ledger.label().in(language), under, heads, language, lines -> {
            int offset = 0;
            Ledgers.Sheet sheet;
            do {
                sheet = ledgers.sheet(viewer, ledger, filters, LedgerMaker.order(ledger, asked), offset, PAGE);
                for (LedgerMaker.Table.Row row :
                        maker.table(viewer, sheet, shown, language).rows()) {
                    lines.line(row.values());
                }
                offset += PAGE;
            } while (sheet.lines().size() == PAGE);
        });
    }
}
