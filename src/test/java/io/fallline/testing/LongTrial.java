package io.fallline.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Marks a class of tests that {@code mvn verify} leaves out for their length; see {@link Campaign}.
 */
@Tag("campaign")
@Timeout(value = 12, unit = TimeUnit.HOURS)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LongTrial {}
