package io.fallline.configuration;

import io.fallline.configuration.KeyType.ScalarType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a configuration key: a component of its section's record. The reader, the defaults,
 * {@code resolved.conf}, {@code --help}, the documentation and the estimators' Params all come from
 * this one declaration.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface ConfigKey {
  /** The value of a key that nobody sets, as HOCON spells it. */
  String defaultValue();

  /** What the key does, in a line. */
  String description();

  /** How the key is spelt where Java does not allow the component this name. */
  String name() default "";

  /** The estimators' Param of this key; empty: there is none. */
  String param() default "";

  /** The numbers that are allowed, such as {@code [0, 1)}; empty: all. */
  String interval() default "";

  /** What a message expects; empty: what the component's type and the interval say. */
  String expected() default "";

  /** How its values are read; by default as the component's Java type says. */
  Class<? extends KeyType<?>> type() default ScalarType.class;

  /**
   * Marks the component of a section's record that holds the settings of a named optimizer,
   * schedule or loss. They stand in the section beside its own keys, and the registry says what
   * they are.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface SettingsOf {
    /** The key of the section that names the registry's entry. */
    String value();

    /** Whether settings that only other entries read are refused. */
    boolean only() default false;
  }
}
