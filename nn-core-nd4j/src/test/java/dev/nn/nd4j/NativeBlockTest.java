package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.BackendException;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class NativeBlockTest {
  @BeforeAll
  static void startNd4j() {
    NativeLibraries.choose();
    Nd4jStart.begin().await();
  }

  private static TensorType type(DataType dtype, int... sizes) {
    return new TensorType(dtype, Shape.of(sizes));
  }

  @Test
  void isZeroAlignedAndFreedWhenClosed() {
    long before = Pointer.totalBytes();
    try (NativeBlock block = NativeBlock.allocate(1000, "a test")) {
      INDArray array = block.array(0, type(DataType.FLOAT32, 25, 10));
      assertEquals(0, array.data().pointer().address() % NativeBlock.ALIGNMENT);
      assertEquals(0, array.sumNumber().doubleValue());
      assertTrue(Pointer.totalBytes() >= before + 1000);
    }
    // What ND4J's sum leaves to the garbage collector is not ours.
    assertTrue(Pointer.totalBytes() < before + 1000);
  }

  @Test
  void viewsTakeNoMemoryThatOnlyTheGarbageCollectorFrees() {
    try (NativeBlock block = NativeBlock.allocate(1000, "a test")) {
      long before = Pointer.totalBytes();
      for (int i = 1; i < 200; i++) {
        block.array(0, type(DataType.FLOAT32, i));
      }
      assertEquals(before, Pointer.totalBytes());
    }
  }

  @Test
  void viewsOfAllTypesShowTheSameMemory() {
    try (NativeBlock block = NativeBlock.allocate(1000, "a test")) {
      block.array(64, type(DataType.FLOAT32, 2, 3)).putScalar(new int[] {1, 1}, 2.5);
      assertEquals(2.5f, block.array(64 + 4 * Float.BYTES, type(DataType.FLOAT32)).getFloat(0));
      assertEquals(
          Float.floatToIntBits(2.5f),
          block.array(64 + 4 * Float.BYTES, type(DataType.INT32, 1)).getInt(0));
      block.array(128 + Double.BYTES, type(DataType.FLOAT64)).assign(7);
      assertArrayEquals(
          new double[] {0, 7}, block.array(128, type(DataType.FLOAT64, 2)).toDoubleVector());
      block.array(201, type(DataType.BOOL, 3)).putScalar(2, 1);
      assertTrue(block.array(203, type(DataType.BOOL)).any());
      assertFalse(block.array(200, type(DataType.BOOL, 3)).any());
    }
  }

  @Test
  void viewsDoNotFreeTheBlock() throws InterruptedException {
    long before;
    try (NativeBlock block = NativeBlock.allocate(1 << 20, "a test")) {
      before = Pointer.totalBytes();
      for (int i = 0; i < 1000; i++) {
        block.array(0, type(DataType.FLOAT32, 100, 100)).close();
      }
      System.gc();
      Thread.sleep(100); // JavaCPP's and ND4J's threads free what has become garbage.
      INDArray array = block.array(0, type(DataType.FLOAT32, 100, 100));
      array.assign(3);
      assertEquals(3, array.getFloat(99, 99));
      assertTrue(Pointer.totalBytes() <= before);
      assertTrue(Pointer.totalBytes() >= 1 << 20);
    }
    assertTrue(Pointer.totalBytes() <= before - (1 << 20));
  }

  @Test
  void nothingOutsideCanBeReached() {
    try (NativeBlock block = NativeBlock.allocate(100, "a test")) {
      TensorType three = type(DataType.FLOAT32, 3);
      assertThrows(IllegalArgumentException.class, () -> block.array(92, three));
      assertThrows(IllegalArgumentException.class, () -> block.array(-4, three));
      assertThrows(IllegalArgumentException.class, () -> block.array(100, three));
    }
  }

  @Test
  void tooMuchIsRefusedWithTheNumbersAndTheWayOut() {
    long tooMuch = Pointer.maxBytes() + (1L << 40);
    BackendException thrown =
        assertThrows(
            BackendException.class, () -> NativeBlock.allocate(tooMuch, "the values of one step"));
    String message = thrown.getMessage();
    assertTrue(message.contains("the values of one step"), message);
    assertTrue(message.matches(".*needs \\d+ MB.*in use, limit \\d+ MB.*"), message);
    assertTrue(message.contains("-Dorg.bytedeco.javacpp.maxbytes="), message);
  }
}
