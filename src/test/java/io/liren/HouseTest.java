package io.liren;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of the house, as ARCHITECTURE.md draws it: each package stands on those with a smaller number. */
class HouseTest {
    private static final String ROOT = "io.liren.";

    private static final List<List<String>> FLOORS = List.of(
            List.of("wording", "calendar", "sql", "paper", "workbook"),
            List.of("rulebook"),
            List.of("expression"),
            List.of("schema", "journal"),
            List.of("access"),
            List.of("block"),
            List.of("register"),
            List.of("derivation", "balance"),
            List.of(
                    "parameter",
                    "ledger",
                    "duty",
                    "limit",
                    "procedure",
                    "notice",
                    "consent",
                    "intake",
                    "importing",
                    "demand",
                    "document",
                    "series",
                    "urgent",
                    "erasure",
                    "body",
                    "election",
                    "report",
                    "sample",
                    "fund",
                    "payment",
                    "stock",
                    "plan",
                    "appraisal",
                    "example"),
            List.of("exchange", "backup", "bench", "effect", "filling", "reason"),
            List.of("web"),
            List.of("app"));

    private static final Map<String, Integer> NUMBERS = numbers();

    /** Steps sideways that are allowed, each with its reason. */
    private static final Set<String> SIDEWAYS = Set.of(
            // A period names itself in Chinese and English.
            "calendar -> wording",
            // A file that can't be read says so in Chinese and English.
            "workbook -> wording");

    /**
     * Who may ask the machine for the moment. A locked sign-in is timed by the machine's clock, never by a day that a
     * test or {@code --today} has set: otherwise a lock would never end.
     */
    private static final Set<String> OWN_CLOCK =
            Set.of("io.liren.web.signin.Signed", "io.liren.web.signin.SecurityConfiguration");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.liren");

    @Test
    void everyPackageHasItsNumber() {
        ArchRule rule = ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("io.liren..")
                .should(new ArchCondition<JavaClass>("live on a floor") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!NUMBERS.containsKey(packageOf(type))) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " has no floor"));
                        }
                    }
                });
        rule.check(HOUSE);
    }

    @Test
    void aPackageStandsOnSmallerNumbersOnly() {
        ArchRule rule = ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("io.liren..")
                .should(new ArchCondition<JavaClass>("depend on smaller numbers or their own package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        Set<String> told = new HashSet<>();
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            if (wrong(dependency)
                                    && told.add(dependency.getTargetClass().getName())) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        }
                    }
                });
        rule.check(HOUSE);
    }

    @Test
    void springStaysAtTheEdge() {
        noClasses()
                .that(liveBelow("web"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(HOUSE);
    }

    @Test
    void onlyTheCalendarKnowsTheTime() {
        ArchRule rule = noClasses()
                .that(new DescribedPredicate<JavaClass>("live outside the calendar") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !packageOf(type).equals("calendar") && !OWN_CLOCK.contains(outermost(type));
                    }
                })
                .should()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now", java.time.ZoneId.class)
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis");
        rule.check(HOUSE);
    }

    @Test
    void oneDoorToTheDatabase() {
        noClasses()
                .that(new DescribedPredicate<JavaClass>("live outside sql and app") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !Set.of("sql", "app").contains(packageOf(type));
                    }
                })
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql")
                .check(HOUSE);
    }

    private static boolean wrong(Dependency dependency) {
        String from = packageOf(dependency.getOriginClass());
        String to = packageOf(dependency.getTargetClass().getBaseComponentType());
        Integer lower = NUMBERS.get(to);
        Integer own = NUMBERS.get(from);
        return lower != null
                && own != null
                && !from.equals(to)
                && lower >= own
                && !SIDEWAYS.contains(from + " -> " + to);
    }

    private static DescribedPredicate<JavaClass> liveBelow(String floor) {
        int most = NUMBERS.getOrDefault(floor, 0);
        return new DescribedPredicate<>("live below " + floor) {
            @Override
            public boolean test(JavaClass type) {
                return NUMBERS.getOrDefault(packageOf(type), most) < most;
            }
        };
    }

    /** The first part of the package below io.liren; sub-packages count as their head. */
    private static String packageOf(JavaClass type) {
        String name = type.getPackageName() + ".";
        if (!name.startsWith(ROOT)) {
            return "";
        }
        String rest = name.substring(ROOT.length());
        return rest.isEmpty() ? "" : rest.substring(0, rest.indexOf('.'));
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseTest::outermost).orElse(type.getName());
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < FLOORS.size(); number++) {
            for (String name : FLOORS.get(number)) {
                numbers.put(name, number);
            }
        }
        return Map.copyOf(numbers);
    }
}
