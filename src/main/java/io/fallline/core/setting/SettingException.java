package io.fallline.core.setting;

/**
 * A setting that cannot be used: which one, and in the message what was found and what was
 * expected.
 */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String setting;

  public SettingException(String setting, String message) {
    super(message);
    this.setting = setting;
  }

  /** The setting's own name, without the section it stands in. */
  public String setting() {
    return setting;
  }
}
