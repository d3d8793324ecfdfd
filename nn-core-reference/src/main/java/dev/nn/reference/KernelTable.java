package dev.nn.reference;

import dev.nn.api.graph.Op;
import dev.nn.api.op.ArgMax;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Gather;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.OneHot;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Random;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.ScatterAdd;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.op.TextTokens;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.VocabularyLookup;
import java.util.Map;

/** Which kernel runs which op. A new op is one line here and one method in its family's file. */
final class KernelTable {
  private static final Map<Class<? extends Op>, Factory> FACTORIES =
      Map.ofEntries(
          row(Fused.class, ElementwiseKernels::fused),
          row(MatMul.class, LinearKernels::matmul),
          row(Convolution.class, ConvolutionKernels::forward),
          row(ConvolutionInputGradient.class, ConvolutionKernels::inputGradient),
          row(ConvolutionKernelGradient.class, ConvolutionKernels::kernelGradient),
          row(MaxPool.class, PoolingKernels::max),
          row(MaxPoolGradient.class, PoolingKernels::maxGradient),
          row(AveragePool.class, PoolingKernels::average),
          row(AveragePoolGradient.class, PoolingKernels::averageGradient),
          row(Reduce.class, ReductionKernels::reduce),
          row(ArgMax.class, ReductionKernels::argMax),
          row(Reshape.class, ShapeKernels::reshape),
          row(Transpose.class, ShapeKernels::transpose),
          row(Slice.class, ShapeKernels::slice),
          row(Pad.class, ShapeKernels::pad),
          row(Concat.class, ShapeKernels::concat),
          row(Reverse.class, ShapeKernels::reverse),
          row(Gather.class, IndexingKernels::gather),
          row(ScatterAdd.class, IndexingKernels::scatterAdd),
          row(OneHot.class, IndexingKernels::oneHot),
          row(TextTokens.class, TextKernels::tokens),
          row(VocabularyLookup.class, TextKernels::lookup),
          row(Softmax.class, SoftmaxKernels::softmax),
          row(LogSoftmax.class, SoftmaxKernels::logSoftmax),
          row(SparseSoftmaxCrossEntropy.class, SoftmaxKernels::sparseCrossEntropy),
          row(Random.class, RandomKernels::random));

  private KernelTable() {}

  /** Makes a kernel for an instruction. */
  private interface Factory {
    Kernel bind(Op op, Operands at);
  }

  private interface TypedFactory<O extends Op> {
    Kernel bind(O op, Operands at);
  }

  private static <O extends Op> Map.Entry<Class<? extends Op>, Factory> row(
      Class<O> type, TypedFactory<O> factory) {
    return Map.entry(type, (op, at) -> factory.bind(type.cast(op), at));
  }

  /**
   * Whether there is a kernel. An element-wise op, even one of a plugin, says itself what it is.
   */
  static boolean supports(Op op) {
    return op instanceof Elementwise || FACTORIES.containsKey(op.getClass());
  }

  /** The kernel of a {@linkplain #supports supported} op. */
  static Kernel bind(Op op, Operands at) {
    return op instanceof Elementwise elementwise
        ? ElementwiseKernels.elementwise(elementwise, at)
        : FACTORIES.get(op.getClass()).bind(op, at);
  }
}
