package dev.nn.testkit.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.nn.api.backend.Backend;
import dev.nn.api.tensor.DataType;
import dev.nn.testkit.spec.Binder;
import dev.nn.testkit.spec.Catalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every golden case whose type is known on a backend. Subclass it for a backend.
 *
 * <p>The cases lie in the folder that the system property {@code nn.golden.dir} names, or else in
 * {@code shared/golden} beside the project; without such a folder the tests are skipped.
 */
public abstract class GoldenCasesTest {
  /** The backend under test. */
  protected abstract Backend openBackend();

  /** Everything that occurs in cases; a type that it lacks is a failure. */
  protected abstract Catalogue catalogue();

  /** The arithmetics to run in. */
  protected List<DataType> dtypes() {
    return List.of(DataType.FLOAT64, DataType.FLOAT32);
  }

  @TestFactory
  Stream<DynamicNode> goldenCases() {
    Optional<GoldenFolder> folder = GoldenFolder.find();
    if (folder.isEmpty()) {
      // A test that is skipped, rather than a factory: test runners report only the former.
      return Stream.of(DynamicTest.dynamicTest("golden cases", GoldenCasesTest::skip));
    }
    Catalogue catalogue = catalogue();
    Binder binder = new Binder(catalogue);
    return Stream.of(GoldenKind.values())
        .map(kind -> container(folder.get(), kind, catalogue, binder));
  }

  private static void skip() {
    abort(
        "no golden cases: there is no folder shared/golden beside the project; name one with -D"
            + GoldenFolder.PROPERTY);
  }

  private DynamicNode container(
      GoldenFolder folder, GoldenKind kind, Catalogue catalogue, Binder binder) {
    Map<String, Integer> unknown = new TreeMap<>();
    Set<String> expected = new TreeSet<>();
    Set<String> done = new HashSet<>();
    List<DynamicNode> tests = new ArrayList<>();
    folder
        .files(kind)
        .forEach(
            file -> {
              GoldenCase golden = GoldenCase.read(kind, file);
              Optional<String> missing =
                  golden.types().stream()
                      .filter(type -> catalogue.find(kind.type(), type).isEmpty())
                      .findFirst();
              if (missing.isPresent()) {
                unknown.merge(missing.get(), 1, Integer::sum);
                return;
              }
              for (DataType dtype : dtypes()) {
                String name = golden.name() + ", " + dtype;
                expected.add(name);
                tests.add(
                    DynamicTest.dynamicTest(
                        name,
                        () -> {
                          try (Backend backend = openBackend()) {
                            done.add(name);
                            new GoldenCheck(golden, binder, backend, dtype).run();
                          }
                        }));
              }
            });
    tests.add(
        DynamicTest.dynamicTest(
            "every case was run",
            () -> {
              System.out.printf(
                  "golden %s: %d cases, each in %s%n",
                  kind.folder(), expected.size() / dtypes().size(), dtypes());
              assertEquals(Map.of(), unknown, "cases of types that are not registered");
              assertEquals(expected, new TreeSet<>(done));
            }));
    return DynamicContainer.dynamicContainer(kind.folder(), tests);
  }
}
