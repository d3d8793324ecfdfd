package dev.nn.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands, options and files in bash or zsh.",
      "Read by a shell, the script makes the Tab key complete command names, options and their values,"
          + " and files that fit: configs where a config is expected, models and folders where a"
          + " model is. It runs nothing; print it again after an update of nn.",
      "bash: put 'source <(nn completion bash)' into ~/.bashrc, or, which is faster, write the script"
          + " to ~/.local/share/bash-completion/completions/nn.",
      "zsh: write the script to a file, and put 'source FILE' into ~/.zshrc."
    },
    footer = {"", "Examples:", "  nn completion bash", "  nn completion zsh"})
final class CompletionCommand implements Callable<Integer> {
  /** What reads the script. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(CompletionScript.of(spec.root().commandLine(), shell));
    return 0;
  }
}
