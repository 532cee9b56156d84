package io.liren.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes well-typed expressions over the club, from a seed. */
final class Generator {
    enum Kind {
        BOOL,
        WHOLE,
        DECIMAL,
        DATE,
        MOMENT,
        TEXT,
        MEMBER,
        HOME,
        VISIT
    }

    private record Variable(String name, Kind kind) {}

    private static final int MOST_LISTS = 2;

    private final Random random;
    private final List<Variable> scope = new ArrayList<>();
    private int names;
    private int lists;

    Generator(Random random) {
        this.random = random;
    }

    String any() {
        scope.clear();
        scope.add(new Variable("member", Kind.MEMBER));
        scope.add(new Variable("v", Kind.VISIT));
        names = 0;
        lists = 0;
        Kind kind = random.nextInt(3) > 0
                ? Kind.BOOL
                : pick(Kind.WHOLE, Kind.DECIMAL, Kind.DATE, Kind.MOMENT, Kind.TEXT, Kind.MEMBER);
        return make(kind, 2 + random.nextInt(3));
    }

    private String make(Kind kind, int depth) {
        return switch (kind) {
            case BOOL -> bool(depth);
            case WHOLE -> whole(depth);
            case DECIMAL -> decimal(depth);
            case DATE -> date(depth);
            case MOMENT -> moment(depth);
            case TEXT -> text(depth);
            case MEMBER -> member(depth);
            case HOME -> home(depth);
            case VISIT -> record(Kind.VISIT, "v");
        };
    }

    private String bool(int depth) {
        if (depth <= 0) {
            return oneOf(
                    member(0) + ".active",
                    "(v.on == null)",
                    "(" + member(0) + ".mentor != null)",
                    "true",
                    member(0) + ".grown");
        }
        int d = depth - 1;
        return switch (random.nextInt(17)) {
            case 0, 1 -> "(" + bool(d) + " && " + bool(d) + ")";
            case 2, 3 -> "(" + bool(d) + " || " + bool(d) + ")";
            case 4, 5 -> "!(" + bool(d) + ")";
            case 6 -> equality(d);
            case 7 -> equality(d);
            case 8 -> "(" + number(d) + order() + number(d) + ")";
            case 9 ->
                random.nextInt(3) == 0
                        ? "(" + moment(d) + order() + moment(d) + ")"
                        : "(" + date(d) + order() + date(d) + ")";
            case 10 -> choice();
            case 11 -> text(d) + "." + pick("contains", "startsWith", "endsWith") + "(" + text(d) + ")";
            case 12 -> membership(d);
            case 13, 14 -> quantified(d);
            case 15 -> "(" + bool(d) + " ? " + bool(d) + " : " + bool(d) + ")";
            default ->
                oneOf(
                        "has(" + member(d) + ".home)",
                        "has(v.purposes)",
                        "has(v.present)",
                        "(" + member(d) + ".wakes_at" + order() + "time(\"07:00\"))");
        };
    }

    private String equality(int depth) {
        Kind kind = pick(Kind.BOOL, Kind.WHOLE, Kind.DECIMAL, Kind.DATE, Kind.TEXT, Kind.MEMBER, Kind.HOME);
        String sign = pick(" == ", " != ");
        if (random.nextInt(5) == 0) {
            return "(" + make(kind, depth) + sign + "null)";
        }
        Kind other = kind == Kind.WHOLE ? Kind.DECIMAL : kind;
        return "(" + make(kind, depth) + sign + make(other, depth) + ")";
    }

    private String choice() {
        return switch (random.nextInt(5)) {
            case 0 -> "(" + member(1) + ".sex" + pick(" == ", " != ") + pick("\"female\"", "\"male\"") + ")";
            case 1 -> "(v.form in [\"door\", \"letter\"])";
            case 2 -> "(\"phone\" in v.purposes)";
            case 3 -> "(v.form in v.purposes)";
            default -> "(v.state == \"open\")";
        };
    }

