package io.liren.urgent;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import java.util.List;
import java.util.Optional;

/**
 * What is urgent (急办) as it runs.
 *
 * @param of the register whose records are begun by one tap
 * @param over the column that ends one: it runs as long as nothing stands there
 * @param moments the fields that a tap fills with the present moment, in order
 * @param call whom to call; nobody where it names none
 */
public record Urgent(Place place, Shape of, String over, List<String> moments, Optional<Call> call, Names names)
        implements Artefact {
    /**
     * Records with numbers to call.
     *
     * @param where which of them; empty: all
     * @param name the column with the name
     * @param phone the column with the number
     * @param order the column they are ordered by; empty: by name
     */
    record Call(Shape of, Optional<Checked> where, String name, String phone, Optional<String> order) {}

    public Urgent {
        moments = List.copyOf(moments);
    }
}
