package io.liren.rulebook;

import io.liren.wording.Label;
import java.util.List;
import java.util.Map;

/**
 * A rulebook (制度) as read from one Markdown file.
 *
 * @param id its name, also the file's name without {@code .md}
 * @param uses the rulebooks whose registers, parameters and posts it may name
 * @param version what its authors call this state of the text
 * @param posts the posts (岗位) it speaks of, by id
 * @param clauses its numbered clauses in order
 * @param blocks all blocks in order, those of sections too
 * @param source the whole text
 */
public record Rulebook(
        String id,
        Label title,
        List<String> uses,
        String version,
        Map<String, Label> posts,
        List<Clause> clauses,
        List<RawBlock> blocks,
        String file,
        String source) {}
