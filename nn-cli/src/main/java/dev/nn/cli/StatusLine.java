package dev.nn.cli;

/** What a command is doing, in the terminal's last line while it does it; nothing elsewhere. */
final class StatusLine implements AutoCloseable {
  private final Console console;
  private final BarLine line;
  private boolean shown;

  StatusLine(Console console) {
    this.console = console;
    this.line = new BarLine(console.err(), console.width());
  }

  void show(String what) {
    if (console.terminal()) {
      close();
      line.accept(what);
      shown = true;
    }
  }

  @Override
  public void close() {
    if (shown) {
      line.clear();
      shown = false;
    }
  }
}
