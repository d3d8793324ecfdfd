package dev.nn.config.internal.check;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.function.Predicate;

/** What records of plugins say where they have a key of a known name and type. */
public final class Components {
  private Components() {}

  /** The first component that is wanted; empty if there is none, or the object is no record. */
  public static Optional<Object> find(Object record, Predicate<RecordComponent> wanted) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    if (components == null) {
      return Optional.empty();
    }
    for (RecordComponent component : components) {
      if (wanted.test(component)) {
        return Optional.of(read(component, record));
      }
    }
    return Optional.empty();
  }

  private static Object read(RecordComponent component, Object record) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // The record itself need not be public.
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
