package io.fallline.configuration;

import java.lang.reflect.RecordComponent;

/**
 * A key as its record's component declares it.
 *
 * @param path the sections before it and its name, such as {@code training.stop.loss}
 */
record DeclaredKey(String path, RecordComponent component, ConfigKey declaration) {

  static String nameOf(RecordComponent component) {
    ConfigKey declaration = component.getAnnotation(ConfigKey.class);
    return declaration == null || declaration.name().isEmpty()
        ? component.getName()
        : declaration.name();
  }

  String name() {
    return nameOf(component);
  }

  /** What messages expect. */
  String expected() {
    return declaration.expected();
  }

  NumberInterval interval() {
    return NumberInterval.parse(declaration.interval());
  }

  /** Whether {@code auto} is its default, and so the word for no number. */
  boolean isAutoByDefault() {
    return declaration.defaultValue().equals("auto");
  }

  /** Its reader and writer. */
  @SuppressWarnings("unchecked") // the declaration pairs a component with the type that reads it
  KeyType<Object> type() {
    try {
      return (KeyType<Object>) declaration.type().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(path + " is declared with a type that cannot be made", e);
    }
  }
}
