package io.fallline.configuration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component of a section's record that holds the settings of a named optimizer, schedule
 * or loss. They stand in the section beside its own keys, and the registry says what they are.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface SettingsOf {
  /** The key of the section that names the registry's entry. */
  String value();

  /** Whether settings that only other entries read are refused. */
  boolean only() default false;
}
