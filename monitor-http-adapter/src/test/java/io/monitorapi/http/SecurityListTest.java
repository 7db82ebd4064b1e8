package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of attacks in SECURITY.md is complete, and the tests that it names exist. */
class SecurityListTest {

    private static final Path HOUSE = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9, -]+) \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))`");

    private final List<MatchResult> rows = ROW.matcher(Files.readString(HOUSE.resolve("SECURITY.md")))
            .results()
            .toList();

    SecurityListTest() throws IOException {}

    @Test
    void everyAttackHasARow() {
        assertThat(rows.stream().flatMap(row -> numbers(row.group(1))))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 31).boxed().toList());
    }

    private static Stream<Integer> numbers(String cell) {
        return Stream.of(cell.split(", ")).flatMap(range -> {
            String[] ends = range.split("-");
            return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .boxed();
        });
    }

    @Test
    void everyRowNamesATestOrSaysWhyThereIsNone() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.group(2))
                        .matches(cell -> TEST.matcher(cell).find()
                                || cell.startsWith("not ")
                                || cell.startsWith("enforcer rules")));
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        try (Stream<Path> files = Files.walk(HOUSE)) {
            Set<String> sources = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(rows.stream()
                            .flatMap(row -> TEST.matcher(row.group(2)).results())
                            .map(test -> test.group(1)))
                    .isSubsetOf(sources);
        }
    }
}
