package io.fallline.core.setting;

import io.fallline.core.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The fields of a JSON object out of a file, each asked for by its name and type. What JSON has
 * stands as Map, List, String, Number, Boolean and null.
 *
 * @param refusal how a message about them begins: {@code "the model's encoding cannot be used"}
 */
public record JsonFields(String refusal, Map<?, ?> values) {
  /**
   * A value that must be an object.
   *
   * @throws Failure (data) if it is none; all others throw the same
   */
  public static JsonFields of(String refusal, Object value) {
    if (value instanceof Map<?, ?> object) {
      return new JsonFields(refusal, object);
    }
    throw Failure.data(refusal + ": it is " + value + ", expected an object");
  }

  public JsonFields object(String name) {
    return required(name) instanceof Map<?, ?> object
        ? new JsonFields(refusal, object)
        : refused(name, "an object");
  }

  public String text(String name) {
    return required(name) instanceof String text ? text : refused(name, "a text");
  }

  /** Null where there is none. */
  public String textIfAny(String name) {
    return values.get(name) == null ? null : text(name);
  }

  public boolean flag(String name) {
    return required(name) instanceof Boolean flag ? flag : refused(name, "true or false");
  }

  public int whole(String name) {
    return required(name) instanceof Integer whole ? whole : refused(name, "a whole number");
  }

  public double number(String name) {
    return required(name) instanceof Number number
        ? number.doubleValue()
        : refused(name, "a number");
  }

  public <T> List<T> list(String name, Class<T> of) {
    if (required(name) instanceof List<?> list && list.stream().allMatch(of::isInstance)) {
      return list.stream().map(of::cast).toList();
    }
    return refused(name, "a list of " + of.getSimpleName());
  }

  public List<JsonFields> objects(String name) {
    return list(name, Map.class).stream().map(each -> new JsonFields(refusal, each)).toList();
  }

  /** The constant whose name the text is. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    List<E> all = List.of(type.getEnumConstants());
    Optional<E> found = all.stream().filter(each -> each.name().equals(text(name))).findFirst();
    return found.orElseGet(() -> refused(name, "one of " + all));
  }

  /** Refuses whatever has another name. */
  public void requireNoOthers(List<String> names) {
    TreeSet<String> others = new TreeSet<>();
    values.keySet().forEach(name -> others.add(String.valueOf(name)));
    names.forEach(others::remove);
    if (!others.isEmpty()) {
      throw Failure.data(refusal + ": it has " + others + ", expected " + names);
    }
  }

  private Object required(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw Failure.data(refusal + ": it has no " + name);
    }
    return value;
  }

  private <T> T refused(String name, String expected) {
    throw Failure.data(
        refusal + ": " + name + " is " + values.get(name) + ", expected " + expected);
  }
}
