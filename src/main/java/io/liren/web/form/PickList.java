package io.liren.web.form;

import java.util.List;

/**
 * The answer to a search for a reference.
 *
 * @param name the field's name
 * @param many whether several may be taken
 * @param note how many, or that there are more: write more of the name; may be empty
 */
public record PickList(String name, boolean many, List<Input.Candidate> candidates, String note) {}
