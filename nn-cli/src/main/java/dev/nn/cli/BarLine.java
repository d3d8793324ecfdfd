package dev.nn.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The terminal's last line, where a bar is drawn over and over and in the end taken away. The
 * library's own consumer leaves an empty line behind.
 */
final class BarLine implements ProgressBarConsumer {
  private final PrintStream out;
  private final int width;

  BarLine(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  @Override
  public int getMaxRenderedLength() {
    return width - 1; // A full line would wrap on some terminals.
  }

  @Override
  public void accept(String bar) {
    out.print("\r" + bar.substring(0, Math.min(bar.length(), getMaxRenderedLength())));
    out.flush();
  }

  @Override
  public void clear() {
    out.print("\r" + " ".repeat(getMaxRenderedLength()) + "\r");
    out.flush();
  }

  @Override
  public void close() {
    // The stream is not ours.
  }
}
