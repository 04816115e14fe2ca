package io.fallline.registry;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fallline.core.failure.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.StringJoiner;

/**
 * An entry of a model's log: what happened once, and the state after it.
 *
 * @param number 0 before anything has happened
 * @param event leased, renewed, released, published, promoted, rolledBack, …
 * @param by who did it
 * @param note what a person wants to know of it
 */
public record LogEntry(
    long number, Instant time, String event, String by, String note, RegistryState state) {
  static final LogEntry NONE = new LogEntry(0, Instant.EPOCH, "", "", "", RegistryState.EMPTY);

  private static final JsonSetter.Value MAY_BE_NULL = JsonSetter.Value.forValueNulls(Nulls.SET);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
          .withConfigOverride(Integer.class, of -> of.setSetterInfo(MAY_BE_NULL))
          .withConfigOverride(Lease.class, of -> of.setSetterInfo(MAY_BE_NULL))
          .withCoercionConfig(LogicalType.Textual, LogEntry::refuseOthers)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new Time()))
          .build();

  private static final class Time extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Time() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context)
        throws JsonMappingException {
      try {
        return Instant.parse(value);
      } catch (DateTimeException e) {
        throw context.weirdStringException(value, Instant.class, e.getMessage());
      }
    }
  }

  private static void refuseOthers(MutableCoercionConfig texts) {
    texts
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  ObjectNode toJson() {
    return JSON.valueToTree(this);
  }

  /**
   * @param shown the log, for messages
   * @throws Failure (data) if it is no entry of a registry's log
   */
  static LogEntry read(String shown, long number, ObjectNode members) {
    String refusal = shown + ": entry " + number + " cannot be used: ";
    try {
      LogEntry entry = JSON.treeToValue(members, LogEntry.class);
      if (entry.number != number) {
        throw Failure.data(refusal + "it is a copy of entry " + entry.number);
      }
      return entry;
    } catch (JsonMappingException e) {
      throw Failure.data(refusal + reason(e, members), e);
    } catch (JsonProcessingException e) {
      throw Failure.data(refusal + e.getOriginalMessage(), e);
    }
  }

  /** What was found where, and what was expected. */
  private static String reason(JsonMappingException e, ObjectNode members) {
    JsonNode found = members;
    StringJoiner where = new StringJoiner(".");
    for (JsonMappingException.Reference step : e.getPath()) {
      boolean element = step.getFieldName() == null;
      found = element ? found.path(step.getIndex()) : found.path(step.getFieldName());
      where.add(element ? String.valueOf(step.getIndex()) : step.getFieldName());
    }
    return where
        + " is "
        + (found.isMissingNode() ? "not there" : found)
        + (e instanceof MismatchedInputException other ? expected(other.getTargetType()) : "");
  }

  private static String expected(Class<?> type) {
    if (type == String.class) {
      return ", expected a text";
    } else if (type == Instant.class) {
      return ", expected a time";
    } else if (Collection.class.isAssignableFrom(type)) {
      return ", expected a list";
    }
    return type.isRecord() ? ", expected an object" : ", expected a whole number";
  }
}
