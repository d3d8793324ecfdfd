package dev.nn.nd4j;

import static java.util.Map.entry;

import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.Buffer;
import dev.nn.api.graph.Op;
import dev.nn.api.op.ArgMax;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.BatchNorm;
import dev.nn.api.op.BatchNormGradient;
import dev.nn.api.op.BatchNormReluGradient;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Gather;
import dev.nn.api.op.GruSequence;
import dev.nn.api.op.GruSequenceGradient;
import dev.nn.api.op.LayerNorm;
import dev.nn.api.op.LayerNormGradient;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.LstmSequence;
import dev.nn.api.op.LstmSequenceGradient;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.OneHot;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Random;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.ScaledDotProductAttention;
import dev.nn.api.op.ScaledDotProductAttentionGradient;
import dev.nn.api.op.ScatterAdd;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.op.TextTokens;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.VocabularyLookup;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which kernel runs which op. That can be asked without loading anything native: the kernels whose
 * classes would bring it along are named by lambdas, which unlike method references load nothing
 * before they are called.
 */
final class Kernels {
  private static final Map<Class<? extends Op>, Function<Binding, Kernel>> TABLE =
      Map.ofEntries(
          entry(ArgMax.class, IndexKernels::argMax),
          entry(AveragePool.class, PoolingKernels::average),
          entry(AveragePoolGradient.class, PoolingKernels::averageGradient),
          entry(BatchNorm.class, BatchNormKernel::forward),
          entry(BatchNormGradient.class, BatchNormKernel::gradient),
          entry(BatchNormReluGradient.class, BatchNormKernel::reluGradient),
          entry(Concat.class, MovementKernels::concat),
          entry(
              Convolution.class, first(DnnConvolution::forward, b -> ConvolutionKernel.forward(b))),
          entry(
              ConvolutionInputGradient.class,
              first(DnnConvolution::inputGradient, b -> ConvolutionKernel.inputGradient(b))),
          entry(
              ConvolutionKernelGradient.class,
              first(DnnConvolution::kernelGradient, b -> ConvolutionKernel.kernelGradient(b))),
          entry(Fused.class, Kernels::elementwise),
          entry(Gather.class, IndexKernels::gather),
          entry(GruSequence.class, GruKernel::new),
          entry(GruSequenceGradient.class, GruGradientKernel::new),
          entry(LayerNorm.class, LayerNormKernel::forward),
          entry(LayerNormGradient.class, LayerNormKernel::backward),
          entry(LogSoftmax.class, SoftmaxKernel::of),
          entry(LstmSequence.class, LstmKernel::new),
          entry(LstmSequenceGradient.class, LstmGradientKernel::new),
          entry(MatMul.class, MatMulKernel::of),
          entry(MaxPool.class, PoolingKernels::max),
          entry(MaxPoolGradient.class, PoolingKernels::maxGradient),
          entry(OneHot.class, IndexKernels::oneHot),
          entry(Pad.class, MovementKernels::pad),
          entry(Random.class, RandomKernel::new),
          entry(Reduce.class, ReduceKernels::of),
          entry(Reshape.class, MovementKernels::copy),
          entry(Reverse.class, MovementKernels::reverse),
          entry(ScaledDotProductAttention.class, AttentionKernel::forward),
          entry(ScaledDotProductAttentionGradient.class, AttentionKernel::backward),
          entry(ScatterAdd.class, IndexKernels::scatterAdd),
          entry(Slice.class, MovementKernels::slice),
          entry(Softmax.class, SoftmaxKernel::of),
          entry(SparseSoftmaxCrossEntropy.class, SoftmaxKernel::of),
          entry(TextTokens.class, TextKernels::tokens),
          entry(Transpose.class, TransposeKernel::of),
          entry(VocabularyLookup.class, TextKernels::lookup));

  /** Ops whose kernel knows float32 alone; in other types they run as simpler ones. */
  private static final Set<Class<? extends Op>> SINGLE =
      Set.of(
          GruSequence.class,
          GruSequenceGradient.class,
          LstmSequence.class,
          LstmSequenceGradient.class);

  private Kernels() {}

  /** The fast kernel where there is one, else the one for all cases. */
  private static Function<Binding, Kernel> first(
      Function<Binding, Optional<Kernel>> fast, Function<Binding, Kernel> general) {
    return binding -> fast.apply(binding).orElseGet(() -> general.apply(binding));
  }

  /** Whether oneDNN may be wanted for an op. */
  static boolean isConvolution(Op op) {
    return op instanceof Convolution
        || op instanceof ConvolutionInputGradient
        || op instanceof ConvolutionKernelGradient;
  }

  /** Whether there is a kernel for an op on inputs of these types. */
  static boolean exists(Op op, List<TensorType> inputs) {
    if (op instanceof BatchNorm
        || op instanceof BatchNormGradient
        || op instanceof BatchNormReluGradient) {
      return BatchNormKernel.covers(inputs.get(0));
    }
    if (op instanceof LayerNorm || op instanceof LayerNormGradient) {
      return LayerNormKernel.covers(inputs);
    }
    if (op instanceof ScaledDotProductAttention
        || op instanceof ScaledDotProductAttentionGradient) {
      return AttentionKernel.covers(inputs);
    }
    return op instanceof Elementwise
        || TABLE.containsKey(op.getClass())
            && (!SINGLE.contains(op.getClass()) || inputs.get(0).dtype() == DataType.FLOAT32);
  }

  /**
   * Makes the kernel for an instruction.
   *
   * @throws BackendException if there is none
   */
  static Kernel bind(Binding binding) {
    Op op = binding.instruction().op();
    if (op instanceof Elementwise) {
      return elementwise(binding);
    }
    Function<Binding, Kernel> maker = TABLE.get(op.getClass());
    if (maker == null) {
      throw new BackendException(
          binding.place()
              + "backend nd4j cannot run op '"
              + op.name()
              + "' ("
              + op.getClass().getName()
              + "); use 'backend: reference', or write the layer in other ops");
    }
    return maker.apply(binding);
  }

  private static Kernel elementwise(Binding binding) {
    Kernel loops = loops(binding);
    return Nd4jTransformKernel.covers(binding) ? new Nd4jTransformKernel(binding, loops) : loops;
  }

  private static Kernel loops(Binding binding) {
    var types = binding.instruction().inputs().stream().map(Buffer::type).toList();
    return FloatProgram.covers(binding.instruction().op(), types)
        ? new FloatElementwiseKernel(binding)
        : new GeneralElementwiseKernel(binding);
  }
}
