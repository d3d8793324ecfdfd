package dev.nn.api.train;

/**
 * A pattern for the paths of parameters, such as {@code hidden/kernel}: {@code *} stands for any
 * characters, a slash included, {@code ?} for one.
 *
 * @param pattern such as {@code *&#47;bias} or {@code encoder/*}
 */
public record PathPattern(String pattern) {
  /** Whether a path is one of those meant. */
  public boolean matches(String path) {
    // The usual walk with one place to come back to: that of the last star.
    int at = 0;
    int star = -1;
    int resumed = 0;
    int i = 0;
    while (i < path.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resumed = i;
      } else if (at < pattern.length()
          && (pattern.charAt(at) == '?' || pattern.charAt(at) == path.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++resumed;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
