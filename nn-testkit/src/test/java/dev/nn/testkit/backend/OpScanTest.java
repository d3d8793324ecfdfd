package dev.nn.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.op.Fused;
import dev.nn.api.op.Input;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.Unary;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpScanTest {
  @Test
  void findsOpsThatComputeAndNoLeaves() {
    List<Class<?>> ops = OpScan.computingOps();
    assertTrue(ops.containsAll(List.of(MatMul.class, Unary.class, Fused.class)), ops.toString());
    assertFalse(ops.contains(Input.class));
  }
}
