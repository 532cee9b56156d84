package io.liren.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeParamType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CEL's own parser and checker, told our names and our functions and nothing else: CEL's standard library is left out,
 * since its numbers don't mix and its equality knows no missing values. All numbers are CEL's double here, while checking only;
 * {@link NodeBuilder} tells whole ones apart.
 */
final class CelFront {
    static final CelType DATE = OpaqueType.create("date");
    static final CelType TIME = OpaqueType.create("time");
    static final CelType MOMENT = OpaqueType.create("moment");
    static final CelType BANDS = OpaqueType.create("bands");
    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType NUMBER = SimpleType.DOUBLE;
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType ANY = TypeParamType.create("A");

    /** What may be written after a point and called, for near names. */
    static final List<String> MEMBERS = List.of(
            "exists",
            "all",
            "filter",
            "map",
            "size",
            "sum",
            "min",
            "max",
            "contains",
            "startsWith",
            "endsWith",
            "addDays",
            "addMonths",
            "addYears",
            "addWorkdays",
            "daysUntil",
            "monthsUntil",
            "yearsUntil",
            "year",
            "month",
            "day",
            "startOfMonth",
            "endOfMonth",
            "startOfQuarter",
            "startOfYear",
            "date",
            "addMinutes",
            "addHours",
            "minutesUntil",
            "on",
            "rate");
    /** What may be called by itself. */
    static final List<String> FUNCTIONS = List.of("date", "time", "round", "roundDown", "rate", "has");

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableReservedIds(false)
            .maxParseRecursionDepth(200)
            .maxExpressionCodePointSize(20_000)
            .build();
    private static final List<CelFunctionDecl> DECLARATIONS = declarations();

    private final Types types;
    private final List<CelVarDecl> names = new ArrayList<>();
    private final Map<String, CelVarDecl> bare = new LinkedHashMap<>();

    /** Told the names of a rulebook. */
    CelFront(Vocabulary vocabulary) {
        types = new Types(structs(vocabulary));
        names.add(CelVarDecl.newVarDeclaration("today", DATE));
        names.add(CelVarDecl.newVarDeclaration("param", StructTypeReference.create("param")));
        vocabulary.names().forEach((name, shape) -> bare.put(name, list(name, shape)));
        vocabulary.names().values().forEach(shape -> names.add(list(Vocabulary.written(shape.register()), shape)));
        vocabulary.duties().forEach((name, shape) -> names.add(list("duty." + name, shape)));
    }

    private static CelVarDecl list(String name, Shape shape) {
        return CelVarDecl.newVarDeclaration(name, ListType.create(cel(shape.type())));
    }

