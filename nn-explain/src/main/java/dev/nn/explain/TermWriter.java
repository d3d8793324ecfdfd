package dev.nn.explain;

import dev.nn.explain.Term.Sign;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes formulas down. What binds more tightly, and so where brackets stand, is the same in every
 * notation; how things look is up to each.
 */
abstract class TermWriter {
  private static final int LOWEST = 0;
  private static final int ADDED = 1;
  private static final int MULTIPLIED = 2;
  private static final int TIGHT = 3;

  /** Of more, some are left out: a recurrent layer joins the outputs of all its steps. */
  private static final int MOST_ARGUMENTS = 8;

  /** A whole formula. */
  final String write(Term term) {
    return write(term, LOWEST);
  }

  /** With brackets if what is around binds more tightly. */
  private String write(Term term, int around) {
    if (term instanceof Term.Symbol symbol) {
      return symbol(symbol);
    }
    if (term instanceof Term.Entry entry) {
      return entry(entry);
    }
    if (term instanceof Term.Number number) {
      return numeral(number.value());
    }
    if (term instanceof Term.Apply apply) {
      return apply(apply.function(), arguments(apply.arguments()));
    }
    if (term instanceof Term.Infix infix) {
      return infix(infix, around);
    }
    if (term instanceof Term.Negative negative) {
      return bracketed(negative(write(negative.x(), MULTIPLIED)), around > ADDED);
    }
    if (term instanceof Term.Product product) {
      String left = factor(product.left(), product.transposeLeft());
      String right = factor(product.right(), product.transposeRight());
      return bracketed(product(left, right), around > MULTIPLIED);
    }
    if (term instanceof Term.Transposed transposed) {
      return factor(transposed.x(), true);
    }
    if (term instanceof Term.Total total) {
      return bracketed(sum(shortened(total)), around > ADDED);
    }
    return enclosed(term);
  }

  /** What never needs brackets around it. */
  private String enclosed(Term term) {
    if (term instanceof Term.Power power) {
      return power(write(power.base(), TIGHT), power.exponent(), write(power.exponent(), inner()));
    }
    if (term instanceof Term.Root root) {
      return root(write(root.x(), inner()));
    }
    if (term instanceof Term.Fold fold) {
      return fold(fold, write(fold.x()));
    }
    if (term instanceof Term.Part part) {
      return part(part, write(part.x(), TIGHT));
    }
    if (term instanceof Term.Lookup lookup) {
      return lookup(write(lookup.table(), TIGHT), write(lookup.index()));
    }
    if (term instanceof Term.Indicator indicator) {
      return indicator(write(indicator.condition()));
    }
    Term.Cases cases = (Term.Cases) term;
    return cases(write(cases.yes()), write(cases.condition()), write(cases.no()));
  }

  private int inner() {
    return isStacked() ? LOWEST : TIGHT;
  }

  private String infix(Term.Infix infix, int around) {
    Sign sign = infix.sign();
    if (sign == Sign.OVER && isStacked()) {
      return infix(sign, write(infix.left()), write(infix.right()));
    }
    int own = sign.precedence();
    // A matrix product inside an element-wise one is bracketed, to be read at once.
    boolean matrix = sign == Sign.HADAMARD && infix.left() instanceof Term.Product;
    boolean strict = sign == Sign.MINUS || sign == Sign.OVER;
    String left = write(infix.left(), matrix || sign.isConvolution() ? TIGHT : own);
    String right = write(infix.right(), sign.isConvolution() ? TIGHT : strict ? own + 1 : own);
    return bracketed(infix(sign, left, right), around > own);
  }

  private String factor(Term term, boolean transposed) {
    String factor = write(term, TIGHT);
    return transposed ? transposed(factor) : factor;
  }

  /** Of many, the first two and the last. */
  private List<String> arguments(List<Term> arguments) {
    int count = arguments.size();
    List<Term> shown = new ArrayList<>(arguments);
    if (count > MOST_ARGUMENTS) {
      shown = List.of(arguments.get(0), arguments.get(1), arguments.get(count - 1));
    }
    List<String> written = new ArrayList<>();
    shown.forEach(argument -> written.add(argument(argument, write(argument))));
    if (count > MOST_ARGUMENTS) {
      written.add(2, ellipsis());
    }
    return written;
  }

  private List<String> shortened(Term.Total total) {
    List<String> written = new ArrayList<>();
    total.terms().forEach(term -> written.add(write(term, ADDED)));
    if (total.omitted() > 0) {
      written.add(written.size() - 1, ellipsis());
    }
    return written;
  }

  private String bracketed(String text, boolean needed) {
    return needed ? bracketed(text) : text;
  }

  /** Whether fractions, exponents and roots are told from what is around by where they stand. */
  abstract boolean isStacked();

  abstract String symbol(Term.Symbol symbol);

  abstract String entry(Term.Entry entry);

  abstract String numeral(double value);

  /** What stands between brackets and commas, as it is written. */
  String argument(Term term, String written) {
    return written;
  }

  abstract String apply(String function, List<String> arguments);

  abstract String infix(Sign sign, String left, String right);

  abstract String negative(String x);

  abstract String product(String left, String right);

  abstract String transposed(String x);

  abstract String power(String base, Term exponent, String written);

  abstract String root(String x);

  abstract String fold(Term.Fold fold, String x);

  abstract String part(Term.Part part, String x);

  abstract String lookup(String table, String index);

  abstract String indicator(String condition);

  abstract String cases(String yes, String condition, String no);

  abstract String sum(List<String> terms);

  abstract String bracketed(String text);

  /** Stands for what is left out. */
  abstract String ellipsis();

  /** Whether a term is the number 2. */
  static boolean isTwo(Term term) {
    return term instanceof Term.Number number && number.value() == 2;
  }
}
