package dev.nn.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.api.data.Dataset;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import dev.nn.explain.Explainer;
import dev.nn.explain.Explanation;
import dev.nn.explain.JsonReport;
import dev.nn.explain.NotesReport;
import dev.nn.explain.Proof;
import dev.nn.explain.Section;
import dev.nn.explain.Section.Pass;
import dev.nn.explain.Subject;
import dev.nn.explain.TextReport;
import dev.nn.explain.Trials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;

/**
 * {@code nn explain} explains whatever there is: every layer, activation, loss, optimizer,
 * regularizer and constraint of the reference, forward, backward and update, with gradients that
 * are proved, and formulas that can be typeset.
 */
class SnippetsExplainedTest {
  /** What programs call things; nobody writes that on paper. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "(convolution|kernel|input|pool|norm|attention|sequence)\\w*_gradient\\b|reduce_\\w+|matmul|scatter_add|gather|select\\(|broadcast|fused|kernel_\\d+"
              + "|dev\\.nn|\\w+@[0-9a-f]{4,}|\\bnull\\b|\\bconstant\\b");

  @TempDir static Path folder;

  private final ExperimentLoader loader = SampleSource.loader();

  @TestFactory
  Stream<DynamicTest> every_example_is_explained() {
    return Snippet.all(ReferencePagesTest.SNIPPETS).values().stream()
        .filter(Snippet::isComputed)
        .map(snippet -> snippet.test(() -> explain(snippet)));
  }

  private void explain(Snippet snippet) throws IOException {
    try (Session session = open(snippet);
        Session exact = open(snippet)) {
      Dataset rows = session.data().train().select(new int[] {0, 1});
      Explanation explanation =
          new Explainer(
                  session.trainer(), Optional.of(exact.trainer()), new Trials(0, 5, List.of()))
              .explain(rows, 1);
      checkProofs(explanation);
      checkText(new TextReport(explanation, section -> true).print());
      checkLatex(explanation);
      checkJson(explanation, session, rows);
    }
  }

  private Session open(Snippet snippet) {
    Experiment experiment =
        loader.parse(
            snippet.config("reference"),
            folder.resolve("snippet.yaml"),
            List.of("train.dtype=float64"));
    Session session = Session.open(experiment);
    session.trainer().adapt(session.data().train());
    return session;
  }

  private static void checkProofs(Explanation explanation) {
    assertFalse(sections(explanation, Pass.FORWARD).isEmpty(), "forward");
    boolean learns = !explanation.parameters().isEmpty();
    assertEquals(learns, !sections(explanation, Pass.BACKWARD).isEmpty(), "backward");
    assertEquals(learns, !sections(explanation, Pass.UPDATE).isEmpty(), "update");
    assertEquals(explanation.parameters().keySet(), explanation.proofs().keySet());
    explanation
        .proofs()
        .forEach(
            (path, proofs) ->
                proofs.forEach(
                    proof ->
                        assertTrue(
                            isProved(explanation, proof),
                            () -> path + " is not proved: " + proof)));
  }

  private static boolean isProved(Explanation explanation, Proof proof) {
    return proof.isKink()
        || explanation.isRounding(proof)
        || proof.relativeError() < 1e-5
        || Math.abs(proof.gradient() - proof.difference()) < proof.rounding();
  }

  private static List<Section> sections(Explanation explanation, Pass pass) {
    return explanation.sections().stream().filter(section -> section.pass() == pass).toList();
  }

  private static void checkText(String text) {
    Matcher internal = INTERNAL.matcher(text);
    assertFalse(
        internal.find(),
        () ->
            text.lines()
                .filter(line -> INTERNAL.matcher(line).find())
                .collect(Collectors.joining("\n")));
  }

  private static void checkLatex(Explanation explanation) {
    String markdown =
        new NotesReport(explanation, section -> true, NotesReport.Form.MARKDOWN).print("test");
    Matcher formulas = Pattern.compile("(?s)\\$\\$\\n(.*?)\\n\\$\\$").matcher(markdown);
    while (formulas.find()) {
      new TeXFormula(formulas.group(1)).createTeXIcon(TeXConstants.STYLE_DISPLAY, 20);
    }
  }

  private static void checkJson(Explanation explanation, Session session, Dataset rows)
      throws IOException {
    StringWriter text = new StringWriter();
    Subject subject =
        new Subject("test", "reference", 1, rows.size(), 4, "initial weights", Map.of(), Map.of());
    JsonReport report = new JsonReport(subject, session.trainer().network(), text, false, 1);
    report.add(explanation);
    report.end();
    for (JsonElement section :
        JsonParser.parseString(text.toString()).getAsJsonObject().getAsJsonArray("sections")) {
      for (JsonElement line : section.getAsJsonObject().getAsJsonArray("lines")) {
        JsonObject equation = line.getAsJsonObject();
        parseXml(equation.get("mathml").getAsString());
        assertTrue(equation.get("spoken").getAsString().contains(" equals "), equation::toString);
      }
    }
  }

  private static void parseXml(String mathml) {
    try {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(mathml.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError(mathml, e);
    }
  }
}
