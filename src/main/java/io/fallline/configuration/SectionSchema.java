package io.fallline.configuration;

import io.fallline.configuration.ConfigKey.SettingsOf;
import io.fallline.core.setting.FactoryRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of a section, which its record declares: components with {@link ConfigKey} are keys,
 * those that are records are sections within it, and those with {@link SettingsOf} take what a
 * named optimizer, schedule or loss reads beside them.
 */
final class SectionSchema {
  private SectionSchema() {}

  /**
   * Reads a section whose defaults are filled in.
   *
   * @throws io.fallline.core.failure.Failure (configuration) if a value does not fit
   */
  static <R extends Record> R read(Class<R> record, SectionReader section) {
    RecordComponent[] components = record.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(record, components[i], section);
    }
    return made(record, values);
  }

  private static <R extends Record> R made(Class<R> record, Object[] values) {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return record.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record + " cannot be made of its components", e);
    }
  }

  /** The same section with other values of some components. */
  @SuppressWarnings("unchecked") // a record has no subclasses
  static <R extends Record> R with(R section, Map<String, ?> changed) {
    RecordComponent[] components = section.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      values[i] = changed.containsKey(name) ? changed.get(name) : valueOf(components[i], section);
    }
    return made((Class<R>) section.getClass(), values);
  }

  private static Object value(
      Class<? extends Record> record, RecordComponent component, SectionReader section) {
    String name = DeclaredKey.nameOf(component);
    if (component.isAnnotationPresent(ConfigKey.class)) {
      DeclaredKey key = declared(section.pathText(name), component);
      return key.type().read(section, key);
    }
    if (component.isAnnotationPresent(SettingsOf.class)) {
      return settings(component.getAnnotation(SettingsOf.class), record, section);
    }
    return read(component.getType().asSubclass(Record.class), section.section(name));
  }

  private static Map<String, Object> settings(
      SettingsOf declaration, Class<? extends Record> record, SectionReader section) {
    ComponentSettings settings = new ComponentSettings(section, names(record));
    FactoryRegistry<?> registry =
        ComponentRegistries.all().byKey().get(section.pathText(declaration.value()));
    String entry = section.oneOf(declaration.value(), registry.names());
    return declaration.only() ? settings.ofOnly(registry, entry) : settings.ofAny(registry, entry);
  }

  /** The section as maps, lists, texts, numbers, flags and nulls; named settings come last. */
  static Map<String, Object> write(Record section) {
    return write("", section);
  }

  private static Map<String, Object> write(String path, Record section) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Map<String, Object> settings = new LinkedHashMap<>();
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      String name = DeclaredKey.nameOf(component);
      Object value = valueOf(component, section);
      if (component.isAnnotationPresent(ConfigKey.class)) {
        DeclaredKey key = declared(path + name, component);
        tree.put(name, key.type().write(value, key));
      } else if (value instanceof Map<?, ?> map) {
        map.forEach((setting, number) -> settings.put((String) setting, number));
      } else {
        tree.put(name, write(path + name + ".", (Record) value));
      }
    }
    tree.putAll(settings);
    return tree;
  }

  private static Object valueOf(RecordComponent component, Record section) {
    try {
      return component.getAccessor().invoke(section);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /** The keys of a section and of those within it, in the order of their declaration. */
  static List<DeclaredKey> keys(Class<? extends Record> record) {
    List<DeclaredKey> keys = new ArrayList<>();
    addKeys("", record, keys);
    return keys;
  }

  /** The key of this path. */
  static DeclaredKey key(Class<? extends Record> record, String path) {
    return keys(record).stream().filter(key -> key.path().equals(path)).findFirst().orElseThrow();
  }

  private static void addKeys(String path, Class<? extends Record> record, List<DeclaredKey> keys) {
    for (RecordComponent component : record.getRecordComponents()) {
      String name = path + DeclaredKey.nameOf(component);
      if (component.isAnnotationPresent(ConfigKey.class)) {
        keys.add(declared(name, component));
      } else if (component.getType().isRecord()) {
        addKeys(name + ".", component.getType().asSubclass(Record.class), keys);
      }
    }
  }

  /** The names of a section's own keys and sections. */
  private static Set<String> names(Class<? extends Record> record) {
    Set<String> names = new LinkedHashSet<>();
    for (RecordComponent component : record.getRecordComponents()) {
      if (!component.isAnnotationPresent(SettingsOf.class)) {
        names.add(DeclaredKey.nameOf(component));
      }
    }
    return names;
  }

  private static DeclaredKey declared(String path, RecordComponent component) {
    return new DeclaredKey(path, component, component.getAnnotation(ConfigKey.class));
  }
}
