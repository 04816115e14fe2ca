package io.fallline.core.setting;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggests the name that somebody may have meant. */
public final class NameSuggestion {
  private NameSuggestion() {}

  /** The nearest name by edit distance, case aside, if any is near enough to be meant. */
  public static Optional<String> nearest(String found, Collection<String> names) {
    int tolerated = Math.max(2, found.length() / 3);
    return names.stream()
        .filter(name -> distance(found, name) <= tolerated)
        .min(
            Comparator.comparingInt((String name) -> distance(found, name))
                .thenComparing(name -> name));
  }

  /** {@code "; did you mean beta1?"}, or nothing where no name is near. */
  public static String didYouMean(String found, Collection<String> names) {
    return nearest(found, names).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** {@code "adm is not a rule; did you mean adam? (there are sgd, adam)"}. */
  public static String unknown(String found, String kind, Collection<String> names) {
    String known = " (there are " + String.join(", ", names) + ")";
    return found + " is not a " + kind + didYouMean(found, names) + known;
  }

  /** Levenshtein's edit distance, upper and lower case being equal. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
