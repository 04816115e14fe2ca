package io.fallline.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** The tests' Spark while it knows a server that speaks S3. */
public final class S3Spark implements AutoCloseable {
  private final S3Server server;
  private final Map<String, String> settings = new LinkedHashMap<>();

  private S3Spark(S3Server server) {
    this.server = server;
    server.settings().forEach((key, value) -> settings.put("spark.hadoop." + key, value));
    // parts of 5 MiB are S3's least: larger files go up in several requests
    settings.put("spark.hadoop.fs.s3a.multipart.size", "5M");
    settings.put("spark.hadoop.fs.s3a.multipart.threshold", "5M");
  }

  public static S3Spark start(Path logs) throws Exception {
    S3Spark spark = new S3Spark(S3Server.start(logs));
    spark.settings.forEach(System::setProperty);
    LocalSpark.stop();
    return spark;
  }

  /** By which a Spark of another process knows the server, too. */
  public Map<String, String> settings() {
    return settings;
  }

  public Configuration hadoop() {
    return LocalSpark.session().sparkContext().hadoopConfiguration();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    // Hadoop remembers a bucket's file system, with the address of this server
    FileSystem.get(URI.create(S3Server.BUCKET), hadoop()).close();
    LocalSpark.stop();
    settings.keySet().forEach(System::clearProperty);
    server.stop();
  }
}
