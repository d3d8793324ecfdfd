package dev.nn.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Plan;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlainPlansTest {
  @Test
  void everyArenaValueHasItsOwnAlignedBuffer() {
    Plan plan = PlainPlans.of(TrainingStep.graph());
    List<Buffer> buffers =
        Stream.concat(
                plan.inputs().values().stream(),
                plan.instructions().stream().flatMap(i -> i.outputs().stream()))
            .filter(buffer -> buffer.region() == Buffer.Region.ARENA)
            .toList();
    for (int i = 0; i < buffers.size(); i++) {
      assertEquals(0, buffers.get(i).offset() % 64);
      for (Buffer other : buffers.subList(0, i)) {
        assertFalse(buffers.get(i).overlaps(other));
      }
    }
  }
}
