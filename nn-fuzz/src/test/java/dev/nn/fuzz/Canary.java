package dev.nn.fuzz;

/** A class that only configs name. */
final class Canary {
  private Canary() {}
}
