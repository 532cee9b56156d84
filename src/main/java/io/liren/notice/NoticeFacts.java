package io.liren.notice;

import io.liren.access.Mask;
import io.liren.notice.NoticeText.Fact;
import io.liren.register.FieldWords;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.sql.Row;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The facts that a notice shows, in words and masked. */
final class NoticeFacts {
    private final Registers registers;

    NoticeFacts(Registers registers) {
        this.registers = registers;
    }

    RegisterModel model(Notice notice) {
        return registers.model(notice.of().register());
    }

    /** The facts of a record; empty if there is no such record. */
    Optional<List<Fact>> of(Transaction transaction, Notice notice, UUID community, UUID record, LocalDate day) {
        return transaction.optional(
                Sql.of("select * from ({rows}) r where r.record_id = {record}")
                        .part("rows", notice.anyRows(community, day))
                        .value("record", record),
                row -> of(notice, row));
    }

    /** The facts of a row of {@link Notice#rows}. */
    List<Fact> of(Notice notice, Row row) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < notice.shown().size(); i++) {
            Notice.Shown shown = notice.shown().get(i);
            Object value = row.value(Notice.column(i));
            facts.add(new Fact(
                    shown.label(), new Label(words(shown, value, Language.ZH), words(shown, value, Language.EN))));
        }
        return facts;
    }

    private String words(Notice.Shown shown, @Nullable Object value, Language language) {
        if (shown.named() && value instanceof String name) {
            return Mask.surname(name);
        }
        return FieldWords.of(registers.typeOf(shown.value()), value, language, Map.of());
    }

    static LocalDate until(
            Transaction transaction, Notice notice, Notice.Form.Dated dated, UUID community, LocalDate day) {
        return transaction.one(
                Sql.of("select {until} as until_on")
                        .part(
                                "until",
                                Notice.until(
                                        dated,
                                        notice.names(),
                                        notice.place().rulebook(),
                                        Sql.of("{community}::uuid").value("community", community),
                                        Sql.of("{day}::date").value("day", day))),
                row -> row.date("until_on"));
    }

    static Label issuer(Transaction transaction, UUID community) {
        return transaction.one(
                Sql.of("select name_zh, name_en from area where id = {id}").value("id", community),
                row -> new Label(row.text("name_zh"), row.text("name_en")));
    }
}
