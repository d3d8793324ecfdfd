package dev.nn.data;

import dev.nn.api.data.DataException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of UTF-8 text, with or without a byte-order mark. */
final class TextFile {
  private TextFile() {}

  /**
   * All of it.
   *
   * @throws DataException if it cannot be read or is not UTF-8
   */
  static String read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw DataException.at(file, 0, "expected a file, found a folder");
      }
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw DataException.because(file, "no such file", e);
    } catch (CharacterCodingException e) {
      throw DataException.because(file, "the file is not UTF-8 text; convert it first", e);
    } catch (IOException e) {
      throw DataException.because(file, "cannot be read: " + e.getMessage(), e);
    }
  }
}
