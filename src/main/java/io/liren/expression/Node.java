package io.liren.expression;

import java.util.List;

/**
 * A checked expression as a small typed tree; both back ends read it. Variables have names that are unique in the tree.
 * Missing is what {@link Missing} and absent facts give; {@link Checked} tells what follows from it.
 */
public sealed interface Node {
    /** What it gives. */
    Type type();

    /** A value written down: Boolean, BigDecimal, String, LocalDate or LocalTime. */
    record Literal(Object value, Type type) implements Node {}

    /** {@code null}. */
    record Missing(Type type) implements Node {}

    /** A variable of the environment or of a list function. */
    record Var(String name, Type type) implements Node {}

    /** A field of a record; of a missing record it is missing. */
    record Field(Node record, Shape shape, Shape.Field field) implements Node {
        @Override
        public Type type() {
            return field.type();
        }
    }

    /**
     * The records that a field of many references names.
     *
     * @param target what they are
     */
    record References(Field field, Shape target) implements Node {
        @Override
        public Type type() {
            return field.type();
        }
    }

    /** A parameter's value on the day that counts. */
    record Param(String name, Type type) implements Node {}

    /** A parameter's value on another day; missing if it was not in force then. */
    record Dated(Param parameter, Node day) implements Node {
        @Override
        public Type type() {
            return parameter.type();
        }
    }

    /** A date that the engine gives. */
    record Given(Day day) implements Node {
        /** Which one. */
        public enum Day {
            TODAY,
            PERIOD_START,
            PERIOD_END,
            TRIGGER
        }

        @Override
        public Type type() {
            return Type.DATE;
        }
    }

    /** Every record of a register in the community. */
    record Register(Shape shape) implements Node {
        @Override
        public Type type() {
            return new Type.ListOf(shape.type());
        }
    }

    /** A list written down. */
    record Items(List<Node> items, Type element) implements Node {
        @Override
        public Type type() {
            return new Type.ListOf(element);
        }
    }

    /** Those of a list for which the condition holds. */
    record Filter(Node list, Var variable, Node condition) implements Node {
        @Override
        public Type type() {
            return list.type();
        }
    }

    /** A value for each of a list. */
    record Mapped(Node list, Var variable, Node value) implements Node {
        @Override
        public Type type() {
            return new Type.ListOf(value.type());
        }
    }

    /** Whether the condition holds for all, or else for any, of a list. */
    record Quantified(boolean all, Node list, Var variable, Node condition) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** One value from a list. Missing elements count for size and are left out otherwise. */
    record Aggregate(Kind kind, Node list, Type type) implements Node {
        /** Which value. */
        public enum Kind {
            SIZE,
            SUM,
            MIN,
            MAX
        }
    }

    /** Plain negation. */
    record Not(Node condition) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Both hold. */
    record And(Node left, Node right) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** One of them holds, or both. */
    record Or(Node left, Node right) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Total equality: missing equals missing and nothing else. Records are compared by id. */
    record Equal(Node left, Node right, boolean negated) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Whether something is missing; a list is when it is empty. */
    record IsMissing(Node value, boolean negated) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Ordering; false if either side is missing. */
    record Order(Operator operator, Node left, Node right) implements Node {
        /** Which order. */
        public enum Operator {
            LESS("<"),
            AT_MOST("<="),
            GREATER(">"),
            AT_LEAST(">=");

            final String sign;

            Operator(String sign) {
                this.sign = sign;
            }

            /** Whether it accepts what {@code compareTo} gave. */
            boolean accepts(int comparison) {
                return switch (this) {
                    case LESS -> comparison < 0;
                    case AT_MOST -> comparison <= 0;
                    case GREATER -> comparison > 0;
                    case AT_LEAST -> comparison >= 0;
                };
            }
        }

        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Whether a list holds a value. */
    record In(Node element, Node list) implements Node {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Arithmetic; missing if either side is, and when dividing by zero. */
    record Arithmetic(Operator operator, Node left, Node right, Type type) implements Node {
        /** Which operation. */
        public enum Operator {
            ADD("+"),
            SUBTRACT("-"),
            MULTIPLY("*"),
            DIVIDE("/"),
            REMAINDER("%");

            final String sign;

            Operator(String sign) {
                this.sign = sign;
            }
        }
    }

    /** A number with its sign turned. */
    record Negative(Node number) implements Node {
        @Override
        public Type type() {
            return number.type();
        }
    }

    /**
     * A number with so many decimals.
     *
     * @param down whether what is beyond them is cut off; otherwise it is rounded half up
     */
    record Rounded(Node number, int decimals, boolean down) implements Node {
        @Override
        public Type type() {
            return Type.DECIMAL;
        }
    }

    /** Two texts one after the other. */
    record Concat(Node left, Node right) implements Node {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    /** A date so many days, months, years or working days later. */
    record DateStep(Step step, Node date, Node count) implements Node {
        /** Of what, and how far it may go in either direction; beyond, the result is missing. */
        public enum Step {
            DAYS(400_000),
            MONTHS(12_000),
            YEARS(1_000),
            WORKDAYS(20_000);

            final int reach;

            Step(int reach) {
                this.reach = reach;
            }
        }

        @Override
        public Type type() {
            return Type.DATE;
        }
    }

    /** How many whole days, months or years from one date until another. */
    record DateGap(Step unit, Node from, Node to) implements Node {
        /** Of what. */
        public enum Step {
            DAYS,
            MONTHS,
            YEARS
        }

        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /** The year, month or day of a date. */
    record DatePart(Part part, Node date) implements Node {
        /** Which. */
        public enum Part {
            YEAR,
            MONTH,
            DAY
        }

        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /** The first or last day of the month, quarter or year that a date is in. */
    record DateEdge(Edge edge, Node date) implements Node {
        /** Which. */
        public enum Edge {
            START_OF_MONTH,
            END_OF_MONTH,
            START_OF_QUARTER,
            START_OF_YEAR
        }

        @Override
        public Type type() {
            return Type.DATE;
        }
    }

    /** A moment so many minutes or hours later. */
    record MomentStep(Unit unit, Node moment, Node count) implements Node {
        /** Of what, in minutes, and how far it may go in either direction; beyond, the result is missing. */
        public enum Unit {
            MINUTES(1),
            HOURS(60);

            static final int REACH = 5_000_000;

            final int minutes;

            Unit(int minutes) {
                this.minutes = minutes;
            }
        }

        @Override
        public Type type() {
            return Type.MOMENT;
        }
    }

    /** How many whole minutes from one moment until another. */
    record MomentGap(Node from, Node to) implements Node {
        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /** The day on which a moment falls, where the community is. */
    record MomentDay(Node moment) implements Node {
        @Override
        public Type type() {
            return Type.DATE;
        }
    }

    /** Whether a text contains, begins or ends with another; false if either is missing. */
    record TextTest(Kind kind, Node text, Node part) implements Node {
        /** Which. */
        public enum Kind {
            CONTAINS,
            STARTS_WITH,
            ENDS_WITH
        }

        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** How many characters a text has. */
    record TextSize(Node text) implements Node {
        @Override
        public Type type() {
            return Type.WHOLE;
        }
    }

    /** One value or another. */
    record Choose(Node condition, Node then, Node otherwise, Type type) implements Node {}

    /** The rate for an amount. */
    record BandRate(Node bands, Node amount) implements Node {
        @Override
        public Type type() {
            return Type.DECIMAL;
        }
    }
}
