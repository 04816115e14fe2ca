package io.fallline.cli;

import io.fallline.configuration.HadoopPath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A converter of path options that refuses a text that no file system could have as a path. */
class PathOptionConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    if (!HadoopPath.is(text)) {
      throw new TypeConversionException(
          "'" + text + "' is not a path, expected one such as /data/x; " + HadoopPath.REMEDY);
    }
    return text;
  }
}
