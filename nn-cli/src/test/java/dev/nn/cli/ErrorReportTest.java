package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  @Test
  void whatJavaMayTakeIsToldWhereItWasNotEnough() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Colour plain = new Colour(Colour.suits(false, Map.of()));
    Console console = new Console(stream, stream, false, 100, new StopRequest(), plain);
    int status = ErrorReport.print(new OutOfMemoryError("Java heap space"), console, false);
    String told = err.toString(StandardCharsets.UTF_8);
    String most = Numbers.bytes(Runtime.getRuntime().maxMemory());
    assertEquals(ErrorReport.FAILED, status);
    assertTrue(told.contains("not enough memory: Java heap space; Java may take " + most), told);
    assertTrue(told.contains("'nn summary' says how much a training step needs"), told);
    assertTrue(told.contains("train.batch_size"), told);
    assertTrue(told.contains("NN_JAVA_OPTS=-Xmx"), told);
  }
}
