package dev.nn.bench.ceiling;

import dev.nn.bench.Contender;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * What no library can undercut with this BLAS: the matrix products of a step and a pass over as
 * many bytes as its optimizer must move, and nothing else. It computes no loss.
 */
public final class Ceiling implements Contender {

  @Override
  public String describe() {
    return "matrix products and memory traffic alone, through "
        + openblas_nolapack.OPENBLAS_VERSION.strip()
        + ", OPENBLAS_CORETYPE="
        + System.getenv("OPENBLAS_CORETYPE")
        + ", "
        + System.getenv("OPENBLAS_NUM_THREADS")
        + " threads";
  }

  @Override
  public Session open(Workload workload) {
    return new Products(workload);
  }
}
