package io.fallline.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The address of a tracking server, with the credentials for it. */
public final class MlflowAddress {
  private final URI address;
  private final String authorization;

  private MlflowAddress(URI address, String authorization) {
    this.address = address;
    this.authorization = authorization;
  }

  /**
   * @param address as {@code http://mlflow:5000}; a user and password in it are used
   * @param environment has, where the address has none, what MLflow's own client looks for: {@code
   *     MLFLOW_TRACKING_USERNAME} and {@code _PASSWORD}, else {@code MLFLOW_TRACKING_TOKEN}
   * @throws IllegalArgumentException if that is no address
   */
  public static MlflowAddress of(String address, Map<String, String> environment) {
    if (!isAddress(address)) {
      throw new IllegalArgumentException("no address of a tracking server");
    }
    URI uri = URI.create(address.strip().replaceAll("/+$", ""));
    String shown =
        uri.getScheme()
            + "://"
            + uri.getHost()
            + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
            + uri.getRawPath();
    return new MlflowAddress(URI.create(shown), authorization(uri.getUserInfo(), environment));
  }

  /** Whether a tracking server can be there. */
  public static boolean isAddress(String text) {
    try {
      URI uri = new URI(text.strip());
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String authorization(String user, Map<String, String> environment) {
    if (user != null) {
      return basic(user);
    }
    String name = environment.get("MLFLOW_TRACKING_USERNAME");
    String password = environment.get("MLFLOW_TRACKING_PASSWORD");
    if (name != null && password != null) {
      return basic(name + ":" + password);
    }
    String token = environment.get("MLFLOW_TRACKING_TOKEN");
    return token == null ? null : "Bearer " + token.strip();
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
  }

  /** Without a slash at its end. */
  URI address() {
    return address;
  }

  /** What goes into the header of that name. */
  Optional<String> authorization() {
    return Optional.ofNullable(authorization);
  }

  /** The address, without user and password. */
  @Override
  public String toString() {
    return address.toString();
  }
}
