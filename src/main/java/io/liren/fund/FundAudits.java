package io.liren.fund;

import io.liren.block.Guard;
import io.liren.block.Must;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a fund is checked (审查): never by whoever keeps it, told by post, by person and by who entered what. */
final class FundAudits {
    private static final Label SAME = new Label("管经费的人不能审查经费", "Whoever keeps the funds does not check them");

    private final FundBlock block;
    private final FundBlock.Audit audit;
    private final FundParts parts;
    private final Scope scope;
    private final Shape of;
    private final String account;

    private FundAudits(FundBlock block, FundBlock.Audit audit, FundParts parts, Scope scope, Shape of, String account) {
        this.block = block;
        this.audit = audit;
        this.parts = parts;
        this.scope = scope;
        this.of = of;
        this.account = account;
    }

    /** Mistakes are reported and give empty. */
    static Optional<FundAudits> of(FundBlock block, FundBlock.Audit audit, FundParts parts, Scope scope) {
        Optional<Shape> of = scope.shape(audit.of());
        if (of.isEmpty()) {
            return Optional.empty();
        }
        boolean known = true;
        List<YamlScalar> written = new ArrayList<>(List.of(audit.from(), audit.until()));
        audit.by().ifPresent(written::add);
        audit.found().ifPresent(written::add);
        audit.account().ifPresent(written::add);
        for (YamlScalar field : written) {
            if (of.get().field(field.text()).isEmpty()) {
                known = false;
                scope.findings()
                        .error(
                                Code.UNKNOWN_FIELD,
                                field.textPosition(),
                                Math.max(1, field.text().length()),
                                block.place().clauseId(),
                                of.get().name() + " 没有字段「" + field.text() + "」。",
                                of.get().name() + " has no field “" + field.text() + "”.",
                                Nearest.to(field.text(), of.get().fields().keySet()));
            }
        }
        Optional<String> account =
                FundParts.field(of.get(), audit.account(), parts.accounts().type()::equals);
        if (known && account.isEmpty()) {
            scope.findings()
                    .error(
                            Code.MISSING_KEY,
                            audit.of().textPosition(),
                            Math.max(1, audit.of().text().length()),
                            block.place().clauseId(),
                            "看不出审查登记簿里哪一项是账户,请写明 account。",
                            "It is not clear which field of the audits leads to the account: say account.",
                            List.of());
        }
        return known && account.isPresent()
                ? Optional.of(new FundAudits(block, audit, parts, scope, of.get(), account.get()))
                : Optional.empty();
    }

    Fund.Audits audits() {
        return new Fund.Audits(
                of.register(), account, audit.from().text(), audit.until().text());
    }

    List<Guard> guards(List<String> keepers) {
        Place place = block.place();
        List<Guard> guards = new ArrayList<>();
        person().ifPresent(condition -> guards.add(Must.hold(
                place.id() + ".checker",
                place,
                of,
                condition,
                true,
                audit.by().map(YamlScalar::text),
                SAME,
                scope.names())));
        guards.add(new Guard(
                place.id() + ".checker-entered",
                place.clause(),
                of.register(),
                true,
                Optional.empty(),
                new Label("自己登记过这段时间的收支,不能审查", "Whoever entered what moved in these days does not check it"),
                Set.of(parts.entries().register()),
                guarded -> Sql.of("""
                        select 1
                          from {audits} a
                          join {entries} e on e.community_id = a.community_id and e.{entry_account} = a.{account}
                         where a.community_id = {community} and a.id = any({records}) and e.voided_at is null
                           and e.entered_by = {actor} and e.{on} between a.{from} and a.{until}""")
                        .name("audits", of.table())
                        .name("entries", parts.entries().table())
                        .name("entry_account", FundCompiler.column(parts.entries(), parts.account()))
                        .name("account", FundCompiler.column(of, account))
                        .name("on", FundCompiler.column(parts.entries(), parts.on()))
                        .name("from", FundCompiler.column(of, audit.from().text()))
                        .name("until", FundCompiler.column(of, audit.until().text()))
                        .value("community", guarded.community())
                        .value("records", guarded.ids())
                        .value("actor", guarded.actor())));
        if (!keepers.isEmpty()) {
            guards.add(new Guard(
                    place.id() + ".checker-post",
                    place.clause(),
                    of.register(),
                    true,
                    Optional.empty(),
                    SAME,
                    Set.of(),
                    guarded -> guarded.posts().stream().anyMatch(keepers::contains)
                            ? Sql.of("select 1")
                            : Sql.of("select 1 where false")));
        }
        return guards.stream().map(Guard::holdingAlways).toList();
    }

    /** The keeper of the account is not among those who check. */
    private Optional<Checked> person() {
        if (block.keeper().isEmpty() || audit.by().isEmpty()) {
            return Optional.empty();
        }
        String keeper = of.name() + "." + account + "." + block.keeper().get().text();
        String by = of.name() + "." + audit.by().get().text();
        boolean many = of.field(audit.by().get().text())
                .filter(f -> f.type() instanceof Type.ListOf)
                .isPresent();
        String apart = many ? "!(" + keeper + " in " + by + ")" : keeper + " != " + by;
        return scope.check(
                new YamlScalar(
                        keeper + " == null || " + apart, false, audit.by().get().textPosition()),
                scope.of(of),
                Type.BOOL);
    }
}
