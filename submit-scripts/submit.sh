#!/usr/bin/env bash
# Runs Fallline through spark-submit of $SPARK_HOME: submit.sh COMMAND … (the same command line as local.sh).
# FALLLINE_MASTER is the master URL; FALLLINE_SUBMIT_ARGS goes to spark-submit: --deploy-mode cluster --executor-memory 8g.
# --packages, --jars and --conf among the words of the command are spark-submit's. FALLLINE_JAR is another jar than target/fallline.jar. docs/operations.md says what to set on which cluster.
set -euo pipefail

script=${BASH_SOURCE[0]}
while [[ -L $script ]]; do # from a link on the PATH to where it points
  link=$(readlink "$script")
  [[ $link == /* ]] || link=$(dirname "$script")/$link
  script=$link
done
FALLLINE_HOME=$(cd "$(dirname "$script")/.." && pwd -P)
export FALLLINE_HOME
scripts=$FALLLINE_HOME/submit-scripts
jar=${FALLLINE_JAR:-$FALLLINE_HOME/target/fallline.jar}
supported="a distribution of Spark 4.0 to 4.3"

say() { printf 'submit.sh: %s\n' "$*" >&2; }

fail() { # EXIT_CODE MESSAGE
  say "$2"
  exit "$1"
}

# shellcheck source-path=SCRIPTDIR source=limits.sh
source "$scripts/limits.sh"
# shellcheck source-path=SCRIPTDIR source=packages.sh
source "$scripts/packages.sh"

# spark-submit makes a directory there, whatever else it does.
require_temporary_directory() {
  local options="${FALLLINE_SUBMIT_ARGS:-} ${FALLLINE_JAVA_OPTS:-} ${SPARK_SUBMIT_OPTS:-} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-}"
  options+=" $(given --driver-java-options spark.driver.extraJavaOptions)"
  if [[ $options != *java.io.tmpdir* && ! -w /tmp ]]; then
    fail 74 "/tmp: no temporary file can be created there; expected a directory to write in, given by -Djava.io.tmpdir in SPARK_SUBMIT_OPTS"
  fi
}

# What spark-submit will go by: its option, else the setting, else the setting in spark-defaults.conf.
given() { # OPTION SETTING
  local word previous='' option='' setting=''
  for word in ${words[@]+"${words[@]}"}; do
    if [[ $previous == "$1" ]]; then option=$word; fi
    if [[ $word == "$1="* ]]; then option=${word#*=}; fi
    if [[ $previous =~ ^(--conf|-c)$ && $word == "$2="* ]]; then setting=${word#*=}; fi
    if [[ $word == "--conf=$2="* ]]; then setting=${word#"--conf=$2="}; fi
    previous=$word
  done
  if [[ -z $option$setting && -f $defaults ]]; then
    setting=$(sed -n "s/^[[:space:]]*${2//./\\.}[[:space:]=:]\{1,\}\(.*[^[:space:]]\)[[:space:]]*\$/\1/p" "$defaults" | tail -n 1)
  fi
  printf '%s' "${option:-$setting}"
}

require_spark() {
  [[ -n ${SPARK_HOME:-} ]] || fail 78 "SPARK_HOME is not set, expected the directory of $supported"
  [[ -d $SPARK_HOME/jars ]] || fail 78 "SPARK_HOME is $SPARK_HOME, which has no jars directory, expected $supported"
  local core
  for core in "$SPARK_HOME"/jars/spark-core_*.jar; do
    case ${core##*/} in
      spark-core_2.13-4.*) return ;;
      spark-core_2.1?-*) fail 78 "SPARK_HOME is $SPARK_HOME, which has ${core##*/}, expected $supported" ;;
    esac
  done
}

# shellcheck disable=SC2206 # a list of words, later ones win over ours
words=(${FALLLINE_SUBMIT_ARGS:-})
take_spark_options "$@"
require_coordinates
[[ -z $packages ]] || words+=(--packages "$packages")
[[ -z $jars ]] || words+=(--jars "$jars")
for setting in ${settings[@]+"${settings[@]}"}; do
  words+=(--conf "$setting")
