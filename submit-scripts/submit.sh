#!/usr/bin/env bash
# Runs Fallline through spark-submit of $SPARK_HOME: submit.sh COMMAND … (the same command line as local.sh).
# FALLLINE_MASTER is the master URL; FALLLINE_SUBMIT_ARGS goes to spark-submit: --executor-memory 8g --num-executors 4.
# FALLLINE_JAR is another jar than target/fallline.jar.
set -euo pipefail

script=${BASH_SOURCE[0]}
while [[ -L $script ]]; do # from a link on the PATH to where it points
  link=$(readlink "$script")
  [[ $link == /* ]] || link=$(dirname "$script")/$link
  script=$link
done
FALLLINE_HOME=$(cd "$(dirname "$script")/.." && pwd -P)
export FALLLINE_HOME
jar=${FALLLINE_JAR:-$FALLLINE_HOME/target/fallline.jar}

fail() { # EXIT_CODE MESSAGE
  printf 'submit.sh: %s\n' "$2" >&2
  exit "$1"
}

[[ -n ${SPARK_HOME:-} ]] || fail 78 "SPARK_HOME is not set, expected the directory of a Spark 4.1 distribution"
[[ -d $SPARK_HOME/jars ]] || fail 78 "SPARK_HOME is $SPARK_HOME, which has no jars directory, expected a Spark 4.1 distribution"
[[ -f $jar ]] || fail 78 "there is no $jar: build it with mvn -DskipTests package"

quiet=-Dlog4j2.configurationFile=file://$FALLLINE_HOME/submit-scripts/log4j2.properties
if [[ -x $SPARK_HOME/bin/spark-submit ]]; then
  submit=("$SPARK_HOME/bin/spark-submit")
else # only Spark's jars: its launcher class does what the script would
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || fail 78 "needs a JDK of 17 or later: there is no $java"
  export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.13}
  # shellcheck disable=SC2206 # options for the JVM are words
  driver=(${FALLLINE_JAVA_OPTS:-})
  submit=("$java" "@$FALLLINE_HOME/submit-scripts/jvm.options" "$quiet" ${driver[@]+"${driver[@]}"}
    -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit)
fi

# One thread a product, on every machine: more of them would add in another order each time.
export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1} MKL_NUM_THREADS=${MKL_NUM_THREADS:-1}
options=()
for place in spark.executorEnv spark.yarn.appMasterEnv spark.kubernetes.driverEnv; do
  options+=(--conf "$place.OPENBLAS_NUM_THREADS=$OPENBLAS_NUM_THREADS" --conf "$place.MKL_NUM_THREADS=$MKL_NUM_THREADS")
done
options+=(
  --conf "spark.driver.extraJavaOptions=--add-modules=jdk.incubator.vector \"$quiet\""
  --conf spark.executor.extraJavaOptions=--add-modules=jdk.incubator.vector
)
[[ -z ${FALLLINE_MASTER:-} ]] || options+=(--master "$FALLLINE_MASTER")
# shellcheck disable=SC2206 # a list of words, later ones win over ours
options+=(${FALLLINE_SUBMIT_ARGS:-})

exec "${submit[@]}" "${options[@]}" --class io.fallline.cli.Main "$jar" "$@"
