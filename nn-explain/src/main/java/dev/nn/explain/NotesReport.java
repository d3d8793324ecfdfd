package dev.nn.explain;

import dev.nn.api.tensor.Tensor;
import dev.nn.explain.Section.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An explanation for one's notes: a LaTeX document, or Markdown with formulas in LaTeX. */
public final class NotesReport {
  /** A larger matrix is only named. */
  private static final int MOST_ROWS = 4;

  private static final int MOST_COLUMNS = 6;

  /** A longer formula may not fit on the page: it is made smaller if it does not. */
  private static final int LONG = 120;

  /** In which form. */
  public enum Form {
    /** A document for pdflatex, lualatex or xelatex. */
    LATEX,
    /** With {@code $$} around formulas, as most viewers of Markdown have them. */
    MARKDOWN
  }

  private final Explanation explanation;
  private final Predicate<Section> chosen;
  private final Form form;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param chosen which sections are shown
   */
  public NotesReport(Explanation explanation, Predicate<Section> chosen, Form form) {
    this.explanation = explanation;
    this.chosen = chosen;
    this.form = form;
  }

  /**
   * All of it.
   *
   * @param title what is explained
   */
  public String print(String title) {
    if (form == Form.LATEX) {
      lines.add("\\documentclass{article}");
      lines.add("\\usepackage{amsmath,amssymb,graphicx}");
      lines.add(
          "\\newcommand{\\fit}[1]{"
              + "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{$\\displaystyle #1$}}");
      lines.add("\\setcounter{MaxMatrixCols}{20}");
      lines.add("\\begin{document}");
      lines.add("\\section*{" + escaped(title) + "}");
    } else {
      lines.add("# " + title);
    }
    for (Pass pass : Pass.values()) {
      List<Section> sections =
          explanation.sections().stream()
              .filter(section -> section.pass() == pass && chosen.test(section))
              .toList();
      if (!sections.isEmpty()) {
        heading(1, title(pass));
        sections.forEach(this::section);
      }
    }
    if (form == Form.LATEX) {
      lines.add("\\end{document}");
    }
    return String.join("\n", lines) + "\n";
  }

  private static String title(Pass pass) {
    return switch (pass) {
      case FORWARD -> "Forward";
      case BACKWARD -> "Backward";
      case UPDATE -> "Update";
    };
  }

  private void heading(int level, String text) {
    lines.add("");
    if (form == Form.LATEX) {
      lines.add("\\" + "sub".repeat(level) + "section*{" + escaped(text) + "}");
    } else {
      lines.add("#".repeat(level + 1) + " " + text);
    }
  }

  private void section(Section section) {
    String type = section.type().isEmpty() ? "" : " (" + section.type() + ")";
    heading(2, (section.number() + " " + section.path() + type).strip());
    section.lines().forEach(this::line);
  }

  private void line(Line line) {
    StringBuilder formula = new StringBuilder(TermLatex.name(line.name()));
    formula.append(" = ").append(TermLatex.of(line.term()));
    Tensor value = explanation.values().get(line.ref());
    if (value != null && isSmall(value)) {
      formula.append(" = ").append(matrix(value));
    }
    lines.add("");
    lines.add(form == Form.LATEX ? "\\[" : "$$");
    boolean wide = form == Form.LATEX && formula.length() > LONG;
    lines.add(wide ? "\\fit{" + formula + "}" : formula.toString());
    lines.add(form == Form.LATEX ? "\\]" : "$$");
  }

  private static boolean isSmall(Tensor value) {
    int columns = value.shape().rank() == 0 ? 1 : value.shape().size(-1);
    return value.shape().rank() <= 2
        && columns <= MOST_COLUMNS
        && value.size() <= MOST_ROWS * columns;
  }

  private static String matrix(Tensor value) {
    if (value.size() == 1) {
      return TermLatex.number(value.get(0));
    }
    int columns = value.shape().size(-1);
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < value.size() / columns; row++) {
      List<String> entries = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        entries.add(TermLatex.number(value.get(row * columns + column)));
      }
      rows.add(String.join(" & ", entries));
    }
    return "\\begin{bmatrix}" + String.join(" \\\\ ", rows) + "\\end{bmatrix}";
  }

  private static String escaped(String text) {
    return text.replace("_", "\\_").replace("%", "\\%").replace("&", "\\&").replace("#", "\\#");
  }
}
