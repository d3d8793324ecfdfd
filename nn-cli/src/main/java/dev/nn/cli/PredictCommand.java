package dev.nn.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.Session;
import dev.nn.core.network.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    description = {
      "Writes a model's predictions for the rows of a file, beside the rows, as CSV.",
      "Each row of the input comes out with the prediction, and for classes with their probabilities."
          + " Values are prepared as they were for training; predictions are in the units of the"
          + " data. Columns that the model does not read are passed on."
    },
    footer = {
      "",
      "Examples:",
      "  nn predict runs/iris-1 --input configs/data/iris.csv",
      "  nn predict runs/iris-1 --input configs/data/iris.csv --output iris-predicted.csv"
    })
final class PredictCommand implements Callable<Integer> {
  /** Nothing is kept for a backward pass, so more than in training fit. */
  private static final int BATCH = 256;

  private final Console console;

  @Parameters(paramLabel = "MODEL", description = "A model file, or the folder of a run.")
  private Path model;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "Examples, in the form that the model was trained on; targets are ignored.")
  private Path input;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to write; left out, standard output.")
  private Path output;

  @Mixin private SettingsOption set;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (output != null) {
      OutputFile.check(output);
    }
    TrainedModel trained = TrainedModel.read(model, set.settings());
    PreparedData placeholder = trained.placeholder();
    RawExamples examples = placeholder.preprocessing().read(InputFile.check(input));
    examples.warnings().forEach(warning -> console.err().println("warning: " + warning));
    List<PredictionColumns> columns;
    try (Session session = trained.open(placeholder)) {
      Map<String, Tensor> inputs = named(examples.inputs(), session.assembly().network().inputs());
      Map<String, Tensor> outputs = restored(session, examples, inputs);
      columns = PredictionColumns.of(session, trained.description(), outputs);
    }
    if (output == null) {
      write(examples, columns, console.out());
    } else {
      OutputFile.write(output, out -> write(examples, columns, out));
    }
    return 0;
  }

  /** What the model predicts, in the units of the data. */
  private static Map<String, Tensor> restored(
      Session session, RawExamples examples, Map<String, Tensor> inputs) {
    Map<String, Tensor> outputs =
        new LinkedHashMap<>(session.trainer().model().predict(inputs, BATCH));
    examples
        .units()
        .ifPresent(
            units ->
                session
                    .assembly()
                    .objectives()
                    .forEach(
                        each ->
                            outputs.computeIfPresent(
                                each.output(),
                                (name, values) -> units.restore(each.target(), values))));
    return outputs;
  }

  /** With one input on either side there is no doubt which is meant. */
  private static Map<String, Tensor> named(Map<String, Tensor> inputs, List<Network.Input> wanted) {
    if (inputs.size() != 1 || wanted.size() != 1) {
      return inputs;
    }
    Map<String, Tensor> named = new LinkedHashMap<>();
    named.put(wanted.get(0).name(), inputs.values().iterator().next());
    return named;
  }

  private static void write(RawExamples examples, List<PredictionColumns> columns, OutputStream out)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    // The writer stays open: it may be standard output.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    List<String> header = new ArrayList<>(examples.header());
    columns.forEach(each -> header.addAll(each.header()));
    csv.writeRecord(header);
    int count = examples.inputs().values().iterator().next().shape().size(0);
    for (int i = 0; i < count; i++) {
      List<String> row =
          new ArrayList<>(i < examples.rows().size() ? examples.rows().get(i) : List.of());
      for (PredictionColumns each : columns) {
        row.addAll(each.cells(i));
      }
      csv.writeRecord(row);
    }
    csv.flush();
    text.flush();
  }
}
