package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.BackendException;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class NativeBlockTest {
  @Test
  void isZeroAlignedAndFreedWhenClosed() {
    long before = Pointer.totalBytes();
    try (NativeBlock block = NativeBlock.allocate(1000, "a test")) {
      var window = block.window(0, 1000);
      for (int i = 0; i < 1000; i++) {
        assertEquals(0, window.get(i));
      }
      assertEquals(0, window.alignedSlice(NativeBlock.ALIGNMENT).position());
      assertEquals(0, window.alignmentOffset(0, NativeBlock.ALIGNMENT));
      assertTrue(Pointer.totalBytes() >= before + 1000);
    }
    assertEquals(before, Pointer.totalBytes());
  }

  @Test
  void windowsAndAddressesShowTheSameMemory() {
    try (NativeBlock block = NativeBlock.allocate(1000, "a test")) {
      block.window(64, 8).asFloatBuffer().put(1, 2.5f);
      assertEquals(2.5f, block.floatPointer(68).get());
      block.doublePointer(128).put(7);
      assertEquals(7, block.window(128, 8).asDoubleBuffer().get(0));
    }
  }

  @Test
  void nothingOutsideCanBeReached() {
    try (NativeBlock block = NativeBlock.allocate(100, "a test")) {
      assertThrows(IllegalArgumentException.class, () -> block.window(90, 11));
      assertThrows(IllegalArgumentException.class, () -> block.window(-1, 4));
      assertThrows(IllegalArgumentException.class, () -> block.floatPointer(100));
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
