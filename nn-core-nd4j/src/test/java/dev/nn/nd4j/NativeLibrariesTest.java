package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
  @Test
  void theBestBuildForTheProcessorComesFirstAndOneDnnBeforePlain() {
    Set<String> zen4 =
        Set.of("avx2", "fma", "avx512f", "avx512bw", "avx512vl", "avx512dq", "avx512cd");
    assertEquals(
        List.of("-onednn-avx512", "-avx512", "-onednn-avx2", "-avx2", "-onednn"),
        NativeLibraries.extensionsFor(zen4));
    assertEquals(
        List.of("-onednn-avx2", "-avx2", "-onednn"),
        NativeLibraries.extensionsFor(Set.of("avx2", "fma", "avx512f")));
    assertEquals(List.of("-onednn"), NativeLibraries.extensionsFor(Set.of("sse2")));
  }

  @Test
  void theUsersChoiceIsKept() {
    String before = System.setProperty(NativeLibraries.EXTENSION, "-mine");
    try {
      NativeLibraries.choose();
      assertEquals("-mine", System.getProperty(NativeLibraries.EXTENSION));
    } finally {
      if (before == null) {
        System.clearProperty(NativeLibraries.EXTENSION);
      } else {
        System.setProperty(NativeLibraries.EXTENSION, before);
      }
    }
  }
}
