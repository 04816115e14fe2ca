package io.fallline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogEntryTest {
  private static final LogEntry ENTRY =
      new LogEntry(
          7,
          Instant.EPOCH,
          "published",
          "me",
          "",
          RegistryState.EMPTY
              .published(new ModelVersion(1, "000001-3", "ab", Instant.EPOCH, null, "loss 1"))
              .promoted(1)
              .with(Optional.of(new Lease(3, "me", Instant.EPOCH))));
  private static final String JSON =
      "{'number':7,'time':'1970-01-01T00:00:00Z','event':'published','by':'me','note':'','state':{'lastNumber':1,"
          + "'champions':[1],'versions':[{'number':1,'directory':'000001-3','parametersSha256':'ab',"
          + "'created':'1970-01-01T00:00:00Z','champion':null,'gate':'loss 1'}],"
          + "'lease':{'token':3,'holder':'me','expires':'1970-01-01T00:00:00Z'},'finished':[]}}";

  @Test
  void anEntryIsWrittenInOneOrderAndReadAsItWas() {
    assertEquals(JSON, ENTRY.toJson().toString().replace('"', '\''));
    assertEquals(ENTRY, LogEntry.read("log", 7, json(JSON)));
  }

  @Test
  void aStateWithoutALeaseIsWrittenWithoutOne() {
    assertEquals(
        "{\"lastNumber\":0,\"champions\":[],\"versions\":[],\"finished\":[]}",
        LogEntry.NONE.toJson().get("state").toString());
  }

  @Test
  void membersOfALaterVersionArePassedOver() {
    assertEquals(ENTRY, LogEntry.read("log", 7, json(JSON.replace("'note'", "'new':1,'note'"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'number':7|'number':8|it is a copy of entry 8",
        "'number':7|'number':'7'|number is '7', expected a whole number",
        "'number':7|'number':7.0|number is 7.0, expected a whole number",
        "'number':7|'number':null|number is null, expected a whole number",
        "'number':7,||number is not there, expected a whole number",
        "'by':'me',||by is not there, expected a text",
        "'by':'me'|'by':null|by is null, expected a text",
        "'by':'me'|'by':5|by is 5, expected a text",
        "'time':'1970-01-01T00:00:00Z'|'time':'noon'|time is 'noon', expected a time",
        "'champions':[1],||state.champions is not there, expected a list",
        "'champions':[1]|'champions':{}|state.champions is {}, expected a list",
        "'champions':[1]|'champions':['a']|state.champions.0 is 'a', expected a whole number",
        "'champions':[1]|'champions':[null]|state.champions.0 is null, expected a whole number",
        "'champion':null|'champion':1.5|state.versions.0.champion is 1.5, expected a whole number",
        "'directory':'000001-3'|'directory':['a']|state.versions.0.directory is ['a'], expected a text",
        "'token':3,||state.lease.token is not there, expected a whole number",
        "'token':3|'token':123456789012345678901|state.lease.token is 123456789012345678901",
        "'lastNumber':1|'lastNumber':12345678901|state.lastNumber is 12345678901",
      })
  void anEntryThatDepartsFromTheFormatIsRefused(String part, String instead, String expected) {
    ObjectNode members = json(JSON.replace(part, instead == null ? "" : instead));
    Failure failure = assertThrows(Failure.class, () -> LogEntry.read("log", 7, members));
    assertEquals(Failure.Kind.DATA, failure.kind());
    assertEquals(
        "log: entry 7 cannot be used: " + expected, failure.getMessage().replace('"', '\''));
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
