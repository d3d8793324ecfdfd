package dev.nn.testkit.backend;

import java.util.List;
import java.util.stream.Stream;

/** All cases: one family of ops per file. */
final class OpCases {
  private OpCases() {}

  static List<OpCase> all() {
    return Stream.of(
            ElementwiseCases.all(),
            LinearCases.all(),
            ConvolutionCases.all(),
            PoolingCases.all(),
            BatchNormCases.all(),
            ReductionCases.all(),
            ShapeCases.all(),
            IndexingCases.all(),
            SoftmaxCases.all(),
            TextCases.all(),
            RandomCases.all(),
            RecurrentCases.all(),
            AttentionCases.all(),
            FusedCases.all())
        .flatMap(List::stream)
        .toList();
  }
}
