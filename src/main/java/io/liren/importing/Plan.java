package io.liren.importing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a file is to be taken in, as people have confirmed it.
 *
 * @param sheet which sheet, from 0
 * @param heading the line that names the columns, or one of these lines
 * @param columns what each column goes to; one that is not named is left out
 * @param same what to do with rows whose number is known already
 * @param alike what to do with rows whose name and birth date are known already
 * @param single what to do with a row, where people have said so, by line number
 * @param onlyGood whether rows with problems are left out; otherwise one problem keeps out all
 * @param acknowledged why it goes on in spite of warnings; empty: they count as problems
 */
public record Plan(
        int sheet,
        int heading,
        Map<Integer, Target> columns,
        Choice same,
        Choice alike,
        Map<Integer, Choice> single,
        boolean onlyGood,
        Optional<String> acknowledged) {
    /** What becomes of a row that is known already. */
    public enum Choice {
        /** The record is put right; its past version stays. */
        UPDATE,
        /** The row is left out. */
        SKIP,
        /** It is someone else: a new record. */
        ENTER
    }

    public Plan {
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
        single = Collections.unmodifiableMap(new LinkedHashMap<>(single));
    }

    /** As it is before anything was said. */
    public static Plan of(int sheet, int heading, Map<Integer, Target> columns) {
        return new Plan(sheet, heading, columns, Choice.SKIP, Choice.SKIP, Map.of(), false, Optional.empty());
    }

    /** The same with what people decided. */
    public Plan decided(
            Choice whenSame, Choice whenAlike, Map<Integer, Choice> each, boolean leaveOut, Optional<String> why) {
        return new Plan(sheet, heading, columns, whenSame, whenAlike, each, leaveOut, why);
    }
}
