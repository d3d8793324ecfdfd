package dev.nn.bench.pytorch;

import dev.nn.bench.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a workload's step as a TorchScript module, in the form in which {@code torch.jit.save}
 * writes one: a zip with the code as text and the attributes as a pickle. Done here because DJL can
 * run such a module but not make one, and there is no Python.
 */
final class StepScript {

  private static final String HEAD =
      """
      class Step(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        parameters_ : List[Tensor]
        first : List[Tensor]
        second : List[Tensor]
        steps : List[Tensor]
        constants : List[Tensor]
        def start(self: __torch__.Step, parameters: List[Tensor], first: List[Tensor], second: List[Tensor], steps: List[Tensor], constants: List[Tensor]) -> NoneType:
          self.parameters_ = parameters
          self.first = first
          self.second = second
          self.steps = steps
          self.constants = constants
          return None
        def loss(self: __torch__.Step, x: Tensor, labels: Tensor) -> Tensor:
          p = self.parameters_
          c = self.constants
      %s    return torch.cross_entropy_loss(h, labels)
      """;

  private static final String TRAINING =
      """
        def forward(self: __torch__.Step, x: Tensor, labels: Tensor) -> Tensor:
          p = self.parameters_
          c = self.constants
      %s    loss = torch.cross_entropy_loss(h, labels)
          d = torch.grad([loss], p)
          gradients = [%s]
          torch.set_grad_enabled(False)
      %s    torch.set_grad_enabled(True)
          return torch.detach(loss)
      """;

  private static final String INFERENCE =
      """
        def forward(self: __torch__.Step, x: Tensor) -> Tensor:
          p = self.parameters_
          c = self.constants
      %s    return torch.softmax(h, 1)
      """;

  private StepScript() {}

  /** The file that {@code torch.jit.load} reads. */
  static byte[] archive(Workload workload, List<TorchLayer> layers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "data.pkl", attributes());
      entry(zip, "code/__torch__.py", code(workload, layers).getBytes(StandardCharsets.UTF_8));
      // Protocol 2, an empty tuple, the end.
      entry(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      entry(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry("step/" + name));
    zip.write(content);
    zip.closeEntry();
  }

  /** A pickled {@code Step} with empty lists. */
  private static byte[] attributes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x80, 2});
    out.write("c__torch__\nStep\n".getBytes(StandardCharsets.UTF_8));
    // A new object of that class without arguments; an empty dictionary; a mark.
    out.write(new byte[] {')', (byte) 0x81, '}', '('});
    key(out, "training");
    out.write(0x88);
    for (String list : new String[] {"parameters_", "first", "second", "steps", "constants"}) {
      key(out, list);
      out.write(']');
    }
    // Put the pairs since the mark into the dictionary; build the object from it; the end.
    out.write("ub.".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static void key(ByteArrayOutputStream out, String name) throws IOException {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    out.write(new byte[] {'X', (byte) utf8.length, 0, 0, 0});
    out.write(utf8);
  }

  private static String code(Workload workload, List<TorchLayer> layers) {
    int parameters = layers.stream().mapToInt(layer -> layer.parameters().size()).sum();
    String evaluation = ForwardScript.of(workload, layers, false);
    String body =
        workload.training()
            ? String.format(
                TRAINING,
                ForwardScript.of(workload, layers, true),
                repeat(parameters, "unchecked_cast(Tensor, d[%d])"),
                update(workload))
            : String.format(INFERENCE, evaluation);
    return String.format(HEAD, evaluation) + body;
  }

  private static String repeat(int count, String pattern) {
    return IntStream.range(0, count)
        .mapToObj(i -> pattern.formatted(i))
        .collect(Collectors.joining(", "));
  }

  private static String update(Workload workload) {
    double rate = workload.learningRate();
    return switch (workload.optimizer()) {
      case NONE -> "";
      case SGD -> sgd("annotate(List[Tensor], [])", rate, 0);
      case MOMENTUM -> sgd("self.first", rate, Workload.MOMENTUM);
      case ADAM ->
          """
              steps = self.steps
              count = torch.add_(steps[0], 1)
              torch._fused_adam_(p, gradients, self.first, self.second, annotate(List[Tensor], []), steps, lr=%s, beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-08, amsgrad=False, maximize=False)
          """
              .formatted(rate);
    };
  }

  private static String sgd(String velocities, double rate, double momentum) {
    return """
            torch._fused_sgd_(p, gradients, %s, weight_decay=0., momentum=%s, lr=%s, dampening=0., nesterov=False, maximize=False, is_first_step=False)
        """
        .formatted(velocities, momentum, rate);
  }
}
