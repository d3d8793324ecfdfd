package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen in a delimited file. */
class TableProfileTest {
  @TempDir Path dir;

  private TableProfile profile(String text) {
    Path file = dir.resolve("data.csv");
    Csv.write(file, text);
    return TableProfile.read(file);
  }

  /** A column called {@code name} of forty rows beside another. */
  private ColumnProfile column(String name, IntFunction<String> cell) {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(i -> i % 7 + ";" + cell.apply(i))
            .collect(Collectors.joining("\n"));
    return profile("other;" + name + "\n" + rows + "\n").column(name).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theDelimiterIsFound(String delimiter) {
    TableProfile table = profile("a,text,c\n1,\"x; | y\",3\n2,z,4\n".replace(",", delimiter));
    assertEquals(delimiter, table.format().delimiter());
    assertEquals(
        List.of("a", "text", "c"), table.columns().stream().map(ColumnProfile::name).toList());
  }

  @Test
  void aCommaInTextsIsNoDelimiter() {
    assertEquals(";", profile("a;b\n1,5, or so;2\nmore;3\n").format().delimiter());
  }

  @Test
  void marksOfMissingValuesAreFound() {
    TableProfile table = profile("a,b,c\n1,NA,-\n?,x,up\n3,y,down\n-,z,-\n");
    assertEquals(List.of("?", "-", "NA"), table.format().naValues());
    assertEquals(2, table.column("a").orElseThrow().missing());
    assertEquals(ColumnKind.NUMBER, table.column("a").orElseThrow().kind());
    assertEquals(1, table.column("b").orElseThrow().missing());
  }

  @Test
  void adashAmongTextsAloneIsACategory() {
    assertEquals(List.of(), profile("a,c\n1,-\n2,up\n3,-\n").format().naValues());
  }

  @Test
  void aFileWithoutNamesOfColumnsIsRefused() {
    DataException e =
        assertThrows(DataException.class, () -> profile("5.1,3.5,setosa\n4.9,3.0,x\n"));
    assertEquals(1, e.line());
    assertTrue(e.getMessage().contains("put a line of names before it"), e.getMessage());
  }

  @Test
  void numbersAreDescribed() {
    NumberProfile numbers =
        profile("a,b\n1,x\n2,x\n6,y\n,y\n").column("a").orElseThrow().numbers().orElseThrow();
    assertEquals(new NumberProfile(1, 6, 3, Math.sqrt(14 / 3.0), true), numbers);
  }

  @Test
  void aNumberThatIsNotFiniteIsAnErrorWithItsLine() {
    assertEquals(3, assertThrows(DataException.class, () -> profile("a,b\n1,x\ninf,y\n")).line());
  }

  @Test
  void valuesAreCountedTheMostFrequentFirst() {
    ColumnProfile column = profile("a,b\n1,x\n2,y\n3,y\n4,\n").column("b").orElseThrow();
    assertEquals("{y=2, x=1}", column.values().toString());
    assertEquals(List.of("x", "y"), column.sortedValues());
    assertEquals(0.25, column.missingShare());
    assertEquals(3, column.present());
  }

  @Test
  void kindsOfColumnsAreTold() {
    assertEquals(ColumnKind.NUMBER, column("x", i -> "" + i % 3).kind());
    assertEquals(ColumnKind.NUMBER, column("x", i -> "" + 0.5 * i).kind());
    assertEquals(ColumnKind.CATEGORY, column("x", i -> i % 2 == 0 ? "red" : "blue").kind());
    assertEquals(ColumnKind.EMPTY, column("x", i -> "").kind());
    assertEquals(ColumnKind.CONSTANT, column("x", i -> "same").kind());
    assertEquals(ColumnKind.CATEGORY, column("x", i -> i < 20 ? "same" : "").kind());
    assertEquals(ColumnKind.NAME, column("x", i -> "Mr " + (char) ('A' + i % 30)).kind());
    assertEquals(ColumnKind.TEXT, column("x", i -> "this is message number " + i).kind());
    assertEquals(ColumnKind.DECIMAL_COMMA, column("x", i -> i + ",5").kind());
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-%02d",
    "%02d/11/2023",
    "2024-01-02 10:%02d",
    "2024-01-02T10:%02d:00Z",
    "1.1.19%02d",
    "12:%02d"
  })
  void datesAndTimesAreTold(String format) {
    assertEquals(ColumnKind.DATE, column("x", i -> format.formatted(i % 28 + 10)).kind());
  }

  @Test
  void numbersOfRowsAreTold() {
    assertEquals(ColumnKind.IDENTIFIER, column("x", i -> "" + i).kind());
    assertEquals(ColumnKind.IDENTIFIER, column("x", i -> "" + (40 - i)).kind());
    assertEquals(ColumnKind.IDENTIFIER, column("PassengerId", i -> "" + (900 + 3 * i)).kind());
    assertEquals(ColumnKind.IDENTIFIER, column("customer_id", i -> "" + (900 + 3 * i)).kind());
    assertEquals(ColumnKind.IDENTIFIER, column("Unnamed: 0", i -> "" + (900 + 3 * i)).kind());
    // Years, and a word that merely ends so.
    assertEquals(ColumnKind.NUMBER, column("year", i -> "" + (1960 + i)).kind());
    assertEquals(ColumnKind.NUMBER, column("humid", i -> "" + (900 + 3 * i)).kind());
    assertEquals(ColumnKind.NUMBER, column("id", i -> "" + i / 2).kind());
  }

  @Test
  void columnsAreComparedByValueAndMissingIsOne() {
    TableProfile table = profile("a,b,c\n1,x,\n1.0,x,\n2,y,3\n,y,3\n");
    assertTrue(table.determines("a", "b"));
    assertFalse(table.determines("b", "a"));
    assertTrue(table.determines("b", "c"));
    assertEquals(1, table.lambda("c", "b"));
  }

  @Test
  void theFirstMissingCellIsFound() {
    TableProfile table = profile("a,b\n1,x\n\n2,\n3,\n");
    assertEquals(OptionalInt.of(4), table.firstMissing("b"));
    assertEquals(OptionalInt.empty(), table.firstMissing("a"));
  }

  @Test
  void sortedColumnsAreTold() {
    TableProfile table =
        profile("a,b\n2020-01-02,2020-05-01\n2020-01-02,2020-04-01\n2020-03-01,2021\n");
    assertTrue(table.isSorted("a"));
    assertFalse(table.isSorted("b"));
  }
}
