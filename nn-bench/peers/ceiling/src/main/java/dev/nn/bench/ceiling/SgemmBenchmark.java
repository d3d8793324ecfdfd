package dev.nn.bench.ceiling;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** c = a b, all {@code [size, size]} float32, through OpenBLAS with its default threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SgemmBenchmark {

  @Param({"16", "64", "256", "1024"})
  int size;

  private FloatPointer a;
  private FloatPointer b;
  private FloatPointer c;

  @Setup
  public void allocate() {
    float[] values = new float[size * size];
    Arrays.fill(values, 0.5f);
    a = new FloatPointer(values);
    b = new FloatPointer(values);
    c = new FloatPointer(values);
  }

  @TearDown
  public void free() {
    a.close();
    b.close();
    c.close();
  }

  @Benchmark
  public void sgemm() {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        size,
        size,
        size,
        1,
        a,
        size,
        b,
        size,
        0,
        c,
        size);
  }
}
