/**
 * Named hyperparameters, and registries that create components from them.
 *
 * <p>Start at {@link FactoryRegistry}: a loss, a rule or a schedule by its name.
 */
package io.fallline.core.setting;
