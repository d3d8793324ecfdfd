package dev.nn.config.problem;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of a part that knows nothing of problems: by convention, what stands behind a semicolon
 * is the way out.
 *
 * @param reason what is wrong
 * @param help the way out
 */
public record WayOut(String reason, Optional<String> help) {
  private static final Pattern MEANT = Pattern.compile("did you mean '([^']+)'\\?");

  /** Divides a message at its first semicolon. */
  public static WayOut in(String message) {
    int at = message.indexOf("; ");
    return at < 0
        ? new WayOut(message, Optional.empty())
        : new WayOut(message.substring(0, at), Optional.of(message.substring(at + 2)));
  }

  /** A problem with this reason and this way out. */
  public Problem at(Code code, Origin origin) {
    Problem problem = Problem.at(code, origin, reason);
    if (help.isEmpty()) {
      return problem;
    }
    Matcher meant = MEANT.matcher(help.get());
    return meant.matches() ? problem.suggesting(meant.group(1)) : problem.helping(help.get());
  }
}
