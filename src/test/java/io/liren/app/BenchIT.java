package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.bench.HandSql;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over the invented community, the benchmarks' ways find the same; if they did not, each would stop. */
@ExtendWith(OpenDemo.Lent.class)
class BenchIT {
    private static JsonNode json(Object printed) {
        return JsonMapper.shared().valueToTree(printed);
    }

    @Test
    void theEnginesDutiesAreThoseOfTheSqlByHandAndOfTheLoop(OpenDemo demo) {
        Engine engine = demo.engine();
        HandSql hand = HandSql.read(Path.of("bench", "sql"), engine.edition(), Optional.empty());
        JsonNode json = json(DeriveMeasured.json(
                DeriveMeasured.measured(engine, hand, new DeriveMeasured.Size(1, 1, 1), Progress.silent(), () -> {})));
        assertThat(json.required("communities").asInt()).isEqualTo(1);
        assertThat(json.required("residents").asInt()).isGreaterThanOrEqualTo(5000);
        assertThat(json.required("duties").asInt()).isGreaterThan(20);
        assertThat(json.required("occurrences").asInt()).isGreaterThan(100);
        for (String way : List.of("derived", "sql", "loop")) {
            assertThat(json.required("median_s").required(way).asDouble())
                    .as(way)
                    .isPositive();
        }
        for (String ratio : List.of("derived_to_sql", "loop_to_derived", "growth")) {
            assertThat(json.required("ratio").required(ratio).asDouble())
                    .as(ratio)
                    .isPositive();
        }
    }

    @Test
    void reportsHaveTheNumbersOfTheSqlByHand(OpenDemo demo) {
        JsonNode json =
                json(ReportMeasured.json(ReportMeasured.measured(demo.engine(), 1, 1, Progress.silent(), () -> {})));
        assertThat(json.required("reports").asInt()).isPositive();
        assertThat(json.required("numbers").asInt()).isGreaterThan(10);
        for (String way : List.of("reports", "sql")) {
            assertThat(json.required("median_s").required(way).asDouble())
                    .as(way)
                    .isPositive();
        }
        assertThat(json.required("ratio").required("reports_to_sql").asDouble()).isPositive();
    }
}