    private String membership(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> "(" + member(depth) + " in " + pick("v.present", member(0) + ".pupils") + ")";
            case 1 -> "(" + whole(depth) + " in [1, 2, " + whole(depth) + "])";
            case 2 -> "(" + member(depth) + " in " + records(Kind.MEMBER, depth) + ")";
            case 3 -> "(" + date(depth) + " in " + mapped(Kind.DATE, depth) + ")";
            case 4 -> "(" + home(depth) + " in " + mapped(Kind.HOME, depth) + ")";
            default -> "(" + number(depth) + " in " + mapped(Kind.WHOLE, depth) + ")";
        };
    }

    private String quantified(int depth) {
        if (lists >= MOST_LISTS) {
            return bool(depth - 1);
        }
        if (random.nextInt(5) == 0) {
            return inList(
                    "v.purposes",
                    Kind.TEXT,
                    x -> pick("exists", "all") + "(" + x + ", " + x + " == \"door\" || " + bool(depth - 1) + ")");
        }
        Kind kind = pick(Kind.MEMBER, Kind.VISIT, Kind.HOME);
        String list = records(kind, depth);
        return inList(list, kind, x -> pick("exists", "all") + "(" + x + ", " + near(x, kind, depth) + ")");
    }

    /** A condition that likely says something about the element. */
    private String near(String x, Kind kind, int depth) {
        String own = switch (kind) {
            case MEMBER ->
                oneOf(x + ".mentor == member", x + ".active", x + ".home == member.home", x + " == v.member");
            case VISIT ->
                oneOf(
                        x + ".member == member",
                        x + ".on >= period.start",
                        x + ".form == v.form",
                        "member in " + x + ".present");
            default -> oneOf(x + ".rooms > 2", x + " == member.home");
        };
        return random.nextInt(3) == 0 ? own : "(" + own + pick(" && ", " || ") + bool(depth - 1) + ")";
    }

    private String records(Kind kind, int depth) {
        String base = switch (kind) {
            case MEMBER -> pick("club.member", "v.present", member(0) + ".pupils");
            case VISIT -> "visit";
            default -> "home";
        };
        if (depth <= 0 || lists >= MOST_LISTS || random.nextInt(3) == 0) {
            return base;
        }
        return inList(base, kind, x -> "filter(" + x + ", " + near(x, kind, depth - 1) + ")");
    }

    private String mapped(Kind kind, int depth) {
        if (lists >= MOST_LISTS) {
            return kind == Kind.HOME ? "home" : "[" + make(kind, 0) + "]";
        }
        Kind of = kind == Kind.MOMENT ? Kind.VISIT : pick(Kind.MEMBER, Kind.VISIT);
        String list = records(of, depth);
        return inList(list, of, x -> "map(" + x + ", " + value(x, of, kind, depth - 1) + ")");
    }

    private String value(String x, Kind of, Kind kind, int depth) {
        boolean member = of == Kind.MEMBER;
        return switch (kind) {
            case DATE -> member ? x + ".born_on" : x + ".on";
            case MOMENT -> x + ".at";
            case WHOLE -> random.nextInt(3) == 0 ? whole(depth) : member ? x + ".children" : x + ".minutes";
            case DECIMAL -> random.nextInt(3) == 0 ? decimal(depth) : member ? x + ".income" : x + ".cost";
            case HOME -> member ? x + ".home" : x + ".member.home";
            default -> throw new IllegalArgumentException();
        };
    }

    private String inList(String list, Kind kind, java.util.function.UnaryOperator<String> call) {
        String x = pick("x", "y", "z") + (random.nextInt(4) == 0 ? "" : ++names);
        lists++;
        scope.add(new Variable(x, kind));
        String result = list + "." + call.apply(x);
        scope.removeLast();
        lists--;
        return result;
    }

    private String number(int depth) {
        return random.nextBoolean() ? whole(depth) : decimal(depth);
    }

    private String whole(int depth) {
        if (depth <= 0) {
            return oneOf(
                    String.valueOf(random.nextInt(7)),
                    member(0) + ".children",
                    "v.minutes",
                    "param.months",
                    "(-" + random.nextInt(5) + ")");
        }
        int d = depth - 1;
        return switch (random.nextInt(13)) {
            case 12 -> moment(d) + ".minutesUntil(" + moment(d) + ")";
            case 0, 1 -> "(" + whole(d) + pick(" + ", " - ", " * ", " % ") + whole(d) + ")";
            case 2 -> "-(" + whole(d) + ")";
            case 3 -> date(d) + "." + pick("daysUntil", "monthsUntil", "yearsUntil") + "(" + date(d) + ")";
            case 4 -> date(d) + "." + pick("year", "month", "day") + "()";
            case 5 -> records(pick(Kind.MEMBER, Kind.VISIT, Kind.HOME), d) + ".size()";
            case 6 -> mapped(Kind.WHOLE, d) + "." + pick("sum", "min", "max", "size") + "()";
            case 7 -> text(d) + ".size()";
            case 8 -> "(" + bool(d) + " ? " + whole(d) + " : " + oneOf(whole(d), "null") + ")";
            case 9 -> member(d) + pick(".visits", ".age");
            case 10 -> pick("v.purposes", "v.present", member(0) + ".pupils") + ".size()";
            default -> whole(0);
        };
    }

    private String decimal(int depth) {
        if (depth <= 0) {
            return oneOf("0.5", "3000.01", member(0) + ".income", "v.cost", "param.fee", "1.25");
        }
        int d = depth - 1;
        return switch (random.nextInt(8)) {
            case 0, 1 -> "(" + number(d) + pick(" + ", " - ", " * ") + decimal(d) + ")";
            case 2 -> "(" + number(d) + " / " + number(d) + ")";
            case 3 -> (random.nextBoolean() ? "round(" : "roundDown(") + number(d) + ", " + random.nextInt(4) + ")";
            case 4 -> mapped(Kind.DECIMAL, d) + "." + pick("sum", "min", "max") + "()";
            case 5 -> "param.rates.rate(" + number(d) + ")";
            case 6 -> member(d) + ".dues";
            default -> "(" + bool(d) + " ? " + number(d) + " : " + decimal(d) + ")";
        };
    }

    private String date(int depth) {
        if (depth <= 0) {
            return oneOf(
                    member(0) + pick(".born_on", ".joined_on", ".left_on"),
                    "v.on",
                    "today",
                    "period.start",
                    "period.end",
                    "trigger",
                    "date(\"2026-02-28\")",
                    "date(\"2026-01-31\")");
        }
        int d = depth - 1;
        return switch (random.nextInt(10)) {
            case 9 -> moment(d) + ".date()";
            case 0, 1 -> date(d) + "." + pick("addDays", "addMonths", "addYears", "addWorkdays") + "(" + whole(0) + ")";
            case 2 -> date(d) + ".addMonths(" + (random.nextInt(40) - 20) + ")";
            case 3 -> date(d) + ".addWorkdays(" + (random.nextInt(60) - 20) + ")";
            case 4, 5 -> date(d) + "." + pick("startOfMonth", "endOfMonth", "startOfQuarter", "startOfYear") + "()";
            case 6 -> mapped(Kind.DATE, d) + "." + pick("min", "max") + "()";
            case 7 -> "(" + bool(d) + " ? " + date(d) + " : " + oneOf(date(d), "null") + ")";
            default -> date(0);
        };
    }

    private String moment(int depth) {
        if (depth <= 0) {
            return record(Kind.VISIT, "v") + ".at";
        }
        int d = depth - 1;
        return switch (random.nextInt(5)) {
            case 0, 1 -> moment(d) + "." + pick("addMinutes", "addHours") + "(" + whole(0) + ")";
            case 2 -> "(" + bool(d) + " ? " + moment(d) + " : " + oneOf(moment(d), "null") + ")";
            case 3 -> mapped(Kind.MOMENT, d) + "." + pick("min", "max") + "()";
            default -> moment(0);
        };
    }

    private String text(int depth) {
        if (depth <= 0) {
            return oneOf("\"甲\"", "\"东\"", "\"\"", member(0) + ".name", home(0) + ".street");
        }
        int d = depth - 1;
        return switch (random.nextInt(4)) {
            case 0 -> "(" + text(d) + " + " + text(d) + ")";
            case 1 -> "(" + bool(d) + " ? " + text(d) + " : " + text(d) + ")";
            case 2 -> home(d) + ".street";
            default -> text(0);
        };
    }

    private String member(int depth) {
        if (depth <= 0 || random.nextInt(3) == 0) {
            return record(Kind.MEMBER, "member");
        }
        int d = depth - 1;
        return switch (random.nextInt(4)) {
            case 0 -> member(d) + ".mentor";
            case 1 -> "v.member";
            case 2 -> "(" + bool(d) + " ? " + member(d) + " : " + member(d) + ")";
            default -> record(Kind.VISIT, "v") + ".member";
        };
    }

    private String home(int depth) {
        return member(depth) + ".home";
    }

    private String record(Kind kind, String otherwise) {
        List<Variable> fitting = scope.stream().filter(s -> s.kind == kind).toList();
        return fitting.isEmpty() ? otherwise : fitting.get(random.nextInt(fitting.size())).name;
    }

    private String order() {
        return pick(" < ", " <= ", " > ", " >= ");
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    private String oneOf(String... texts) {
        return pick(texts);
    }
}
