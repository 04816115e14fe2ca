package io.fallline.configuration.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.fallline.core.failure.Failure;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What {@code include} may reach: files beside the one that includes them, each as short as a
 * configuration is, and not without end. The parser's own includer would read whatever it is
 * pointed at, a device or another host's page, as long as that lasts.
 */
public final class Includes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  private static final int MOST_FILES = 100;
  private static final List<String> ENDINGS = List.of(".conf", ".json", ".properties");

  private final Path file;
  private final AtomicInteger files;

  private Includes(Path file, AtomicInteger files) {
    this.file = file;
    this.files = files;
  }

  /** Of a file, as its parser takes them; messages name the file as it is given here. */
  public static ConfigParseOptions of(String file) {
    return new Includes(path(file, file), new AtomicInteger()).options(Path.of(file));
  }

  private ConfigParseOptions options(Path of) {
    String name = of.toString();
    return ConfigParseOptions.defaults()
        .setSyntax(name.endsWith(".properties") ? ConfigSyntax.PROPERTIES : ConfigSyntax.CONF)
        .setOriginDescription(name)
        .setIncluder(new Includes(of, files));
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder others) {
    return this; // nothing but what is here
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    Path beside = file.resolveSibling(path(what, file.toString()));
    ConfigObject all = ConfigFactory.empty().root();
    boolean found = false;
    for (String ending : ENDINGS.stream().anyMatch(what::endsWith) ? List.of("") : ENDINGS) {
      Path each = beside.resolveSibling(beside.getFileName() + ending);
      if (Files.exists(each)) {
        found = true;
        all = all.withFallback(parsed(each));
      }
    }
    requireFound(found, context, what);
    return all;
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    Path path = path(what.getPath(), file.toString());
    boolean found = Files.exists(path);
    requireFound(found, context, what.getPath());
    return found ? parsed(path) : ConfigFactory.empty().root();
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refused("url(" + what + ")", "expected a file");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw refused("classpath(" + what + ")", "expected a file");
  }

  private ConfigObject parsed(Path included) {
    if (files.incrementAndGet() > MOST_FILES) {
      throw refused(
          included.toString(), "the " + MOST_FILES + " files before it are as many as may be");
    }
    if (!Files.isRegularFile(included)) {
      throw refused(included.toString(), "which is no file");
    }
    String text = ConfigurationText.read(included);
    TextLimits.refuseExcess(included.toString(), text);
    try {
      ConfigObject parsed = ConfigFactory.parseString(text, options(included)).root();
      ReferenceExpansionLimit.refuseVast(included.toString(), KeyScanner.scan(text), text.length());
      return parsed;
    } catch (ConfigException e) {
      throw SyntaxErrors.unreadable(included.toString(), text, e);
    }
  }

  private void requireFound(boolean found, ConfigIncludeContext context, String what) {
    if (!found && !context.parseOptions().getAllowMissing()) {
      throw refused(what, "there is no such file");
    }
  }

  private Failure refused(String what, String reason) {
    return Failure.configuration(file + ": includes " + what + ": " + reason);
  }

  private static Path path(String name, String where) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw Failure.configuration(where + ": \"" + name + "\" is no name of a file", e);
    }
  }
}
