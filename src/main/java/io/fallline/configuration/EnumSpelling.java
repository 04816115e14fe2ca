package io.fallline.configuration;

import java.util.Locale;

/**
 * The spelling of a closed set's members in configuration files: {@code MEMORY_AND_DISK} is {@code
 * memory-and-disk}.
 */
public final class EnumSpelling {
  private EnumSpelling() {}

  public static String of(Enum<?> member) {
    return member.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
