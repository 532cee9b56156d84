package io.liren.web.sample;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.sample.Rate;
import io.liren.sample.Sample;
import io.liren.sample.Samples;
import io.liren.sample.Verdict;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the page of a sample. */
final class SampleMaker {
    private static final int PERIODS = 12;
    private final Samples samples;
    private final Edition edition;
    private final Registers registers;
    private final Titles titles;
    private final Today today;

    SampleMaker(Samples samples, Edition edition, Registers registers, Titles titles, Today today) {
        this.samples = samples;
        this.edition = edition;
        this.registers = registers;
        this.titles = titles;
        this.today = today;
    }

    private LocalDate day(Viewer viewer) {
        return viewer.asOf().orElse(today.today());
    }

    /** The period in which something is left to do: the last one, while it is not all checked; else the present one. */
    Period pressing(Viewer viewer, Sample sample) {
        Period present = Period.containing(sample.every(), day(viewer));
        Samples.Standing last = samples.standing(viewer, sample, present.previous());
        boolean done = last.seed().isEmpty()
                || last.isDrawn()
                        && last.picks().stream().allMatch(p -> p.finding().isPresent());
        return done ? present : present.previous();
    }

    SamplePage page(Viewer viewer, Words words, Sample sample, Period period) {
        Language language = words.language();
        Samples.Standing standing = samples.standing(viewer, sample, period);
        boolean over = period.end().isBefore(day(viewer));
        return new SamplePage(
                sample.label().in(language) + " · " + period.label(language),
                lead(words, standing, over),
                state(words, standing, over),
                Addresses.sample(sample.id(), ""),
                periods(viewer, period, language),
                act(viewer, words, standing, over),
                facts(words, standing),
                rows(viewer, words, standing),
                outcome(words, standing.rate()),
                again(viewer, words, standing));
    }

    private static long open(Samples.Standing standing) {
        return standing.picks().stream().filter(p -> p.finding().isEmpty()).count();
    }

    private static long uncorrected(Samples.Standing standing) {
        return standing.picks().stream()
                .flatMap(p -> p.finding().stream())
                .filter(f -> f.verdict() != Verdict.AGREES && f.correctedOn().isEmpty())
                .count();
    }

    private static String lead(Words words, Samples.Standing standing, boolean over) {
        if (standing.seed().isEmpty()) {
            return words.say(over ? "sample.lead.missed" : "sample.lead.seed");
        }
        if (!standing.isDrawn()) {
            return words.say(over ? "sample.lead.draw" : "sample.lead.wait");
        }
        return open(standing) > 0
                ? words.say("sample.lead.check", open(standing))
                : uncorrected(standing) > 0
                        ? words.say("sample.lead.correct", uncorrected(standing))
                        : words.say("sample.lead.done");
    }

    private static Tag state(Words words, Samples.Standing standing, boolean over) {
        if (standing.seed().isEmpty()) {
            return over
                    ? new Tag(words.say("sample.state.missed"), Tone.OVERDUE)
                    : new Tag(words.say("sample.state.seed"), Tone.OPEN);
        }
        if (!standing.isDrawn()) {
            return new Tag(words.say("sample.state.told"), Tone.OPEN);
        }
        return open(standing) > 0
                ? new Tag(words.say("sample.state.drawn"), Tone.OPEN)
                : uncorrected(standing) > 0
                        ? new Tag(words.say("sample.state.correct"), Tone.OPEN)
                        : new Tag(words.say("sample.state.done"), Tone.MET);
    }

    private List<Option> periods(Viewer viewer, Period chosen, Language language) {
        List<Option> options = new ArrayList<>();
        Period period = Period.containing(chosen.unit(), day(viewer));
        for (int i = 0; i < PERIODS; i++) {
            options.add(new Option(period.key(), period.label(language), period.equals(chosen)));
            period = period.previous();
        }
        if (options.stream().noneMatch(Option::chosen)) {
            options.add(new Option(chosen.key(), chosen.label(language), true));
        }
        return options;
    }

    private static SamplePage.@Nullable Act act(Viewer viewer, Words words, Samples.Standing standing, boolean over) {
        Sample sample = standing.sample();
        if (viewer.asOf().isPresent() || !viewer.posts().contains(sample.drawnBy())) {
            return null;
        }
        String address =
                Addresses.sample(sample.id(), "") + "/" + standing.period().key();
        if (standing.seed().isEmpty()) {
            return over
                    ? null
                    : new SamplePage.Act(words.say("sample.tell"), address + "/seed", words.say("sample.tellHint"));
        }
        return standing.isDrawn() || !over
                ? null
                : new SamplePage.Act(words.say("sample.doDraw"), address + "/draw", words.say("sample.doDrawHint"));
    }

