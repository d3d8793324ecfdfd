package dev.nn.config;

import dev.nn.api.data.DataException;
import dev.nn.api.data.PreparedData;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.NearestFile;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.problem.WayOut;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has the data source read its data; what it says about them is said in the config's terms. */
final class DataReading {
  private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

  private static final Pattern MISSING = Pattern.compile("no such (?:file|folder): (.+)");

  private DataReading() {}

  /**
   * @param problems takes note of what the source warns of
   * @throws ConfigException if the data are not what a key of the config says
   * @throws DataException if a data file is at fault
   */
  static PreparedData read(PartialSpec spec, Places places, Problems problems) {
    try {
      PreparedData data = spec.data().orElseThrow().load(spec.dataRequest());
      for (String text : data.warnings()) {
        WayOut remark = WayOut.in(text);
        problems.add(remark.at(Code.DATA_REMARK, place(remark.reason(), "data", places)));
      }
      return data;
    } catch (DataException e) {
      if (e.key().isPresent()) {
        throw new ConfigException(problem(e, places));
      }
      throw e;
    }
  }

  /**
   * A fault of the data, at the line of the key that it names, or else of {@code data}; of a list,
   * at the item that it names.
   */
  private static Problem problem(DataException fault, Places places) {
    String path = fault.key().map(key -> "data." + key).orElse("data");
    WayOut text = WayOut.in(fault.getMessage());
    Origin origin = place(text.reason(), path, places);
    Matcher missing = MISSING.matcher(text.reason());
    Problem problem =
        missing.matches()
            ? missing(text, Path.of(missing.group(1)), origin)
            : text.at(Code.WRONG_DATA, origin);
    return fault
        .file()
        .map(file -> problem.noting("in " + file + (fault.line() > 0 ? ":" + fault.line() : "")))
        .orElse(problem);
  }

  /** Where something that a text quotes is written below a key, or else where that is. */
  private static Origin place(String text, String path, Places places) {
    return QUOTED
        .matcher(text)
        .results()
        .flatMap(quoted -> places.path(path, quoted.group(1)).stream())
        .findFirst()
        .orElseGet(() -> places.path(path));
  }

  private static Problem missing(WayOut text, Path file, Origin origin) {
    Problem problem = text.at(Code.NO_SUCH_FILE, origin);
    return NearestFile.hint(file).map(problem::helping).orElse(problem);
  }
}
