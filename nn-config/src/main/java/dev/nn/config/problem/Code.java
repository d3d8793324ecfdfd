package dev.nn.config.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of mistakes. A code is a promise: its number never changes its meaning and is never
 * given away again, since people look it up and silence it by it.
 *
 * <p>Numbers go by hundreds: 00 YAML and files, 01 keys and values, 02 names and how layers are
 * connected, 03 shapes, 04 data, 05 outputs, losses and metrics, 06 optimizers, 07 backends, 08
 * models; from 1000 on they are warnings.
 *
 * <p>To add one: a constant here under the next free number of its hundred, with a title that
 * completes "this means: …"; a text {@code NN0123.md} among the resources, see {@link Explanation};
 * and a config that has it in the tests' {@code broken} or {@code suspicious}.
 */
public enum Code {
  // YAML and files.
  INVALID_YAML(1, "the file is not valid YAML"),
  UNCLOSED_QUOTE(2, "a quote is never closed"),
  UNCLOSED_BRACKET(3, "a ',', '}' or ']' is missing"),
  TAB(4, "a tab where YAML allows only blanks"),
  MISPLACED_COLON(5, "a ':' where no key can be"),
  MISSING_COLON(6, "a key without ':' or without the blank after it"),
  NEEDS_QUOTES(7, "a text that needs quotes"),
  UNDEFINED_ALIAS(8, "an alias without an anchor"),
  SEVERAL_DOCUMENTS(9, "more than one YAML document in a file"),
  FORBIDDEN_CHARACTER(10, "a character that YAML does not allow"),
  DUPLICATE_KEY(11, "a key occurs twice"),
  KEY_IS_NO_TEXT(12, "a key that is a list or a mapping"),
  FORBIDDEN_TAG(13, "a YAML tag"),
  WRONG_MERGE(14, "'<<' with something that is no mapping"),
  ENDLESS_ALIAS(15, "a value that contains itself"),
  TOO_LARGE(16, "more than a config can hold"),
  EMPTY_CONFIG(17, "a config with nothing in it"),
  NOT_A_MAPPING(18, "a config that is not made of keys"),
  WRONG_INDENTATION(19, "a line that is indented unlike its neighbours"),
  NO_SUCH_FILE(20, "a file that does not exist"),
  UNREADABLE_FILE(21, "a file that cannot be read"),
  WRONG_EXTENDS(22, "'extends' does not name a file"),
  WRONG_ESCAPE(24, "a backslash in double quotes that means nothing"),
  ENDLESS_EXTENDS(23, "configs that extend each other in a circle"),
  UNKNOWN_VARIABLE(30, "a variable that is not defined"),
  UNSET_ENVIRONMENT_VARIABLE(31, "an environment variable that is not set"),
  WRONG_EXPRESSION(32, "an expression in '${…}' that cannot be understood"),
  WRONG_ARITHMETIC(33, "an expression in '${…}' that has no value"),
  ENDLESS_VARIABLE(34, "a variable that is defined by itself"),
  VARIABLE_IN_TEXT(35, "a list or mapping put into a text"),
  WRONG_SETTING(40, "a '--set' that is not key.path=value"),
  SETTING_LEADS_NOWHERE(41, "a '--set' whose path leads nowhere"),

  // Keys and values.
  UNKNOWN_KEY(101, "a key that does not exist"),
  MISSING_KEY(102, "a key that is required"),
  WRONG_TYPE(103, "a value of the wrong type"),
  OUT_OF_RANGE(104, "a value out of range"),
  NO_VALUE(105, "a key without a value"),
  UNKNOWN_CHOICE(106, "a value that is none of the choices"),
  UNKNOWN_TYPE(107, "a type that does not exist"),
  TWO_NAMES_OF_ONE_KEY(108, "one key given under two names"),
  WRONG_PATH(109, "a text that is no path"),
  REFUSED_VALUE(110, "a value, or values together, that cannot be"),
  UNKNOWN_VERSION(111, "a version of the format that this nn does not know"),
  WRONG_NAME(112, "a name that cannot be one"),
  WRONG_IGNORE(113, "'warnings.ignore' with what is no warning"),

  // Names and how layers are connected.
  UNKNOWN_INPUT(201, "a layer reads what does not exist"),
  DUPLICATE_NAME(202, "two layers or inputs of one name"),
  CIRCULAR_LAYERS(203, "layers that read each other in a circle"),
  DEAD_END(204, "a layer that leads nowhere"),
  NO_LAYERS(205, "a model or block without layers"),
  NO_INPUTS(206, "a layer or block that reads nothing"),
  WRONG_INPUT_COUNT(207, "too few or too many inputs for a layer"),
  UNCLEAR_INPUT(208, "a first layer that does not say which input it reads"),
  UNKNOWN_SHARED(209, "weights shared with a layer that does not exist"),
  WRONG_SHARING(210, "weights that cannot be shared in this way"),
  COPY_WITH_KEYS(211, "a copied layer with keys of its own"),
  UNKNOWN_BLOCK_OUTPUT(212, "a block gives out a layer that it does not have"),
  UNKNOWN_OUTPUT(213, "an output that is no layer"),
  DUPLICATE_OUTPUT(214, "an output that occurs twice"),
  NO_OUTPUTS(215, "a model without outputs"),

