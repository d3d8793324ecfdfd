package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * What a kernel is made from: an instruction, the memory its buffers lie in, and the threads.
 *
 * @param workspaces one per thread
 * @param dnn oneDNN, if a kernel wants it
 * @param avx512 whether the processor has it: OpenBLAS then has kernels that others do not have
 */
record Binding(
    Instruction instruction,
    Regions regions,
    Workers workers,
    Workspace[] workspaces,
    DnnStart dnn,
    boolean avx512) {
  Buffer input(int i) {
    return instruction.inputs().get(i);
  }

  Buffer output(int i) {
    return instruction.outputs().get(i);
  }

  TensorType inputType(int i) {
    return input(i).type();
  }

  TensorType outputType(int i) {
    return output(i).type();
  }

  FloatBuffer floatInput(int i) {
    return regions.floats(input(i));
  }

  FloatBuffer floatOutput(int i) {
    return regions.floats(output(i));
  }

  IntBuffer intInput(int i) {
    return regions.ints(input(i));
  }

  IntBuffer intOutput(int i) {
    return regions.ints(output(i));
  }

  ByteBuffer byteInput(int i) {
    return regions.bytes(input(i));
  }

  ByteBuffer byteOutput(int i) {
    return regions.bytes(output(i));
  }

  /** The layer, for messages. */
  String place() {
    return instruction.path().isEmpty() ? "" : "layer '" + instruction.path() + "': ";
  }
}
