package io.fallline.cli;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The start of a Spark inside this JVM, for one command, without what no command uses. Spark's own
 * way to a session goes through Scala's reflection twice: to find the class of sessions, and to
 * register two functions of MLlib.
 */
final class EmbeddedSpark {
  private EmbeddedSpark() {}

  static SparkSession start(SparkConf conf) {
    SparkContext.getOrCreate(
        conf); // before: the class loaders of tasks have this thread's as parent
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutFunctionsOfMllib(usual));
    try {
      return org.apache.spark.sql.classic.SparkSession.builder().config(conf).getOrCreate();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  /**
   * A class loader that does not show MLlib's extension of sessions, which registers {@code
   * vector_to_array} and its inverse. SQL texts cannot name these functions, and no command calls
   * them. Extensions of others are shown.
   */
  static final class WithoutFunctionsOfMllib extends ClassLoader {
    private static final String EXTENSIONS =
        "META-INF/services/org.apache.spark.sql.SparkSessionExtensionsProvider";
    private static final String JAR = "/spark-mllib_";

    WithoutFunctionsOfMllib(ClassLoader usual) {
      super(usual);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      Enumeration<URL> found = super.getResources(name);
      if (!name.equals(EXTENSIONS)) {
        return found;
      }
      List<URL> shown = Collections.list(found);
      shown.removeIf(url -> url.getPath().contains(JAR));
      return Collections.enumeration(shown);
    }
  }
}
