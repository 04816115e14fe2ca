package io.fallline.configuration;

import com.typesafe.config.ConfigList;
import io.fallline.configuration.hocon.HoconScalars;
import java.io.Serializable;
import java.util.List;

/**
 * Rows that are not trained on: a fraction of the training paths' rows, or the rows of paths of
 * their own.
 */
public sealed interface HeldOut extends Serializable {
  HeldOut NONE = new Fraction(0);

  /** A tenth where there are 1,000 rows, for {@link JobConfiguration#validation} to decide. */
  Automatic AUTO = new Automatic(0.1, 1000);

  static HeldOut fraction(double fraction) {
    return new Fraction(fraction);
  }

  static HeldOut paths(List<String> paths) {
    return new Paths(paths);
  }

  /** Whether rows are held out for certain, however many there are. */
  default boolean isPresent() {
    return this instanceof Paths || certainShare() > 0;
  }

  /** The share of the training paths' rows that is held out for certain, in [0, 1). */
  default double certainShare() {
    return this instanceof Fraction fraction ? fraction.share() : 0;
  }

  /**
   * Rows of the training paths, chosen by content, so that equal rows stay together.
   *
   * @param share in [0, 1)
   */
  record Fraction(double share) implements HeldOut {
    public Fraction {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException(
            "a held-out fraction of " + share + ", expected one in [0, 1)");
      }
    }
  }

  /**
   * A fraction where the training paths have rows enough for it, else none.
   *
   * @param share in [0, 1)
   * @param fewestRows how many rows there must be, test rows of the same paths aside
   */
  record Automatic(double share, long fewestRows) implements HeldOut {}

  record Paths(List<String> paths) implements HeldOut {
    public Paths {
      paths = List.copyOf(paths);
    }
  }

  /** A fraction, a path, a list of paths, or auto where that is the default. */
  final class Type implements KeyType<HeldOut> {
    private static final String EXPECTED = "a fraction in [0, 1), a path or a list of paths";

    @Override
    public HeldOut read(SectionReader data, DeclaredKey key) {
      String name = key.name();
      if (key.isAutoByDefault() && data.isAuto(name)) {
        return AUTO;
      }
      if (data.isNull(name)) {
        return NONE;
      }
      boolean isNumber = HoconScalars.number(data.value(name)).isPresent();
      if (data.value(name) instanceof ConfigList || !isNumber) {
        List<String> paths = data.textOrTexts(name, EXPECTED);
        return paths.isEmpty() ? NONE : HeldOut.paths(paths);
      }
      return HeldOut.fraction(data.number(name, EXPECTED, share -> share >= 0 && share < 1));
    }

    @Override
    public Object write(HeldOut rows, DeclaredKey key) {
      if (rows instanceof Paths own) {
        return own.paths();
      }
      return rows instanceof Automatic ? "auto" : (Object) rows.certainShare();
    }

    @Override
    public Class<?> paramType(DeclaredKey key) {
      return double.class; // estimators have a column that says which rows are held out
    }
  }
}
