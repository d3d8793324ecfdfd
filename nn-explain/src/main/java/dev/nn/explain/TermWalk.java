package dev.nn.explain;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Meets everything in a formula, from left to right.
 *
 * @param symbols is told the values that it speaks of
 * @param functions is told what is done with them: names of functions, {@code product}, {@code
 *     transpose}, names of signs and reductions
 */
record TermWalk(Consumer<Term.Symbol> symbols, Consumer<String> functions) {
  void visit(Term term) {
    if (term instanceof Term.Symbol symbol) {
      symbols.accept(symbol);
    } else if (term instanceof Term.Apply apply) {
      functions.accept(apply.function());
      apply.arguments().forEach(this::visit);
    } else if (term instanceof Term.Infix infix) {
      functions.accept(infix.sign().name().toLowerCase(Locale.ROOT));
      visit(infix.left());
      visit(infix.right());
    } else if (term instanceof Term.Negative negative) {
      functions.accept("negative");
      visit(negative.x());
    } else if (term instanceof Term.Product product) {
      functions.accept("product");
      if (product.transposeLeft() || product.transposeRight()) {
        functions.accept("transpose");
      }
      visit(product.left());
      visit(product.right());
    } else if (term instanceof Term.Transposed transposed) {
      functions.accept("transpose");
      visit(transposed.x());
    } else if (term instanceof Term.Power power) {
      functions.accept("power");
      visit(power.base());
      visit(power.exponent());
    } else if (term instanceof Term.Root root) {
      functions.accept("root");
      visit(root.x());
    } else if (term instanceof Term.Fold fold) {
      functions.accept(fold.reduction().toString());
      visit(fold.x());
    } else if (term instanceof Term.Part part) {
      functions.accept("part");
      visit(part.x());
    } else if (term instanceof Term.Lookup lookup) {
      functions.accept("gather");
      visit(lookup.table());
      visit(lookup.index());
    } else if (term instanceof Term.Indicator indicator) {
      functions.accept("indicator");
      visit(indicator.condition());
    } else if (term instanceof Term.Cases cases) {
      functions.accept("cases");
      visit(cases.yes());
      visit(cases.condition());
      visit(cases.no());
    } else if (term instanceof Term.Total total) {
      functions.accept("sum");
      total.terms().forEach(this::visit);
    }
  }
}