    /** For expressions in an environment of this vocabulary. */
    CelCompiler compiler(Environment environment) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardMacros(
                        CelStandardMacro.HAS,
                        CelStandardMacro.ALL,
                        CelStandardMacro.EXISTS,
                        CelStandardMacro.MAP,
                        CelStandardMacro.FILTER)
                .setTypeProvider(types)
                .addFunctionDeclarations(DECLARATIONS)
                .addVarDeclarations(names);
        bare.forEach((name, declared) -> {
            if (!environment.variables().containsKey(name)) {
                builder.addVarDeclarations(declared);
            }
        });
        environment.variables().forEach((name, type) -> builder.addVar(name, cel(type)));
        if (environment.period()) {
            builder.addVar("period", StructTypeReference.create("period"));
        }
        if (environment.trigger()) {
            builder.addVar("trigger", DATE);
        }
        return builder.build();
    }

    private static ImmutableMap<String, CelType> structs(Vocabulary vocabulary) {
        Map<String, CelType> structs = new LinkedHashMap<>();
        Stream.concat(vocabulary.registers().values().stream(), vocabulary.duties().values().stream())
                .forEach(shape -> {
                    Map<String, Type> fields = new LinkedHashMap<>();
                    shape.fields().values().forEach(f -> fields.put(f.name(), f.type()));
                    structs.put(shape.register(), struct(shape.register(), fields));
                });
        structs.put("param", struct("param", vocabulary.parameters()));
        structs.put("period", struct("period", Map.of("start", Type.DATE, "end", Type.DATE)));
        return ImmutableMap.copyOf(structs);
    }

    private static CelType struct(String name, Map<String, Type> types) {
        Map<String, CelType> byName = new LinkedHashMap<>();
        types.forEach((field, type) -> byName.put(field, cel(type)));
        ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(byName);
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    private static CelType cel(Type type) {
        return switch (type) {
            case Type.Bool() -> BOOL;
            case Type.Whole() -> NUMBER;
            case Type.Decimal() -> NUMBER;
            case Type.Text() -> TEXT;
            case Type.Choice(var options) -> TEXT;
            case Type.Date() -> DATE;
            case Type.Time() -> TIME;
            case Type.Moment() -> MOMENT;
            case Type.Rec(String register) -> StructTypeReference.create(register);
            case Type.ListOf(Type element) -> ListType.create(cel(element));
            case Type.Bands() -> BANDS;
        };
    }

    private record Types(ImmutableMap<String, CelType> structs) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(structs.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(structs.get(name));
        }
    }

    private static List<CelFunctionDecl> declarations() {
        List<CelFunctionDecl> all = new ArrayList<>();
        all.add(new Overloads("_&&_").global(BOOL, BOOL, BOOL).declared());
        all.add(new Overloads("_||_").global(BOOL, BOOL, BOOL).declared());
        all.add(new Overloads("!_").global(BOOL, BOOL).declared());
        all.add(new Overloads("@not_strictly_false").global(BOOL, BOOL).declared());
        all.add(new Overloads("_?_:_").global(ANY, BOOL, ANY, ANY).declared());
        all.add(new Overloads("_==_").global(BOOL, ANY, ANY).declared());
        all.add(new Overloads("_!=_").global(BOOL, ANY, ANY).declared());
        for (String operator : List.of("_<_", "_<=_", "_>_", "_>=_")) {
            Overloads order = new Overloads(operator);
            for (CelType type : List.of(NUMBER, DATE, TIME, MOMENT)) {
                order.global(BOOL, type, type);
            }
            all.add(order.declared());
        }
        CelType list = ListType.create(ANY);
        all.add(new Overloads("@in").global(BOOL, ANY, list).declared());
        all.add(new Overloads("_+_")
                .global(NUMBER, NUMBER, NUMBER)
                .global(TEXT, TEXT, TEXT)
                .global(list, list, list)
                .declared());
        for (String operator : List.of("_-_", "_*_", "_/_", "_%_")) {
            all.add(new Overloads(operator).global(NUMBER, NUMBER, NUMBER).declared());
        }
        all.add(new Overloads("-_").global(NUMBER, NUMBER).declared());
        all.add(new Overloads("date").global(DATE, TEXT).member(DATE, MOMENT).declared());
        all.add(new Overloads("time").global(TIME, TEXT).declared());
        for (String rounding : List.of("round", "roundDown")) {
            all.add(new Overloads(rounding).global(NUMBER, NUMBER, NUMBER).declared());
        }
        members(all, list);
        return List.copyOf(all);
    }

    private static void members(List<CelFunctionDecl> all, CelType list) {
        for (String step : List.of("addDays", "addMonths", "addYears", "addWorkdays")) {
            all.add(new Overloads(step).member(DATE, DATE, NUMBER).declared());
        }
        for (String gap : List.of("daysUntil", "monthsUntil", "yearsUntil")) {
            all.add(new Overloads(gap).member(NUMBER, DATE, DATE).declared());
        }
        for (String step : List.of("addMinutes", "addHours")) {
            all.add(new Overloads(step).member(MOMENT, MOMENT, NUMBER).declared());
        }
        all.add(new Overloads("on").member(ANY, ANY, DATE).declared());
        all.add(new Overloads("minutesUntil").member(NUMBER, MOMENT, MOMENT).declared());
        for (String part : List.of("year", "month", "day")) {
            all.add(new Overloads(part).member(NUMBER, DATE).declared());
        }
        for (String edge : List.of("startOfMonth", "endOfMonth", "startOfQuarter", "startOfYear")) {
            all.add(new Overloads(edge).member(DATE, DATE).declared());
        }
        for (String test : List.of("contains", "startsWith", "endsWith")) {
            all.add(new Overloads(test).member(BOOL, TEXT, TEXT).declared());
        }
        all.add(new Overloads("size").member(NUMBER, TEXT).member(NUMBER, list).declared());
        all.add(new Overloads("sum").member(NUMBER, ListType.create(NUMBER)).declared());
        for (String end : List.of("min", "max")) {
            Overloads overloads = new Overloads(end);
            for (CelType type : List.of(NUMBER, DATE, TIME, MOMENT)) {
                overloads.member(type, ListType.create(type));
            }
            all.add(overloads.declared());
        }
        all.add(new Overloads("rate")
                .member(NUMBER, BANDS, NUMBER)
                .global(NUMBER, list, DATE, DATE)
                .declared());
    }

    /** The overloads of one function, numbered as they come. */
    private static final class Overloads {
        private final String function;
        private final List<CelOverloadDecl> overloads = new ArrayList<>();

        Overloads(String function) {
            this.function = function;
        }

        Overloads global(CelType result, CelType... arguments) {
            overloads.add(CelOverloadDecl.newGlobalOverload(id(), result, arguments));
            return this;
        }

        Overloads member(CelType result, CelType... arguments) {
            overloads.add(CelOverloadDecl.newMemberOverload(id(), result, arguments));
            return this;
        }

        CelFunctionDecl declared() {
            return CelFunctionDecl.newFunctionDeclaration(function, overloads);
        }

        private String id() {
            return "liren " + function + " " + overloads.size();
        }
    }
}
