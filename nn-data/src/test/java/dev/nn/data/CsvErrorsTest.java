package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvErrorsTest {
  @TempDir Path dir;

  @Test
  void aMisspeltTargetIsAnsweredWithTheNearestColumn() {
    Csv csv = Csv.of(dir, "size,species", "1,a").with(Csv.target("specis"));
    inKey(csv, "target.column", "data.csv has no column 'specis'; did you mean 'species'?");
  }

  @Test
  void aTargetLikeNoColumnIsAnsweredWithAllOfThem() {
    inKey(
        Csv.of(dir, "size,weight", "1,2"),
        "target.column",
        "data.csv has no column 'y'; there are: size, weight");
  }

  @Test
  void aFeatureColumnThatIsNotThereIsAnError() {
    Csv csv = Csv.of(dir, "alpha,y", "1,2", "3,4").with(Csv.columns("alhpa"));
    inKey(csv, "features.columns", "data.csv has no column 'alhpa'; did you mean 'alpha'?");
    inKey(
        csv.with(Csv.excluding("alph")),
        "features.exclude",
        "data.csv has no column 'alph'; did you mean 'alpha'?");
    inKey(
        csv.with(Csv.features(Map.of("beta", ColumnType.NUMERIC))),
        "features.types",
        "data.csv has no column 'beta'; there are: alpha, y");
  }

  @Test
  void theTargetCannotBeAFeature() {
    inKey(
        Csv.of(dir, "a,y", "1,2", "3,4").with(Csv.columns("a", "y")),
        "features.columns",
        "'y' is the target and cannot be a feature too");
  }

  @Test
  void aFileWithoutFeaturesIsAnError() {
    inKey(Csv.of(dir, "y", "1", "2"), "features", "data.csv has no column left to learn from");
  }

  @Test
  void aRaggedRowIsNamedByItsLine() {
    at(
        Csv.of(dir, "a,b,y", "1,2,0", "\"1\n\",2,0", "1,2"),
        5,
        "expected 3 cells as in the header, found 2");
    at(Csv.of(dir, "a,y", "1,2,3"), 2, "expected 2 cells as in the header, found 3");
  }

  @Test
  void aQuoteThatIsNeverClosedIsAnError() {
    at(Csv.of(dir, "a,y", "1,0", "2,\"1", "3,0"), 3, "a quote in this row is never closed");
  }

  @Test
  void aTextInADeclaredNumericColumnIsAnError() {
    at(
        Csv.of(dir, "a,y", "1,0", "x,1").with(Csv.features(Map.of("a", ColumnType.NUMERIC))),
        3,
        "column 'a': expected a finite number, found 'x'; leave the cell empty if the value is"
            + " missing");
  }

  @Test
  void notANumberAndInfinityInNumericDataAreErrors() {
    for (String literal : List.of("NaN", "nan", "inf", "-Infinity", "1e999")) {
      at(
          Csv.of(dir, "a,y", "1,0", literal + ",1", "2,0"),
          3,
          "column 'a': expected a finite number, found '" + literal + "'");
    }
  }

  @Test
  void aNumberThatFloat32CannotHoldIsAnError() {
    at(
        Csv.of(dir, "a,y", "1e300,0", "2,1").with(Csv.features(Scale.NONE)),
        2,
        "column 'a': 1e300 is too large for float32");
  }

  @Test
  void anEmptyFileAndABareHeaderAreErrors() {
    Csv csv = Csv.of(dir, "a,y");
    at(csv, 1, "the file has a header but no rows");
    Csv.write(csv.file(), "");
    at(csv, 1, "the file is empty; expected a header line and rows");
  }

  @Test
  void aColumnWithoutAnyValueIsAnError() {
    at(
        Csv.of(dir, "a,b,y", "1,,0", "2,,1"),
        0,
        "column 'b': every cell is empty; put it in features.exclude");
  }

  @Test
  void aRepeatedColumnNameIsAnError() {
    at(Csv.of(dir, "a,a,y", "1,2,3"), 1, "the header has two columns named 'a'");
  }

  @Test
  void anAbsentFileIsAnErrorOfTheKeyPath() {
    Csv csv = Csv.at(dir.resolve("nowhere.csv"), "y");
    inKey(csv, "path", "no such file: " + csv.file().toAbsolutePath());
  }

  @Test
  void aFileInAnotherEncodingIsAnError() throws Exception {
    Csv csv = Csv.of(dir, "a,y", "1,2");
    Files.write(csv.file(), "a,y\n1,ä\n".getBytes(StandardCharsets.ISO_8859_1));
    at(csv, 0, "the file is not UTF-8 text; convert it first");
  }

  @Test
  void aMissingTargetIsAnError() {
    for (TargetKind kind : TargetKind.values()) {
      at(
          Csv.of(dir, "a,y", "1,0", "2,1", "3,"),
          kind,
          4,
          "column 'y': the target is missing; fill it in or remove the row");
    }
  }

  @Test
  void aTextAsRegressionTargetIsAnErrorThatNamesTheWayOut() {
    at(
        Csv.of(dir, "a,y", "1,0", "2,cat"),
        TargetKind.VALUE,
        3,
        "column 'y': a regression loss needs finite float32 numbers, found 'cat'; for classes use a"
            + " classification loss");
  }

  @Test
  void aBinaryLossNeedsTwoValues() {
    DataException e =
        assertThrows(
            DataException.class,
            () -> Csv.of(dir, "a,y", "1,u", "2,v", "3,w").load(TargetKind.BINARY));
    assertEquals(Optional.of("target.column"), e.key());
    assertEquals(
        "a binary loss needs exactly 2 different target values, found 3: 'u', 'v', 'w'; use"
            + " sparse_categorical_crossentropy",
        e.getMessage());
    assertThrows(
        DataException.class, () -> Csv.of(dir, "a,y", "1,u", "2,u").load(TargetKind.BINARY));
  }

  @Test
  void aSingleClassIsAnError() {
    inKey(
        Csv.of(dir, "a,y", "1,u", "2,u"),
        "target.column",
        "classification needs at least 2 different target values, found only 'u'");
  }

  @Test
  void aClassWithoutTrainingExamplesIsNamed() {
    Csv csv = Csv.of(dir, "a,y", "1,u", "2,u", "3,u", "4,v", "5,w", "6,x", "7,y", "8,z");
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                csv.with(new Split(Optional.empty(), 0, 0.5, false)).load(TargetKind.CLASS_INDEX));
    assertEquals(Optional.of("split"), e.key());
    assertTrue(e.getMessage().startsWith("no training example is of class '"), e.getMessage());
    assertTrue(e.getMessage().contains("set split.stratify: true"), e.getMessage());
  }

  @Test
  void severalTargetColumnsWithAClassificationLossAreAnError() {
    inKey(
        Csv.of(dir, "a,y,z", "1,2,3").with(Csv.targets("y", "z")),
        "target.columns",
        "a classification loss takes one target column, found several");
  }

  @Test
  void theTargetIsOneColumnOrSeveralAndNotBoth() {
    for (Optional<String> column : List.of(Optional.<String>empty(), Optional.of("y"))) {
      List<String> columns = column.isPresent() ? List.of("z") : List.of();
      DataException e =
          assertThrows(
              DataException.class,
              () -> new CsvTarget(column, columns, false, Optional.empty(), Scale.NONE));
      assertEquals(Optional.of("target"), e.key());
    }
  }

  @Test
  void aDelimiterIsOneCharacter() {
    for (String delimiter : List.of("", "||", "\n", "\"")) {
      DataException e = assertThrows(DataException.class, () -> Csv.delimited(delimiter));
      assertEquals(Optional.of("delimiter"), e.key());
    }
  }

  private static void inKey(Csv csv, String key, String message) {
    DataException e = assertThrows(DataException.class, () -> csv.load(TargetKind.CLASS_INDEX));
    assertEquals(message, e.getMessage());
    assertEquals(Optional.of(key), e.key());
  }

  private static void at(Csv csv, int line, String message) {
    at(csv, TargetKind.CLASS_INDEX, line, message);
  }

  private static void at(Csv csv, TargetKind kind, int line, String message) {
    DataException e = assertThrows(DataException.class, () -> csv.load(kind));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
    assertEquals(line, e.line());
    assertEquals(csv.file().getFileName(), e.file().orElseThrow().getFileName());
  }
}
