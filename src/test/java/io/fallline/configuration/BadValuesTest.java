package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault is one line that names the place, the key, what was found and what was expected. */
class BadValuesTest {
  private static final String RULES = names("optimizer.rule");

  private static String names(String key) {
    return String.join(", ", ComponentRegistries.all().byKey().get(key).names());
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "name = \"my run\"",
            "name is \"my run\", expected 1 to 64 letters, digits, dots, underscores or hyphens, and not dots alone"),
        fault(
            "name = \"..\"",
            "name is \"..\", expected 1 to 64 letters, digits, dots, underscores or hyphens, and not dots alone"),
        fault(
            "optimizer.learningRate = 0",
            "optimizer.learningRate is 0, expected a number above 0, or auto"),
        fault(
            "optimizer.learningRate = -0.1",
            "optimizer.learningRate is -0.1, expected a number above 0, or auto"),
        fault(
            "optimizer.learningRate = NaN",
            "optimizer.learningRate is \"NaN\", expected a number above 0, or auto"),
        fault(
            "optimizer.learningRate = fast",
            "optimizer.learningRate is \"fast\", expected a number above 0, or auto"),
        fault(
            "optimizer.learningRate = null",
            "optimizer.learningRate is not set, expected a number above 0, or auto"),
        fault(
            "optimizer { learningRate { a = 1 } }",
            "optimizer.learningRate is {\"a\":1}, expected a number above 0, or auto"),
        fault("optimizer.beta1 = 1", "optimizer.beta1 is 1.0, expected a number in [0, 1)"),
        fault("optimizer.beta2 = -0.5", "optimizer.beta2 is -0.5, expected a number in [0, 1)"),
        fault(
            "optimizer.epsilon = -1e-8",
            "optimizer.epsilon is -1.0E-8, expected a number of 0 or more"),
        fault("optimizer.beta1 = much", "optimizer.beta1 is \"much\", expected a number in [0, 1)"),
        fault(
            "optimizer.rule = adm",
            "optimizer.rule is \"adm\", expected one of " + RULES + "; did you mean adam?"),
        fault("optimizer = adam", "optimizer is \"adam\", expected braces with settings"),
        fault(
            "training.batchSize = 0",
            "training.batchSize is 0, expected a whole number of 1 or more, or full"),
        fault(
            "training.batchSize = -5",
            "training.batchSize is -5, expected a whole number of 1 or more, or full"),
        fault(
            "training.batchSize = 2.5",
            "training.batchSize is 2.5, expected a whole number of 1 or more, or full"),
        fault(
            "training.batchSize = all",
            "training.batchSize is \"all\", expected a whole number of 1 or more, or full"),
        fault(
            "training.epochs = -1",
            "training.epochs is -1, expected a whole number of 0 or more, or auto"),
        fault(
            "training.epochs = 3000000000",
            "training.epochs is 3000000000, expected a whole number of 0 or more, or auto"),
        fault(
            "training.maxSteps = 0",
            "training.maxSteps is 0, expected a whole number of 1 or more, or null"),
        fault("training.seed = 1.5", "training.seed is 1.5, expected a whole number"),
        fault(
            "training.engine = job",
            "training.engine is \"job\", expected one of auto, resident, jobs, local; did you mean jobs?"),
        fault(
            "training.kernels = blas",
            "training.kernels is \"blas\", expected one of auto, native, vector, java, portable"),
        fault(
            "training.clipNorm = 0", "training.clipNorm is 0, expected a number above 0, or null"),
        fault(
            "training.clipValue = Infinity",
            "training.clipValue is \"Infinity\", expected a number above 0, or null"),
        fault(
            "training.stop.minutes = 0",
            "training.stop.minutes is 0, expected a number above 0, or null"),
        fault(
            "training.stop.gradientNorm = -1",
            "training.stop.gradientNorm is -1, expected a number of 0 or more, or null"),
        fault(
            "training.earlyStopping.restoreBest = 1",
            "training.earlyStopping.restoreBest is 1, expected true or false"),
        fault(
            "training.earlyStopping.patience = 0",
            "training.earlyStopping.patience is 0, expected a whole number of 1 or more"),
        fault(
            "training.classWeights = even",
            "training.classWeights is \"even\", expected balanced, weights such as {yes = 2, no = 1}, or null"),
        fault(
            "training.classWeights { yes = -1 }",
            "training.classWeights.yes is -1, expected a weight of 0 or more"),
        fault(
            "model.layers = [128, 0]",
            "model.layers is [128,0], expected a list of widths of 1 or more, such as [128, 64]"),
        fault(
            "model.layers = 128",
            "model.layers is 128, expected a list of widths of 1 or more, such as [128, 64]"),
        fault("model.dropout = 1", "model.dropout is 1, expected a number in [0, 1)"),
        fault(
            "model.activation = reluu",
            "model.activation is \"reluu\", expected one of "
                + names("model.activation")
                + "; did you mean relu?"),
        fault(
            "model { layers = [4, 4], activation = [relu] }",
            "model.activation is [\"relu\"], expected one, or a list of 2, one for each of model.layers"),
        fault(
            "model.loss = mss",
            "model.loss is \"mss\", expected one of "
                + names("model.loss")
                + "; did you mean mse?"),
        fault("model.delta = 0", "model.delta is 0.0, expected a number above 0"),
        fault("model.tau = 2", "model.tau is 2.0, expected a number in (0, 1)"),
        fault("data.hashBits = 31", "data.hashBits is 31, expected a whole number from 1 to 28"),
        fault("data.hashBits = 0", "data.hashBits is 0, expected a whole number from 1 to 28"),
        fault(
            "data.shards = 12",
            "data.shards is 12, expected a power of two up to 1048576, or auto"),
        fault(
            "data.validation = -0.1",
            "data.validation is -0.1, expected a fraction in [0, 1), a path or a list of paths"),
        fault(
            "data.validation = 1",
            "data.validation is 1, expected a fraction in [0, 1), a path or a list of paths"),
        fault(
            "data.test = NaN",
            "data.test is \"NaN\", expected a fraction in [0, 1), a path or a list of paths"),
        fault(
            "data { validation = 0.6, test = 0.4 }",
            "data.validation and data.test are 0.6 and 0.4, expected a sum below 1"),
        fault(
            "data.scaling = minmx",
            "data.scaling is \"minmx\", expected one of auto, standard, minmax, maxabs, none; did you mean minmax?"),
        fault(
            "data.features = age",
            "data.features is \"age\", expected a list of different column names, such as [age, income]"),
        fault(
            "data.features = [age, age]",
            "data.features is [\"age\",\"age\"], expected a list of different column names, such as [age, income]"),
        fault("data.label = \"\"", "data.label is \"\", expected the name of a column"),
        fault(
            "data { features = [age, label] }",
            "data.features names the column label, which is also data.label; expected one role a column"),
        fault(
            "data { label = y, ignore = [y] }",
            "data.ignore names the column y, which is also data.label; expected one role a column"),
        fault(
            "data { label = y, categorical = [y] }",
            "data.categorical names the column y, which is also data.label; expected one role a column"),
        fault(
            "data { label = y, hashed = [y] }",
            "data.hashed names the column y, which is also data.label; expected one role a column"),
        fault(
            "data { features = [a], hashed = [a] }",
            "data.hashed names the column a, which is also data.features; expected one role a column"),
        fault(
            "data { label = y, splitBy = y }",
            "data.splitBy names the column y, which is also data.label; expected one role a column"),
        fault(
            "schedule.type = cosin",
            "schedule.type is \"cosin\", expected one of "
                + names("schedule.type")
                + "; did you mean cosine?"),
        fault(
            "schedule.warmupSteps = -1",
            "schedule.warmupSteps is -1, expected a whole number of 0 or more"),
        fault("schedule.gamma = 0", "schedule.gamma is 0.0, expected a number in (0, 1]"),
        fault("regularization.l1 = -1", "regularization.l1 is -1, expected a number of 0 or more"),
        fault(
            "regularization.l2 = Infinity",
            "regularization.l2 is \"Infinity\", expected a number of 0 or more"),
        fault("output.directory = []", "output.directory is [], expected a directory"),
        fault("checkpoint.keep = 0", "checkpoint.keep is 0, expected a whole number of 1 or more"),
        fault(
            "retrain.leaseMinutes = 1e-9",
            "retrain.leaseMinutes is 1.0E-9, expected a number from 1e-5, a millisecond, to 525600, a year"),
        fault(
            "retrain.leaseMinutes = 1e30",
            "retrain.leaseMinutes is 1.0E30, expected a number from 1e-5, a millisecond, to 525600, a year"),
        fault("retrain.new = some", "retrain.new is \"some\", expected one of all, files, window"));
  }

  private static Arguments fault(String text, String message) {
    return Arguments.of(text, message);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultInTheFileIsToldWithItsLine(String text, String message) {
    assertEquals(
        "conf/clicks.conf:3: " + message, Loaded.refusal(Loaded.TRAIN + "# a comment\n" + text));
  }

  @Test
  void aFaultOnTheCommandLineIsToldWithItsKey() {
    assertEquals(
        "--set training.batchSize: training.batchSize is 0, expected a whole number of 1 or more, or full",
        Loaded.refusal(Loaded.TRAIN + "training.batchSize = 5", "training.batchSize=0"));
  }

  @Test
  void trainingDataIsRequired() {
    assertEquals(
        "conf/clicks.conf: data.train is not set, expected a path or a list of paths",
        Loaded.refusal(""));
    assertEquals(
        "conf/clicks.conf:2: data.train is not set, expected a path or a list of paths",
        Loaded.refusal("\ndata { label = y }"));
    assertEquals(
        "conf/clicks.conf:1: data.train is [], expected a path or a list of paths",
        Loaded.refusal("data.train = []"));
  }

  @Test
  void aLongValueIsCutInTheMessage() {
    String message = Loaded.refusal(Loaded.TRAIN + "model.layers = " + "x".repeat(500));
    assertTrue(message.length() < 200, message);
  }
}
