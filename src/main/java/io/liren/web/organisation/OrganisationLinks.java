package io.liren.web.organisation;

import io.liren.access.Viewer;
import io.liren.appraisal.Appraisals;
import io.liren.block.Edition;
import io.liren.body.Body;
import io.liren.calendar.Today;
import io.liren.election.Election;
import io.liren.fund.Funds;
import io.liren.plan.Plan;
import io.liren.plan.Plans;
import io.liren.register.Records;
import io.liren.web.frame.Link;
import io.liren.web.frame.RecordLinks;
import io.liren.web.frame.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** At a record's page: the plan, the account's book, the sheet, the election or the minutes that it is. */
@Component
final class OrganisationLinks implements RecordLinks {
    private final Edition edition;
    private final Records records;
    private final Plans plans;
    private final Funds funds;
    private final Appraisals appraisals;

    OrganisationLinks(Edition edition, Records records, Today today) {
        this.edition = edition;
        this.records = records;
        this.plans = new Plans(records, edition, today);
        this.funds = new Funds(records, edition, today);
        this.appraisals = new Appraisals(records, edition, today);
    }

    @Override
    public List<Link> of(Viewer viewer, Words words, String register, UUID record) {
        List<Link> links = new ArrayList<>();
        for (Plan plan : plans.all(viewer)) {
            if (plan.of().register().equals(register)
                    && plans.sheets(viewer, plan).stream().anyMatch(s -> s.id().equals(record))) {
                links.add(new Link(words.say("board.toPlan"), PlanMaker.address(plan, record)));
            }
        }
        funds.all(viewer).stream()
                .filter(f -> f.accounts().register().equals(register))
                .forEach(f -> links.add(new Link(words.say("board.toFund"), FundMaker.address(f, record))));
        appraisals.all(viewer).stream()
                .filter(a -> a.sheet().register().equals(register))
                .forEach(a -> links.add(new Link(words.say("board.toSheet"), AppraisalMaker.address(a, record))));
        edition.all(Election.class).stream()
                .filter(e -> e.elections().equals(register))
                .filter(e -> List.of(e.candidates(), e.counts()).stream()
                        .allMatch(r -> records.registers().model(r).opensTo(viewer)))
                .forEach(e -> links.add(new Link(words.say("board.toElection"), ElectionMaker.address(e, record))));
        if (edition.all(Body.class).stream().anyMatch(b -> b.meetings().equals(register))) {
            links.add(new Link(words.say("board.toMinutes"), MinutesMaker.address(register, record)));
        }
        return links;
    }
}
