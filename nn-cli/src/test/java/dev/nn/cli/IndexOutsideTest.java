package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An index that a table has no row for is named with its layer and the table's size. Here a layer
 * before it keeps validation from seeing the indices.
 */
class IndexOutsideTest {
  @TempDir Path dir;

  private static void names(Nn nn, String... parts) {
    for (String part : parts) {
      assertTrue(nn.err().contains(part), "expected '" + part + "' in:\n" + nn.err());
    }
    assertFalse(nn.err().contains("\tat "), nn.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nd4j", "reference"})
  void amongNumbersFromATable(String backend) {
    StringBuilder rows = new StringBuilder("first,second,kind\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i % 4).append(',').append(i == 23 ? 17 : 3).append(i % 2 == 0 ? ",a\n" : ",b\n");
    }
    Nn.write(dir.resolve("data.csv"), rows.toString().strip());
    Path config =
        Nn.write(
            dir.resolve("table.yaml"),
            "data:",
            "  type: csv",
            "  path: data.csv",
            "  target: {column: kind}",
            "  features: {scale: none, types: {first: numeric, second: numeric}}",
            "model:",
            "  layers:",
            "    - {type: rescaling, scale: 1}",
            "    - {name: rows, type: embedding, input_dim: 4, output_dim: 3}",
            "    - {type: flatten}",
            "    - {type: dense, units: 2, activation: softmax}",
            "loss: sparse_categorical_crossentropy",
            "optimizer: adam",
            "train: {epochs: 2, batch_size: 8}",
            "backend: " + backend);
    names(Nn.ends(2, "train", config, "--output", dir.resolve("runs")), "rows", "17", "4 rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nd4j", "reference"})
  void amongTheCharactersOfAText(String backend) {
    Nn.write(dir.resolve("text.txt"), "abcdef".repeat(60));
    Path config =
        Nn.write(
            dir.resolve("text.yaml"),
            "data: {type: text, path: text.txt, sequence_length: 6, split: {validation: 0.1}}",
            "model:",
            "  layers:",
            "    - {type: rescaling, scale: 1}",
            "    - {name: letters, type: token_and_position_embedding, vocabulary_size: 3,"
                + " sequence_length: 6, embedding_dim: 4}",
            "    - {type: transformer_encoder_block, intermediate_dim: 8, num_heads: 2,"
                + " use_causal_mask: true}",
            "    - {type: dense, units: 7, activation: softmax}",
            "loss: sparse_categorical_crossentropy",
            "optimizer: adam",
            "train: {epochs: 1, batch_size: 8}",
            "backend: " + backend);
    names(Nn.ends(2, "train", config, "--output", dir.resolve("runs")), "letters", "3 rows");
  }
}
