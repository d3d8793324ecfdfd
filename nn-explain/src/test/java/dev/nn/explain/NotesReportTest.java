package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.activations.Gelu;
import dev.nn.core.activations.Sigmoid;
import dev.nn.core.activations.Softmax;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dropout;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.train.Trainer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;

class NotesReportTest {
  private static final Dataset DATA = Dataset.of(numbers(4, 2), Tensor.of(Shape.of(4), 0, 1, 2, 0));

  private static Explanation explanation() {
    try (Trainer trainer =
        Steps.chain(
            SparseCategoricalCrossentropy.of(),
            Adam.of(0.1),
            DATA,
            Dense.of(3, new Sigmoid()),
            BatchNormalization.of(),
            Dropout.of(0.5),
            Dense.of(4, new Gelu(false)),
            Dense.of(3, new Softmax(-1)))) {
      return new Explainer(trainer).explain(DATA, 1);
    }
  }

  @Test
  void everyFormulaIsLatexThatCanBeTypeset() {
    Explanation explanation = explanation();
    String markdown =
        new NotesReport(explanation, section -> true, NotesReport.Form.MARKDOWN).print("test");
    Matcher formulas = Pattern.compile("(?s)\\$\\$\\n(.*?)\\n\\$\\$").matcher(markdown);
    int count = 0;
    while (formulas.find()) {
      new TeXFormula(formulas.group(1)).createTeXIcon(TeXConstants.STYLE_DISPLAY, 20);
      count++;
    }
    int lines = explanation.sections().stream().mapToInt(section -> section.lines().size()).sum();
    assertEquals(lines, count);
  }

  @Test
  void theFormulasAreThoseOfTheTextbook() {
    String latex =
        new NotesReport(explanation(), section -> true, NotesReport.Form.LATEX).print("test_net");
    for (String formula :
        List.of(
            "\\section*{test\\_net}",
            "z^{1} = a^{0}\\,\\theta^{1} + b^{1}",
            "a^{1} = \\sigma\\left(z^{1}\\right)",
            "\\frac{\\partial C}{\\partial \\theta^{1}} = \\left(a^{0}\\right)^{\\mathsf{T}}\\,\\delta^{1}",
            "\\end{document}")) {
      assertTrue(latex.contains(formula), () -> formula + " is not in\n" + latex);
    }
  }
}
