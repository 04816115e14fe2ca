package io.fallline.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands in the project's pages for readers to copy. */
final class DocPages {
  /** A block of code, of a page in a language. */
  record Block(Path page, String code) {}

  private DocPages() {}

  static List<Path> all() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  /** The fenced blocks of a language. */
  static List<Block> blocks(String language) throws IOException {
    Pattern fence = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$");
    List<Block> blocks = new ArrayList<>();
    for (Path page : all()) {
      Matcher block = fence.matcher(Files.readString(page));
      while (block.find()) {
        blocks.add(new Block(page, block.group(1)));
      }
    }
    return blocks;
  }
}
