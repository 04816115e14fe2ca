/**
 * A client of MLflow: reports a run by the server's REST interface, from a thread of its own.
 * Whatever the server does, nobody waits for it but at the end, and there for a bounded time.
 *
 * <p>Start at {@link MlflowRun}.
 */
package io.fallline.mlflow;
