package io.fallline.retrain;

import io.fallline.core.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a look through a registry found damaged, while it goes on. */
final class RegistryProblems {
  private final List<String> all = new ArrayList<>();

  /**
   * @return empty if it is damaged, which is noted
   * @throws Failure if the file system says no
   */
  <T> Optional<T> unlessDamaged(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (Failure failure) {
      if (failure.kind() != Failure.Kind.DATA) {
        throw failure;
      }
      all.add(failure.getMessage());
      return Optional.empty();
    }
  }

  List<String> all() {
    return List.copyOf(all);
  }

  String last() {
    return all.get(all.size() - 1);
  }
}
