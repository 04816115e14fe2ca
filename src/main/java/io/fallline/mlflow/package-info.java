/**
 * Tells an MLflow server of a run, by its REST interface and from a thread of its own: whatever the
 * server does, nobody waits for it but at the end, and there for a bounded time.
 */
package io.fallline.mlflow;
