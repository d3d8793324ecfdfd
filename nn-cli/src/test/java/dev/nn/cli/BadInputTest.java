package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that a user can get wrong: the message, its place, and status 2 before any step. */
class BadInputTest {
  @TempDir Path dir;

  private String rejected(int units, Object... settings) {
    Path config = Nn.csvConfig(dir, units);
    Object[] arguments = new Object[4 + settings.length];
    arguments[0] = "train";
    arguments[1] = config;
    arguments[2] = "--output";
    arguments[3] = dir.resolve("runs");
    System.arraycopy(settings, 0, arguments, 4, settings.length);
    Nn nn = Nn.ends(2, arguments);
    assertEquals("", nn.out());
    assertFalse(nn.err().contains("\tat "), nn.err());
    assertFalse(Files.exists(dir.resolve("runs")), "a run's folder was made");
    return nn.err();
  }

  private void rows(String... rows) {
    String[] lines = new String[rows.length + 1];
    lines[0] = "a,b,kind";
    System.arraycopy(rows, 0, lines, 1, rows.length);
    Nn.write(dir.resolve("data.csv"), lines);
  }

  private void rowsAmongOthers(String... rows) {
    Path file = Nn.csv(dir);
    try {
      Nn.write(file, Files.readString(file).strip() + "\n" + String.join("\n", rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void says(String err, String... parts) {
    for (String part : parts) {
      assertTrue(err.contains(part), "expected '" + part + "' in:\n" + err);
    }
  }

  @Test
  void aRaggedRow() {
    rows("1,2,cat", "3,4", "5,6,dog");
    says(
        rejected(2),
        "error[NN0402]: expected 3 cells as in the header, found 2",
        "data.csv:3:",
        "3 | 3,4",
        "1 error");
  }

  @Test
  void aTextInANumericColumn() {
    rowsAmongOthers("x7,4,cat");
    says(
        rejected(2), "column 'a': expected a finite number, found 'x7'", "data.csv:62:1", "| ^^\n");
  }

  @Test
  void aTargetColumnThatIsNotThere() {
    Nn.csv(dir);
    says(
        rejected(2, "--set", "data.target.column=knd"),
        "data.csv has no column 'knd'",
        "did you mean 'kind'?",
        "--set data.target.column=knd");
  }

  @Test
  void aTargetColumnThatIsNotThereInTheFile() {
    Nn.write(dir.resolve("data.csv"), "a,b", "1,2");
    says(rejected(2), "data.csv has no column 'kind'", "there are: a, b", "pets.yaml:5:");
  }

  @Test
  void aClassThatOnlyTheTestPartHas() {
    Nn.csv(dir);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      rows.append("%d,1,%s\n".formatted(i, i % 2 == 0 ? "cat" : "dog"));
    }
    for (int i = 0; i < 8; i++) {
      rows.append("%d,1,rare%d\n".formatted(i, i));
    }
    rows(rows.toString().strip().split("\n"));
    says(
        rejected(10, "--set", "data.split.stratify=false"),
        "no training example is of class",
        "set split.stratify: true",
        "pets.yaml:7:");
  }

  @Test
  void anEmptyFileAndOneWithoutRows() {
    Nn.write(dir.resolve("data.csv"), "a,b,kind");
    says(rejected(2), "error[NN0402]: the file has a header but no rows", "data.csv:1:1");
    Nn.write(dir.resolve("data.csv"));
    says(rejected(2), "error[NN0402]: the file is empty", "data.csv:1:1");
  }

  @Test
  void notANumberInTheData() {
    rowsAmongOthers("3,NaN,cat");
    says(
        rejected(2),
        "column 'b': expected a finite number, found 'NaN'",
        "data.csv:62:3",
        "62 | 3,NaN,cat");
  }

  @Test
  void textsWithoutTheirVocabulary() {
    String config =
        """
        data: {type: csv, path: texts.csv, target: {column: kind}, features: {types: {text: text}}}
        model:
          layers:
            - {type: embedding, input_dim: 20, output_dim: 2, mask_zero: true}
            - {type: global_average_pooling1d, data_format: channels_last}
            - {name: kind, type: dense, units: 1, activation: sigmoid}
        loss: binary_crossentropy
        optimizer: sgd
        backend: reference
        """;
    Nn.write(dir.resolve("texts.csv"), "kind,text", "a,one two", "b,three four", "a,one one");
    Path file = Nn.write(dir.resolve("texts.yaml"), config);
    String err = Nn.ends(2, "train", file, "--output", dir.resolve("runs")).err();
    assertTrue(
        err.startsWith(
            "error[NN0310]: layer 'embedding' has 20 rows (0 to 19), and 'text' holds the"),
        err);
    assertTrue(err.contains("put a text_vectorization layer before it"), err);
    String words = "    - {type: text_vectorization, output_sequence_length: 4}\n    - {type: emb";
    String read = config.replace("    - {type: emb", words);
    Nn.write(file, read.replace(", data_format: channels_last", ""));
    err = Nn.ends(2, "train", file, "--output", dir.resolve("runs")).err();
    assertTrue(err.contains("texts.yaml:6:7"), err);
    assertTrue(err.contains("write data_format: channels_last"), err);
    Nn.write(file, read.replace("input_dim: 20", "input_dim: 3"));
    err = Nn.ends(2, "train", file, "--output", dir.resolve("runs")).err();
    assertTrue(err.contains("layer 'embedding': index "), err);
    assertTrue(err.contains("is outside the 3 rows of the table (0 to 2)"), err);
  }

  @Test
  void unitsThatAreNotTheClasses() {
    Nn.csv(dir);
    says(
        rejected(5), "2 classes (cat, dog, small)", "5 units", "expected 2 units", "pets.yaml:11:");
  }

  @Test
  void anUnknownKey() {
    Nn.csv(dir);
    says(rejected(2, "--set", "train.epoch=3"), "epoch", "did you mean 'epochs'?");
  }

  @Test
  void filesThatAreNotThere() {
    says(rejected(2), "no such file", "data.csv", "pets.yaml:4:");
    says(
        Nn.ends(2, "train", dir.resolve("no.yaml")).err(),
        "no such file: " + dir.resolve("no.yaml"));
    says(Nn.ends(2, "evaluate", dir.resolve("no.nn")).err(), "no such file or folder", "help:");
    says(Nn.ends(2, "evaluate", dir).err(), "has no model.nn");
    says(Nn.ends(2, "evaluate", dir.resolve("pets.yaml")).err(), "not a model file");
  }

  @Test
  void aBackendThatDoesNotExist() {
    Nn.csv(dir);
    says(rejected(2, "--set", "backend=tensorflow"), "tensorflow", "reference");
  }

  @Test
  void commandLines() {
    says(
        Nn.ends(2, "trian", "x").err(),
        "error: there is no command 'trian'",
        "did you mean 'train'?");
    assertEquals(
        """
        error: there is no command 'dance'
          = help: 'nn --help' shows what there is
        """,
        Nn.ends(2, "dance").err());
    says(Nn.ends(2, "train", "x", "--ouput", "y").err(), "did you mean '--output'?");
    says(
        Nn.ends(2, "train", "x", "--epochs", "3").err(),
        "error: unknown option: '--epochs'",
        "'nn train --help' shows");
    says(Nn.ends(2, "train", "x", "y").err(), "error: unexpected argument 'y'");
    says(Nn.ends(2).err(), "error: which command?", "Usage: nn");
    says(Nn.ends(2, "train").err(), "error: no config is given");
    says(Nn.ends(2, "list", "layrs").err(), "did you mean 'layers'?");
  }

  @Test
  void aSettingWithoutAnEqualsSign() {
    Nn.csv(dir);
    says(
        rejected(2, "--set", "train"),
        "error[NN0040]: this sets nothing",
        "expected key.path=value");
  }

  @Test
  void aFolderForRunsThatCannotBeWritten() throws IOException {
    Nn.csv(dir);
    Path file = Nn.write(dir.resolve("file"), "");
    for (Path output : List.of(file, file.resolve("runs"))) {
      Nn nn = Nn.ends(2, "train", Nn.csvConfig(dir, 2), "--output", output);
      says(nn.err(), "error: cannot make a folder for the run in '" + output, "another folder by");
      assertFalse(nn.err().contains("epoch"), nn.err());
    }
  }

  @Test
  void inputsThatTheDataDoNotHave() {
    Nn.csv(dir);
    String inputs = "model.inputs=[{name: left}, {name: right}]";
    String both = "model.layers.0.inputs=left";
    String join = "model.layers.kind={name: kind, type: concatenate, inputs: [dense, right]}";
    says(
        rejected(2, "--set", inputs, "--set", both, "--set", join),
        "error[NN0403]: the data have no input 'left'",
        "error[NN0403]: the data have no input 'right'",
        "the model's inputs are left, right; those of the data are input",
        "2 errors");
  }

  @Test
  void aWrongConfigIsReportedBeforeAnythingIsMade() {
    Nn.csv(dir);
    String err = rejected(5);
    assertTrue(err.startsWith("error[NN0501]: the data have 2 classes (cat, dog, small);"), err);
    assertTrue(err.contains("pets.yaml:11:40\n"), err);
    assertTrue(err.endsWith("\n1 error\nFor more: nn explain-error NN0501\n"), err);
    assertFalse(err.contains("\tat "), err);
    assertFalse(Files.exists(dir.resolve("runs")), "a run's folder was made");
  }
}
