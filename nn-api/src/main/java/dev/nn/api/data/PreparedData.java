package dev.nn.api.data;

import java.util.List;
import java.util.Optional;

/**
 * Data ready for training.
 *
 * @param train never empty
 * @param validation absent unless the split asks for it
 * @param test absent unless the split asks for it or the source has its own
 * @param classNames names of the classes in index order; empty for regression
 * @param preprocessing how to turn new raw examples into inputs; stored with the model
 * @param warnings things the user should know, one line each
 */
public record PreparedData(
    Dataset train,
    Optional<Dataset> validation,
    Optional<Dataset> test,
    List<String> classNames,
    Preprocessing preprocessing,
    List<String> warnings) {}
