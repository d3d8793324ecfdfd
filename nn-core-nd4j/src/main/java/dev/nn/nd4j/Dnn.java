package dev.nn.nd4j;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * oneDNN without its threads: machine code made for one shape of a convolution. It does 80–120
 * GFLOP/s on a core on which a matrix product by OpenBLAS does 75. Through its C interface, since
 * running a primitive then makes no objects.
 */
final class Dnn implements AutoCloseable {
  private final dnnl_engine engine = new dnnl_engine();
  private final dnnl_stream[] streams;

  /**
   * Loads the library, which takes 0.2 s.
   *
   * @param parts into how many parts work may be cut
   * @throws LinkageError if there is no library for this platform
   */
  Dnn(int parts) {
    Loader.load(dnnl.class);
    check(dnnl_engine_create(engine, dnnl_cpu, 0));
    streams = new dnnl_stream[parts];
    for (int i = 0; i < parts; i++) {
      streams[i] = new dnnl_stream();
      check(dnnl_stream_create(streams[i], engine, dnnl_stream_default_flags));
    }
  }

  dnnl_engine engine() {
    return engine;
  }

  /** What a part of a job runs on: parts may run at the same time, a stream does one thing. */
  dnnl_stream stream(int part) {
    return streams[part];
  }

  /** Keeps oneDNN on the calling thread. OpenMP keeps the number of threads per thread. */
  static void useOneThread() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }

  /** Fails unless a call succeeded: it has been tried while compiling, so this is a defect. */
  static void check(int status) {
    if (status != dnnl_success) {
      throw new IllegalStateException("oneDNN failed with status " + status);
    }
  }

  @Override
  public void close() {
    for (dnnl_stream stream : streams) {
      dnnl_stream_destroy(stream);
    }
    dnnl_engine_destroy(engine);
  }
}
