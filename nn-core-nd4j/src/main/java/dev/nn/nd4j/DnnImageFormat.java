package dev.nn.nd4j;

import static org.bytedeco.dnnl.global.dnnl.dnnl_aBc16b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBc8b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBcd16b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBcd8b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBcde16b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBcde8b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcde;
import static org.bytedeco.dnnl.global.dnnl.dnnl_acb;
import static org.bytedeco.dnnl.global.dnnl.dnnl_acdb;
import static org.bytedeco.dnnl.global.dnnl.dnnl_acdeb;

/** How images lie in memory; the formats are oneDNN's names for one, two, three axes. */
enum DnnImageFormat {
  PLAIN(dnnl_abc, dnnl_abcd, dnnl_abcde),
  /** Channels last. */
  LAST(dnnl_acb, dnnl_acdb, dnnl_acdeb),
  /** Channels by sixteens, each sixteen last. */
  BLOCKED(dnnl_aBc16b, dnnl_aBcd16b, dnnl_aBcde16b),
  /** By eights, for processors without AVX-512. */
  EIGHTS(dnnl_aBc8b, dnnl_aBcd8b, dnnl_aBcde8b);

  private final int[] tags;

  DnnImageFormat(int... tags) {
    this.tags = tags;
  }

  int tag(int spatialAxes) {
    return tags[spatialAxes - 1];
  }
}
