package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Diagnosis;
import dev.nn.api.backend.Diagnosis.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class Nd4jDiagnosisTest {
  @Test
  void everythingItNeedsIsLookedAt() {
    List<Diagnosis> found = new Nd4jBackendProvider().diagnose();
    assertEquals(
        List.of("native library", "natives cache", "memory outside the heap", "BLAS", "oneDNN"),
        found.stream().map(Diagnosis::name).toList());
    found.forEach(each -> assertTrue(each.status() != Status.FAILURE, each.toString()));
  }

  @Test
  void aBuildThatIsNotThereIsAWarningWithTheWayOut() {
    Diagnosis found = Nd4jDiagnosis.chosen("-none");
    assertEquals(Status.WARNING, found.status());
    assertTrue(found.found().contains("the plain build runs in its place"), found.found());
    assertTrue(found.help().contains("-none, or leave out"), found.help());
  }
}
