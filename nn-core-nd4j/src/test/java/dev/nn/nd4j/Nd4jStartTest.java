package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

class Nd4jStartTest {
  @Test
  void nd4jAndOpenBlasWorkOnTheCallingThread() {
    try (Backend backend = new Nd4jBackendProvider().open(BackendProvider.Options.DEFAULT)) {
      Workload.SMALL.compile(backend).close();
      assertEquals(1, Nd4j.getEnvironment().maxMasterThreads());
      assertEquals(1, NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
      assertEquals(1, openblas_nolapack.blas_get_num_threads());
    }
  }

  @Test
  void aLargeOpStartsNoThreads() {
    Nd4jStart.begin().await();
    int before = nativeThreads();
    Nd4j.zeros(DataType.FLOAT, 1 << 20).addi(1);
    // Less if the thread of another test ends meanwhile.
    assertTrue(nativeThreads() <= before);
  }

  /** Threads of the process that the JVM did not name; elsewhere than on Linux 0. */
  private static int nativeThreads() {
    File[] tasks = new File("/proc/self/task").listFiles();
    int count = 0;
    for (File task : tasks == null ? new File[0] : tasks) {
      try {
        String name = Files.readString(task.toPath().resolve("comm")).trim();
        count += name.equals("java") ? 1 : 0;
      } catch (IOException e) {
        // Has ended meanwhile.
      }
    }
    return count;
  }
}
