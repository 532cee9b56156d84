package io.liren.notice;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One publication (一次公示) of a record.
 *
 * @param untilOn the last day on which the public sees it
 * @param place where it hangs
 * @param text as published; missing if it was on paper only
 * @param digest of the text, SHA-256; empty without one
 * @param downOn taken down early
 * @param objections how many there are
 * @param open how many of them wait for an answer
 * @param state on the day asked about
 */
public record Posting(
        Notice notice,
        UUID id,
        UUID record,
        LocalDate publishedOn,
        LocalDate untilOn,
        String place,
        Optional<String> text,
        String digest,
        Optional<LocalDate> downOn,
        Optional<String> why,
        int revision,
        long objections,
        long open,
        NoticeState state) {

    /** The publications of a notice, the latest first. */
    static List<Posting> of(
            Transaction transaction, Notice notice, UUID community, Optional<UUID> record, LocalDate day) {
        Sql which = record.map(r -> Sql.of(" and p.record_id = {record}").value("record", r))
                .orElse(Sql.empty());
        return read(transaction, notice, community, which, day);
    }

    /** One publication. */
    static Optional<Posting> one(Transaction transaction, Notice notice, UUID community, UUID id, LocalDate day) {
        return read(transaction, notice, community, Sql.of(" and p.id = {id}").value("id", id), day).stream()
                .findFirst();
    }

    private static List<Posting> read(
            Transaction transaction, Notice notice, UUID community, Sql which, LocalDate day) {
        Notice.Form.Dated dated = notice.dated().orElseThrow();
        Sql until = Notice.until(
                dated, notice.names(), notice.place().rulebook(), Sql.of("p.community_id"), Sql.of("p.published_on"));
        Sql objections = dated.objections()
                .map(o -> Sql.of("""
                        (select count(*) as said, count(*) filter (where x.answered_on is null) as waiting
                           from {objections} x
                          where x.community_id = p.community_id and x.posting_id = p.id and x.voided_at is null)""").name("objections", o.table()))
                .orElse(Sql.of("(select 0 as said, 0 as waiting)"));
        return transaction.rows(
                Sql.of("""
                        select p.id, p.record_id, p.published_on, {until} as until_on, p.place, p.text, p.taken_down_on, p.why,
                               p.revision, encode(sha256(convert_to(p.text, 'UTF8')), 'hex') as digest,
                               n.said, n.waiting
                          from {postings} p
                         cross join lateral {objections} n
                         where p.community_id = {community} and p.voided_at is null{which}
                         order by p.published_on desc, p.entered_at desc""")
                        .part("until", until)
                        .name("postings", dated.table())
                        .part("objections", objections)
                        .value("community", community)
                        .part("which", which),
                row -> {
                    LocalDate untilOn = row.date("until_on");
                    Optional<LocalDate> down = Optional.ofNullable(row.dateOrNull("taken_down_on"));
                    String place = row.textOrNull("place");
                    String digest = row.textOrNull("digest");
                    return new Posting(
                            notice,
                            row.uuid("id"),
                            row.uuid("record_id"),
                            row.date("published_on"),
                            untilOn,
                            place == null ? "" : place,
                            Optional.ofNullable(row.textOrNull("text")),
                            digest == null ? "" : digest,
                            down,
                            Optional.ofNullable(row.textOrNull("why")),
                            (int) row.whole("revision"),
                            row.whole("said"),
                            row.whole("waiting"),
                            NoticeState.on(day, untilOn, down, row.whole("waiting")));
                });
    }
}
