package io.fallline.core.failure;

import java.util.regex.Pattern;

/**
 * Takes secrets out of texts that people and logs see: what stands between {@code //} and {@code @}
 * of an address, and what is set to a name that sounds like a secret's.
 */
public final class Redaction {
  public static final String MASK = "***";

  private static final String NAMES =
      "secret|passw|passphrase|pwd|token|credential|signature|authorization"
          + "|(?:access|account|private|api|shared|encryption|master|sas).?key"
          + "|(?<![a-z])(?:sas|sig)(?![a-z])";

  private static final Pattern NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);

  private static final Pattern USER = Pattern.compile("//[^/\\s:@\"']*+:[^/\\s@\"']*+@");

  /** {@code jdbc:oracle:thin:user/password@host}. */
  private static final Pattern ORACLE_USER = Pattern.compile("thin:[^/\\s@\"']*+/[^\\s@\"']*+@");

  private static final Pattern BEARER =
      Pattern.compile("(?<=\\bbearer )\\S++", Pattern.CASE_INSENSITIVE);

  private static final Pattern SET =
      Pattern.compile(
          "((?:"
              + NAMES
              + ")[\\w.-]{0,80}+(?:\\s{0,3}+=\\s{0,3}+|[\"']\\s{0,3}+:\\s{0,3}+))"
              + "(?:\"[^\"]*+\"?|'[^']*+'?|\\{[^}]*+}?|[^\\s&;,)\"']++)",
          Pattern.CASE_INSENSITIVE);

  private Redaction() {}

  /** Whether something of this name is nobody's business. */
  public static boolean isSecretName(String name) {
    return NAME.matcher(name).find();
  }

  public static boolean hasSecret(String text) {
    return !redacted(text).equals(text);
  }

  /** The text with a mask in place of every secret that can be told by where it stands. */
  public static String redacted(String text) {
    String left = USER.matcher(text).replaceAll("//" + MASK + "@");
    left = ORACLE_USER.matcher(left).replaceAll("thin:" + MASK + "@");
    left = BEARER.matcher(left).replaceAll(MASK);
    return SET.matcher(left).replaceAll("$1" + MASK);
  }
}
