package dev.nn.cli;

import dev.nn.api.data.PreparedData;
import dev.nn.config.Session;
import dev.nn.data.TextPreprocessing;
import dev.nn.data.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "generate",
    description = {
      "Writes text as a model imagines it, one token after the other.",
      "For models that were trained on a text (data.type: text). The prompt and what follows it go to"
          + " standard output as they are made. The same model, prompt and seed give the same text."
    },
    footer = {
      "",
      "Examples:",
      "  nn generate runs/shakespeare_lstm-1 --prompt \"ROMEO:\" --length 200",
      "  nn generate runs/shakespeare_lstm-1 --temperature 0.5 --seed 7 --length 100"
    })
final class GenerateCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "MODEL",
      description = "A model file, or the folder of a run; trained on a text (data.type: text).")
  private Path model;

  @Option(
      names = "--prompt",
      defaultValue = "\n",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      paramLabel = "TEXT",
      description = "How the text begins; left out, with a new line.")
  private String prompt;

  @Option(
      names = "--length",
      defaultValue = "500",
      paramLabel = "N",
      description = "Tokens to write after it. Default: ${DEFAULT-VALUE}.")
  private int length;

  @Option(
      names = "--temperature",
      defaultValue = "0.8",
      paramLabel = "T",
      description =
          "Probabilities are raised to 1/T: 1 takes the model at its word, less is safer, 0 takes the"
              + " likeliest token always. Default: ${DEFAULT-VALUE}.")
  private double temperature;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Another seed, another text. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private SettingsOption set;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (length < 1) {
      throw new UsageException("--length must be at least 1, found " + length, "");
    }
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new UsageException("--temperature must be at least 0, found " + temperature, "");
    }
    TrainedModel trained = TrainedModel.read(model, set.settings());
    PreparedData placeholder = trained.placeholder();
    if (!(placeholder.preprocessing() instanceof TextPreprocessing text)) {
      throw new UsageException(
          "this model was not trained on a text, so it cannot write one",
          "'generate' needs a model of data.type: text; 'predict' works with any");
    }
    int[] begin = encode(text.vocabulary());
    try (Session session = trained.open(placeholder)) {
      TextGenerator generator = new TextGenerator(session, text, temperature, seed);
      console.out().print(prompt);
      generator.write(begin, length, this::print);
      console.out().println();
    }
    return 0;
  }

  private int[] encode(Vocabulary vocabulary) {
    Set<String> unknown = new LinkedHashSet<>();
    int[] begin = vocabulary.encode(prompt, unknown::add);
    if (!unknown.isEmpty()) {
      console
          .err()
          .println("warning: training never saw this of the prompt: " + String.join(" ", unknown));
    }
    // Nothing to begin with is the beginning of a line, too.
    return begin.length > 0 ? begin : new int[1];
  }

  private void print(String piece) {
    console.out().print(piece);
    console.out().flush();
  }
}
