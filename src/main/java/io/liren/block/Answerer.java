package io.liren.block;

import io.liren.sql.Transaction;

/** Answers what an example (示例) asks of a thing. */
@FunctionalInterface
public interface Answerer {
    /**
     * @return the answer in the words of the rulebook language, such as {@code overdue}, {@code listed}, {@code 15.00}
     * @throws IllegalArgumentException if the question makes no sense; the message says why, in both languages
     */
    String answer(Asked asked, Transaction transaction);
}
