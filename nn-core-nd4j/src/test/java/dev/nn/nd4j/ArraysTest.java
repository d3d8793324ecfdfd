package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider.Options;
import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Port;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A plan's buffers are ND4J arrays over the planned memory. */
class ArraysTest {
  private static Backend open() {
    return new Nd4jBackendProvider().open(new Options(2));
  }

  @Test
  void whatAPortWritesTheArrayShowsAndTheOtherWayRound() {
    try (Backend backend = open();
        Workload.Step step = Workload.W1.compile(backend)) {
      Buffer buffer = step.plan().inputs().get("x");
      INDArray array = step.executable().array(buffer);
      Port port = step.executable().input("x");
      assertArrayEquals(new long[] {16, 4}, array.shape());
      float[] numbers = new float[64];
      numbers[5] = 2.5f;
      port.write(numbers, 0);
      assertEquals(2.5f, array.getFloat(1, 1));
      array.assign(4);
      port.read(numbers, 0);
      assertEquals(4, numbers[63]);
    }
  }

  @Test
  void everyBufferIsOneArrayAtItsPlaceInItsRegion() {
    try (Backend backend = open();
        Workload.Step step = Workload.W1.compile(backend)) {
      long arena = start(step, step.plan().inputs().get("x"));
      step.plan()
          .instructions()
          .forEach(
              instruction ->
                  instruction
                      .outputs()
                      .forEach(
                          buffer -> {
                            INDArray array = step.executable().array(buffer);
                            assertSame(array, step.executable().array(buffer));
                            assertEquals(buffer.type().shape().elements(), array.length());
                            assertEquals(buffer.type().shape().rank(), array.rank());
                            if (buffer.region() == Buffer.Region.ARENA) {
                              assertEquals(arena, start(step, buffer));
                            }
                          }));
    }
  }

  private static long start(Workload.Step step, Buffer buffer) {
    return step.executable().array(buffer).data().pointer().address() - buffer.offset();
  }

  @Test
  void trainingChangesTheArraysOfTheParameters() {
    try (Backend backend = open();
        Workload.Step step = Workload.W1.compile(backend)) {
      var kernel = step.graph().variables().get(0).variable().variable();
      INDArray array = step.executable().array(step.plan().variables().buffers().get(kernel));
      INDArray before = array.dup();
      step.executable().run();
      assertTrue(array.distance2(before) > 0);
      assertArrayEquals(step.variables().read(kernel).floats(), array.dup().data().asFloat());
    }
  }

  @Test
  void aValueWithoutElementsIsAnEmptyArray() {
    Nd4jStart.begin().await();
    try (NativeBlock block = NativeBlock.allocate(0, "a test")) {
      Regions regions = new Regions(Map.of(Buffer.Region.ARENA, block));
      TensorType none = new TensorType(DataType.FLOAT32, Shape.of(0, 3));
      Buffer buffer = new Buffer(Buffer.Region.ARENA, 0, none);
      assertTrue(regions.array(buffer).isEmpty());
      assertArrayEquals(new long[] {0, 3}, regions.array(buffer).shape());
      assertEquals(0, regions.bytes(buffer).capacity());
    }
  }
}