    private List<SamplePage.Fact> facts(Words words, Samples.Standing standing) {
        if (standing.seed().isEmpty()) {
            return List.of();
        }
        Samples.Seed seed = standing.seed().get();
        Language language = words.language();
        List<SamplePage.Fact> facts = new ArrayList<>();
        facts.add(new SamplePage.Fact(words.say("sample.seed"), seed.seed(), true));
        facts.add(new SamplePage.Fact(
                words.say("sample.toldOn"),
                Formats.date(seed.toldAt().atZone(today.zone()).toLocalDate(), language),
                false));
        seed.drawnOn().ifPresent(on -> {
            facts.add(new SamplePage.Fact(words.say("sample.drawnOn"), Formats.date(on, language), false));
            facts.add(new SamplePage.Fact(
                    words.say("sample.size"), words.say("sample.sizes", seed.size(), seed.drawn()), false));
        });
        return facts;
    }

    private List<SamplePage.Row> rows(Viewer viewer, Words words, Samples.Standing standing) {
        Map<String, List<UUID>> byRegister = standing.picks().stream()
                .collect(Collectors.groupingBy(
                        Samples.Pick::register, Collectors.mapping(Samples.Pick::record, Collectors.toList())));
        Map<UUID, String> names = new HashMap<>();
        byRegister.forEach((register, ids) -> registers
                .find(register)
                .filter(model -> model.opensTo(viewer))
                .ifPresent(model -> names.putAll(titles.of(viewer, register, ids))));
        boolean checks =
                viewer.asOf().isEmpty() && viewer.holdsAny(standing.sample().verifiedBy());
        return standing.picks().stream()
                .map(pick -> row(words, standing.sample(), pick, names, checks))
                .toList();
    }

    private SamplePage.Row row(Words words, Sample sample, Samples.Pick pick, Map<UUID, String> names, boolean checks) {
        Language language = words.language();
        Optional<RegisterModel> book = registers.find(pick.register());
        String title = names.getOrDefault(pick.record(), words.say("sample.kept"));
        String findings = sample.findings().register();
        Tag state = pick.finding()
                .map(f -> new Tag(
                        f.verdict().label().in(language)
                                + (f.correctedOn().isPresent() ? words.say("sample.right") : ""),
                        f.verdict() == Verdict.AGREES || f.correctedOn().isPresent() ? Tone.MET : Tone.OVERDUE))
                .orElse(new Tag(words.say("sample.open"), Tone.OPEN));
        String detail = pick.finding()
                .map(f -> words.say("sample.foundBy", f.found(), f.by(), Formats.shortDate(f.on(), language)))
                .orElse("");
        return new SamplePage.Row(
                Formats.count((int) pick.place(), language),
                title,
                names.containsKey(pick.record()) ? Addresses.record(pick.register(), pick.record()) : "",
                book.map(b -> edition.names().label(b.id()).in(language)).orElse(""),
                state,
                detail.strip(),
                pick.finding().isEmpty() && checks
                        ? new Link(
                                words.say("sample.record"),
                                Addresses.create(
                                        findings, Map.of("pick", pick.id().toString())))
                        : null);
    }

    private static SamplePage.@Nullable Outcome outcome(Words words, Rate rate) {
        if (rate.checked() == 0) {
            return null;
        }
        return new SamplePage.Outcome(
                words.say("sample.percent", rate.part()),
                words.say("sample.between", rate.least(), rate.most()),
                words.say("sample.says", rate.checked(), rate.differing()));
    }

    private SamplePage.@Nullable Again again(Viewer viewer, Words words, Samples.Standing standing) {
        return viewer.asOf().isPresent()
                ? null
                : samples.again(viewer, standing)
                        .map(again -> new SamplePage.Again(
                                again.agrees()
                                        ? new Tag(words.say("sample.agrees"), Tone.MET)
                                        : new Tag(words.say("sample.agreesNot"), Tone.OVERDUE),
                                words.say("sample.how"),
                                new Link(
                                        words.say("sample.file"),
                                        Addresses.sample(standing.sample().id(), "") + "/"
                                                + standing.period().key() + "/order.csv")))
                        .orElse(null);
    }
}
