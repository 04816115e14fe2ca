package io.fallline.data.loading;

import io.fallline.model.BadRow;
import io.fallline.model.CellValues;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Instants out of cells: dates, timestamps, and texts of ISO 8601. What has no zone is of UTC, as
 * the zone of a machine may not decide.
 */
public final class InstantParser {
  private static final int LENGTH_OF_A_DATE = 10;

  private static final DateTimeFormatter WITH_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private InstantParser() {}

  /**
   * @throws BadRow if the cell is empty or no time
   */
  public static Instant of(String column, Object cell) {
    if (cell instanceof Timestamp time) {
      return time.toInstant();
    }
    if (cell instanceof Instant instant) {
      return instant;
    }
    if (cell instanceof LocalDateTime local) {
      return local.toInstant(ZoneOffset.UTC);
    }
    if (cell instanceof Date date) {
      return start(date.toLocalDate());
    }
    if (cell instanceof LocalDate date) {
      return start(date);
    }
    if (cell instanceof String text && !text.isBlank()) {
      try {
        return parsed(text.strip());
      } catch (DateTimeParseException noTime) {
        throw refused(column, cell);
      }
    }
    throw refused(column, cell);
  }

  private static Instant parsed(String text) {
    if (text.length() <= LENGTH_OF_A_DATE) {
      return start(LocalDate.parse(text));
    }
    boolean spaced = text.charAt(LENGTH_OF_A_DATE) == ' ';
    String iso =
        spaced
            ? text.substring(0, LENGTH_OF_A_DATE) + "T" + text.substring(LENGTH_OF_A_DATE + 1)
            : text;
    TemporalAccessor found = WITH_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    return found instanceof OffsetDateTime there
        ? there.toInstant()
        : LocalDateTime.from(found).toInstant(ZoneOffset.UTC);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static BadRow refused(String column, Object cell) {
    return BadRow.column(
        column,
        CellValues.shown(cell),
        "a date or time such as 2026-11-20 or 2026-11-20T03:00:00Z, as rows are chosen by it");
  }
}
