package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    /** Several that start at the same moment in a fresh home must know the same password of its database. */
    @Test
    void whoeverAsksForASecretAtTheSameMomentIsGivenTheSameOne(@TempDir Path home) throws Exception {
        try (ExecutorService all = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 50; round++) {
                Path file = home.resolve("secret-" + round);
                CyclicBarrier together = new CyclicBarrier(8);
                List<Callable<String>> asking = IntStream.range(0, 8)
                        .<Callable<String>>mapToObj(i -> () -> {
                            together.await();
                            return Folders.secret(file);
                        })
                        .toList();
                Set<String> given = new HashSet<>();
                for (Future<String> one : all.invokeAll(asking)) {
                    given.add(one.get());
                }
                assertThat(given).as("round " + round).hasSize(1);
                assertThat(Files.readString(file)).isEqualTo(given.iterator().next());
            }
        }
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).hasSize(50);
        }
    }
}
