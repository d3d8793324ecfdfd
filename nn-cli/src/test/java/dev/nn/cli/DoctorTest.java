package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Diagnosis;
import dev.nn.api.backend.Diagnosis.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code nn doctor} finds. */
class DoctorTest {
  private static final long GIGABYTE = 1_000_000_000;

  @TempDir Path dir;

  /** A backend whose natives are missing. */
  private static final class Broken implements BackendProvider {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Backend open(Options options) {
      throw new BackendException("no natives for this platform");
    }

    @Override
    public List<Diagnosis> diagnose() {
      return List.of(Diagnosis.failure("natives", "none", "add them"));
    }
  }

  @Test
  void itStartsEveryBackendAndMeasuresIt() {
    Nn nn = Nn.ok("doctor", "--json");
    JsonObject result = nn.json();
    Map<String, JsonObject> checks = new HashMap<>();
    for (JsonElement each : result.getAsJsonArray("checks")) {
      checks.put(each.getAsJsonObject().get("name").getAsString(), each.getAsJsonObject());
    }
    for (String name :
        List.of(
            "Java",
            "memory",
            "processor",
            "load",
            "NN_DATA_ROOT",
            "downloads",
            "runs",
            "plugin StandardPlugin",
            "nd4j start",
            "nd4j matrix products",
            "nd4j native library",
            "nd4j BLAS",
            "reference matrix products")) {
      assertTrue(checks.containsKey(name), name + " in " + checks.keySet());
    }
    assertTrue(
        checks
            .get("nd4j matrix products")
            .get("found")
            .getAsString()
            .matches("[0-9.]+ GFLOP/s .*"));
    checks.values().stream()
        .filter(check -> !check.get("status").getAsString().equals("ok"))
        .forEach(
            check -> assertTrue(check.get("help").getAsString().length() > 9, check::toString));
  }

  @Test
  void aBackendThatCannotStartIsAFailureAndItsOwnFindingsFollow() {
    List<Diagnosis> found = new ArrayList<>();
    BackendChecks.look(new Broken(), found::add);
    assertEquals("broken start", found.get(0).name());
    assertEquals(Status.FAILURE, found.get(0).status());
    assertEquals("no natives for this platform", found.get(0).found());
    assertTrue(found.get(0).help().contains("backend: reference"));
    assertEquals(Diagnosis.failure("broken natives", "none", "add them"), found.get(1));
    assertEquals(2, found.size());
  }

  @Test
  void theHeapHasToFitTheContainer() {
    assertEquals(Status.OK, MachineChecks.heap(2 * GIGABYTE, 8 * GIGABYTE).status());
    Diagnosis large = MachineChecks.heap(16 * GIGABYTE, 8 * GIGABYTE);
    assertEquals(Status.WARNING, large.status());
    assertTrue(large.help().contains("-Xmx3814m"), large.help());
    assertEquals(Status.WARNING, MachineChecks.heap(GIGABYTE / 10, 8 * GIGABYTE).status());
  }

  @Test
  void busyProcessorsAreAWarning() {
    assertEquals(Status.OK, MachineChecks.load(1.5, 2).status());
    assertEquals(Status.WARNING, MachineChecks.load(2.5, 2).status());
    assertEquals(Status.OK, MachineChecks.load(-1, 2).status());
  }

  @Test
  void aDataRootThatIsNoFolderIsAWarning() {
    assertEquals(Status.OK, FolderChecks.dataRoot(Optional.empty()).status());
    assertEquals(Status.OK, FolderChecks.dataRoot(Optional.of(dir)).status());
    Diagnosis missing = FolderChecks.dataRoot(Optional.of(dir.resolve("none")));
    assertEquals(Status.WARNING, missing.status());
    assertTrue(missing.found().contains("is no folder"), missing.found());
  }

  @Test
  void aFolderThatCannotBeMadeIsAFailure() {
    assertEquals(Status.OK, FolderChecks.writable("runs", dir.resolve("a/b"), "").status());
    Path file = Nn.write(dir.resolve("file"), "");
    Diagnosis blocked = FolderChecks.writable("runs", file.resolve("b"), "use --output");
    assertEquals(Status.FAILURE, blocked.status());
    assertEquals(file + " is no folder", blocked.found());
    assertTrue(blocked.help().contains("use --output"));
  }
}
