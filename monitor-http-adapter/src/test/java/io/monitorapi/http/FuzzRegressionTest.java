package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the targets of the profile {@code fuzz} with its seeds, past findings, and mutations of both. */
class FuzzRegressionTest {

    private static final Path RESOURCES = Path.of("src/test/resources/io/monitorapi/http");
    private static final int MUTATIONS = 500;

    @ParameterizedTest
    @EnumSource
    void everySeedAndFindingIsHandled(FuzzTarget target) throws IOException {
        List<byte[]> seeds = seeds(target);

        assertThat(seeds).hasSizeGreaterThan(4);
        assertThat(seeds)
                .as("a seed that would show")
                .anyMatch(seed -> new String(seed, StandardCharsets.UTF_8).contains(FuzzTarget.SECRET));
        seeds.forEach(target::check);
    }

    @ParameterizedTest
    @EnumSource
    void mutationsOfTheSeedsAreHandled(FuzzTarget target) throws IOException {
        Random random = new Random(20261124);
        for (byte[] seed : seeds(target)) {
            for (int i = 0; i < MUTATIONS; i++) {
                target.check(mutated(seed, random));
            }
        }
    }

    @Test
    void aMessageThatRepeatsItsInputWouldBeSeen() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> FuzzTarget.mustNotContainTheSecret("cannot read 'canary'"));
    }

    private static List<byte[]> seeds(FuzzTarget target) throws IOException {
        Stream<Path> own = Files.list(RESOURCES.resolve("fuzz/" + target.name().toLowerCase(Locale.ROOT)));
        Stream<Path> golden = target == FuzzTarget.RESPONSE || target == FuzzTarget.ERROR
                ? Files.list(RESOURCES.resolve("golden/response"))
                : Stream.empty();
        try (Stream<Path> files = Stream.concat(own, golden)) {
            return files.sorted().map(FuzzRegressionTest::bytes).toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Changes, removes and repeats a few bytes. */
    private static byte[] mutated(byte[] seed, Random random) {
        byte[] mutant = seed.clone();
        for (int i = random.nextInt(4); i >= 0 && mutant.length > 0; i--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(3)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant = Arrays.copyOf(mutant, at);
                default -> mutant = repeated(mutant, at, random.nextInt(mutant.length - at) + 1);
            }
        }
        return mutant;
    }

    private static byte[] repeated(byte[] bytes, int from, int length) {
        byte[] longer = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, longer, 0, from + length);
        System.arraycopy(bytes, from, longer, from + length, bytes.length - from);
        return longer;
    }
}
