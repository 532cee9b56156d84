package io.liren.web.list;

import io.liren.web.frame.Option;
import io.liren.web.list.ListPage.Kept;
import java.util.List;

/**
 * The form that adds one filter (条件), made from the field's type.
 *
 * @param field the field's label
 * @param action where it leads (GET)
 * @param cancel the list without this form
 * @param kept the other parameters of the address
 * @param missing the name of the parameter that asks for records without a value; empty when the field is required
 */
public record FilterForm(String field, String action, String cancel, List<Kept> kept, Input input, String missing) {

    /** What is asked, by the field's type. */
    public sealed interface Input {}

    /** Text, phone, address, the name of a referenced record: contains. */
    public record Contains(String name, String hint) implements Input {}

    /** A choice: any of. */
    public record AnyOf(String name, List<Option> options) implements Input {}

    /** Dates, from and to, each day included; written as people write them. */
    public record Days(String from, String to, String hint) implements Input {}

    /** Numbers, from and to, both included. */
    public record Numbers(String from, String to, String unit) implements Input {}

    /** Yes or no. */
    public record YesNo(String name, List<Option> options) implements Input {}
}
