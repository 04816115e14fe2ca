package io.fallline.core.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingClassTest {
  @ParameterizedTest
  @CsvSource({
    "org.apache.hadoop.fs.s3a.S3AFileSystem, org.apache.hadoop:hadoop-aws:3.4.2",
    "org.apache.hadoop.fs.azurebfs.SecureAzureBlobFileSystem, org.apache.hadoop:hadoop-azure:3.4.2"
  })
  void theRemedyIsThePackageThatHadoopHasForIt(String name, String artifact) {
    ClassNotFoundException missing = new ClassNotFoundException("Class " + name + " not found");
    assertEquals(
        Optional.of(
            name
                + " is not on the class path; expected submit.sh with FALLLINE_SUBMIT_ARGS=\"--packages "
                + artifact
                + "\""),
        MissingClass.in(new IllegalStateException(new RuntimeException(missing)), "3.4.2"));
  }

  @Test
  void aPackageWithoutWhatItNeedsIsMissingAsWell() {
    assertEquals(
        Optional.of(
            "software.amazon.awssdk.core.exception.SdkException is not on the class path; expected submit.sh with"
                + " FALLLINE_SUBMIT_ARGS=\"--packages org.apache.hadoop:hadoop-aws:3.4.2\""),
        MissingClass.in(
            new NoClassDefFoundError("software/amazon/awssdk/core/exception/SdkException"),
            "3.4.2"));
  }

  @Test
  void ofOthersTheJarIsToBeGiven() {
    assertEquals(
        Optional.of(
            "com.example.Files is not on the class path; expected the jar that has it, by --packages or --jars of"
                + " spark-submit"),
        MissingClass.in(new ClassNotFoundException("Class com.example.Files not found"), "3.4.2"));
  }

  @Test
  void whatElseGoesWrongIsNone() {
    assertEquals(Optional.empty(), MissingClass.in(new IllegalStateException("full"), "3.4.2"));
  }
}