  // Shapes.
  LAYER_DOES_NOT_FIT(301, "a layer that cannot work with what it reads"),
  WRONG_AXES(302, "an input with another number of axes than the layer needs"),
  WRONG_DTYPE(303, "indices or truth values where a layer needs numbers"),
  UNEQUAL_INPUTS(304, "inputs that do not fit each other"),
  WINDOW_TOO_LARGE(305, "a window larger than what it moves over"),
  NOT_DIVISIBLE(306, "a size that cannot be divided into so many parts"),
  WRONG_RESHAPE(307, "a reshape to another number of elements"),
  UNEQUAL_WEIGHTS(308, "shared weights of another shape"),
  WRONG_PARAMETER_SHAPE(309, "an initializer or constraint for parameters of another shape"),
  INDEX_OUTSIDE_TABLE(310, "an index outside the table that it is looked up in"),
  INDEX_IS_NO_WHOLE_NUMBER(311, "a fraction used as an index"),
  WRONG_FORMULA(312, "a formula that cannot be read or computed"),

  // Data.
  WRONG_DATA(401, "data that are not what the config says"),
  WRONG_DATA_FILE(402, "something wrong in a data file"),
  UNKNOWN_DATA_INPUT(403, "an input that the data do not have"),
  UNKNOWN_TARGET(404, "a target that the data do not have"),
  OTHER_SHAPE_IN_DATA(405, "an input stated with another shape than the data have"),
  OTHER_DTYPE_IN_DATA(406, "an input stated with another dtype than the data have"),
  LAYER_NAMED_AS_DATA(407, "a layer with the name of the data's input"),

  // Outputs, losses, metrics.
  WRONG_UNITS(501, "an output with too few or too many units"),
  LOSS_DOES_NOT_FIT(502, "a loss that cannot compare output and target"),
  METRIC_DOES_NOT_FIT(503, "a metric that cannot compare output and target"),
  METRIC_READS_LOGITS(504, "a metric for probabilities, on logits"),
  METRIC_OF_CLASSES(505, "a metric for classes, on other values"),
  TARGET_OF_TWO_KINDS(506, "two losses that need one target in two forms"),
  DUPLICATE_METRIC(507, "two metrics of one name"),
  UNKNOWN_CLASS(508, "a weight for a class that does not exist"),
  NO_CLASSES(509, "class weights without classes"),

  // Optimizers.
  PATTERN_MATCHES_NOTHING(601, "a path pattern that matches no parameter"),

  // Backends.
  UNKNOWN_BACKEND(701, "a backend that does not exist"),
  BACKEND_NOT_INSTALLED(702, "a backend that is not on the class path"),

  // Warnings; the second digit is the hundred of the errors that they are akin to.
  UNUSED_VARIABLE(1030, "a variable that nothing uses"),
  MOST_DROPPED(1110, "a layer that drops most of what it reads"),
  BATCH_OF_ONE(1111, "batch normalisation of a single example"),
  ONE_STEP_EPOCHS(1112, "a batch larger than the training part"),
  UNCOMPUTED_MONITOR(1120, "a callback that watches what is never computed"),
  WRONG_WAY(1121, "a callback that takes worse for better"),
  IDLE_CALLBACK(1122, "a callback that training is too short for"),
  BEST_NOT_KEPT(1123, "early stopping that does not keep the best weights"),
  LINEAR_STACK(1201, "dense layers in a row without an activation"),
  RANDOM_OUTPUT(1202, "dropout or noise after the last weights"),
  ACTIVATIONS_IN_A_ROW(1203, "two activations in a row without weights in between"),
  DATA_REMARK(1401, "something about the data that one should know"),
  UNSCALED_FEATURES(1410, "features far from the size that networks are made for"),
  CONSTANT_FEATURES(1411, "columns with one value in all examples"),
  TARGET_AMONG_FEATURES(1412, "a feature that says what is to be predicted"),
  UNSCALED_TARGET(1413, "values to be predicted far from the size that networks begin with"),
  CLASS_IMBALANCE(1414, "classes of very different frequency, and nothing that heeds it"),
  COPIED_EXAMPLES(1415, "test or validation examples that are training examples too"),
  SORTED_EXAMPLES(1416, "examples that come class by class and are not shuffled"),
  TEXT_CUT(1417, "texts that are mostly cut off"),
  LOGITS_TWICE(1501, "a loss told 'from_logits: true' after a softmax or sigmoid"),
  SIGMOID_FOR_ONE_OF_SEVERAL(1502, "a sigmoid under a loss for one class of several"),
  SOFTMAX_FOR_INDEPENDENT(1503, "a softmax under a loss that judges each unit by itself"),
  CONFINED_LOGITS(1504, "logits that an activation confines"),
  NOT_PROBABILITIES(1505, "a loss told 'from_logits: false' where nothing makes probabilities"),
  SOFTMAX_OF_ONE(1506, "a softmax over a single unit"),
  NUMBERS_FOR_CLASSES(1507, "a loss for numbers on probabilities of classes"),
  CLASS_METRIC_FOR_NUMBERS(1508, "a metric of classes beside a loss for numbers"),
  OUT_OF_REACH(1509, "values to be predicted that the output can never have"),
  RATE_FAR_OFF(1601, "a learning rate far from where the optimizer works"),
  FADED_RATE(1602, "a schedule that is over long before training"),
  STILL_RATE(1603, "a schedule that hardly begins while training lasts"),
  ENDLESS_WARMUP(1604, "a warm-up longer than training");

  private static final int FIRST_WARNING = 1000;

  private final int number;
  private final String title;

  Code(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** As printed and looked up: {@code NN0123}. */
  public String id() {
    return "NN%04d".formatted(number);
  }

  int number() {
    return number;
  }

  /** What is wrong, in a few words, beginning with a small letter. */
  public String title() {
    return title;
  }

  /** Errors below 1000, warnings from there on. */
  public Severity severity() {
    return number < FIRST_WARNING ? Severity.ERROR : Severity.WARNING;
  }

  /** The code of an id, in capitals or not. */
  public static Optional<Code> find(String id) {
    String wanted = id.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(code -> code.id().equals(wanted)).findFirst();
  }
}
