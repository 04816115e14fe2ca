package io.fallline.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.model.FileFailures.MalformedFileException;
import java.io.IOException;

/**
 * The reader of JSON that may come from a stranger: it refuses all that two readers could take
 * differently.
 */
final class StrictJson {
  private static final int DEEPEST = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  // UTF-8 and nothing else: Jackson would guess at UTF-16 and UTF-32
                  .disable(JsonFactory.Feature.CHARSET_DETECTION)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * @param what begins the message about what is wrong: {@code "its header"}
   * @throws MalformedFileException if it is no JSON object, names a member twice, or goes on behind
   *     it
   */
  static ObjectNode object(byte[] bytes, String what) throws IOException {
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
      throw new MalformedFileException(what + " is no JSON object");
    } catch (MismatchedInputException goesOn) { // of a tree nothing else is expected
      throw new MalformedFileException(what + " goes on after the closing }");
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new MalformedFileException(
          what + " is no JSON: " + FileFailures.firstLine(e.getOriginalMessage()) + line);
    }
  }
}
