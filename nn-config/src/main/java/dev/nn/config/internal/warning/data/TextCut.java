package dev.nn.config.internal.warning.data;

import dev.nn.api.op.TextTokens;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Wiring.Part;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.layers.TextVectorization;
import java.util.function.Consumer;

/** A text_vectorization layer that cuts most of the texts. */
public final class TextCut implements DataCheck {
  private static final int SAMPLE = 1000;

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    prepared
        .data()
        .train()
        .inputs()
        .forEach(
            (input, texts) -> {
              for (Part part : prepared.setup().wiring().readers(input)) {
                if (part.layer() instanceof TextVectorization layer
                    && layer.outputSequenceLength().isPresent()
                    && texts.shape().rank() == 2) {
                  check(prepared, part, layer, texts, found);
                }
              }
            });
  }

  private static void check(
      Prepared prepared,
      Part part,
      TextVectorization layer,
      Tensor texts,
      Consumer<Problem> found) {
    int most = layer.outputSequenceLength().orElseThrow();
    int rows = texts.shape().size(0);
    int step = Math.max(1, rows / SAMPLE);
    int seen = 0;
    int cut = 0;
    long tokens = 0;
    for (int row = 0; row < rows; row += step, seen++) {
      int length = tokens(layer, texts, row);
      tokens += length;
      cut += length > most ? 1 : 0;
    }
    if (2 * cut > seen) {
      found.accept(
          Problem.at(
                  Code.TEXT_CUT,
                  prepared.setup().where().layer(part.path(), "output_sequence_length"),
                  "layer '%s' cuts %s %% of the texts after %s; they have %s on average"
                      .formatted(
                          part.path(),
                          Figures.of(100.0 * cut / seen),
                          Figures.count(most, "token"),
                          Figures.of((double) tokens / seen)))
              .helping("use a greater output_sequence_length"));
    }
  }

  /** As the layer cuts them; signs that it takes out do not matter here. */
  private static int tokens(TextVectorization layer, Tensor texts, int row) {
    int characters = texts.shape().size(1);
    int tokens = 0;
    boolean inside = false;
    for (int i = 0; i < characters; i++) {
      int point = (int) texts.get(row * characters + i);
      if (point == 0) {
        break;
      }
      boolean part = layer.split() == TextTokens.Split.CHARACTER || !Character.isWhitespace(point);
      tokens += part && (!inside || layer.split() == TextTokens.Split.CHARACTER) ? 1 : 0;
      inside = part;
    }
    return tokens;
  }
}