done
set -- ${command[@]+"${command[@]}"}
command=()
require_spark
require_open_files
defaults=''
defaults=$(given --properties-file '')
defaults=${defaults:-${SPARK_CONF_DIR:-$SPARK_HOME/conf}/spark-defaults.conf}
require_temporary_directory
[[ $jar == *:/* || -f $jar ]] || fail 78 "there is no $jar: build it with mvn -DskipTests package"

[[ -z ${FALLLINE_MASTER:-} ]] || words=(--master "$FALLLINE_MASTER" ${words[@]+"${words[@]}"})
master=$(given --master spark.master)
deploy_mode=$(given --deploy-mode spark.submit.deployMode)

quiet=-Dlog4j2.configurationFile=file://$scripts/log4j2.properties
launcher_options=''
driver_options="--add-modules=jdk.incubator.vector \"$quiet\""
if [[ $deploy_mode == cluster ]]; then # the driver finds no file of this machine; Main silences Spark there
  driver_options=--add-modules=jdk.incubator.vector
  quiet=-Dlog4j2.configurationFile=file://$scripts/log4j2-cluster-mode.properties
  if [[ " $* " == *" --verbose "* ]]; then quiet=''; fi
  launcher_options=${quiet:+"\"$quiet\""}
fi
if [[ -x $SPARK_HOME/bin/spark-submit ]]; then
  export SPARK_SUBMIT_OPTS="${SPARK_SUBMIT_OPTS:-} $launcher_options"
  submit=("$SPARK_HOME/bin/spark-submit")
else # only Spark's jars: its launcher class does what the script would
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || fail 78 "needs a JDK of 17 or later: there is no $java"
  export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.13}
  # shellcheck disable=SC2206 # options for the JVM are words
  driver=(${FALLLINE_JAVA_OPTS:-})
  submit=("$java" "@$scripts/jvm.options" ${quiet:+"$quiet"} ${driver[@]+"${driver[@]}"}
    -cp "${HADOOP_CONF_DIR:+$HADOOP_CONF_DIR:}$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit)
fi

# One thread a product, on every machine: more of them would add in another order each time.
export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1} MKL_NUM_THREADS=${MKL_NUM_THREADS:-1}
options=()
for place in spark.executorEnv spark.yarn.appMasterEnv spark.kubernetes.driverEnv; do
  options+=(--conf "$place.OPENBLAS_NUM_THREADS=$OPENBLAS_NUM_THREADS" --conf "$place.MKL_NUM_THREADS=$MKL_NUM_THREADS")
done
# default…, so that extraJavaOptions stay the user's
options+=(
  --conf "spark.driver.defaultJavaOptions=$driver_options"
  --conf spark.executor.defaultJavaOptions=--add-modules=jdk.incubator.vector
)

if [[ $deploy_mode != cluster ]]; then
  exec "${submit[@]}" "${options[@]}" ${words[@]+"${words[@]}"} --class io.fallline.cli.Main "$jar" "$@"
fi
case $master in
  yarn | k8s://*) ;;
  *) fail 78 "deploy mode cluster with master ${master:-not set}: expected yarn or k8s://…; elsewhere leave the deploy mode at client" ;;
esac
# shellcheck source-path=SCRIPTDIR source=cluster-mode.sh
source "$scripts/cluster-mode.sh"
ship_configuration "$@"
options+=(--conf spark.yarn.maxAppAttempts=1) # whether to try again is for the caller to say, by the exit code
files=$(given --files spark.files)
shipped=$(IFS=,; printf '%s' "${ships[*]-}")
[[ -z $shipped ]] || words+=(--files "$shipped${files:+,$files}")
run_on_cluster "${submit[@]}" "${options[@]}" ${words[@]+"${words[@]}"} --class io.fallline.cli.Main "$jar" ${command[@]+"${command[@]}"}
