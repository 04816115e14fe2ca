#!/usr/bin/env bash
# Fallline beside spark.ml, scikit-learn, Vowpal Wabbit and PyTorch at the same work: bench.sh [--rounds N] [--rows N]
# [--set KEY=VALUE]… [WORK…] (--list says which work there is). Prints tables, the first of them from data to a model, and
# writes all figures to target/bench/results.json.
# bench.sh --kernels [JMH's arguments] measures kernels alone; bench.sh --untuned [--set KEY=VALUE]… [PART…] [TABLE…] what a
# model is worth for which nothing is set, on public tables (docs/performance.md). Builds what it needs first.
# Installs nothing. What is written in Python runs on python3 and on the Pythons that FALLLINE_BENCH_PYTHON names:
# /usr/bin/python3:/opt/venv/bin/python.
set -euo pipefail

script=${BASH_SOURCE[0]}
while [[ -L $script ]]; do # from a link on the PATH to where it points
  link=$(readlink "$script")
  [[ $link == /* ]] || link=$(dirname "$script")/$link
  script=$link
done
FALLLINE_HOME=$(cd "$(dirname "$script")/.." && pwd -P)
export FALLLINE_HOME
target=$FALLLINE_HOME/target
bench=$target/bench
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

say() { printf '%s\n' "$*" >&2; }

fail() { # EXIT_CODE MESSAGE
  say "bench.sh: $2"
  exit "$1"
}

is_current() {
  local jar class_path
  for jar in fallline.jar fallline-bench.jar; do
    [[ -f $target/$jar ]] || return 1
    [[ -z $(find "$FALLLINE_HOME/pom.xml" "$FALLLINE_HOME/src/main" "$FALLLINE_HOME/src/bench/java" \
      -newer "$target/$jar" -print -quit) ]] || return 1
  done
  for class_path in spark-class-path bench-class-path; do
    [[ -s $target/$class_path ]] || return 1
    class_path=$(<"$target/$class_path")
    [[ -f ${class_path%%:*} ]] || return 1 # else Maven's repository was cleared since
  done
}

# Executors of local-cluster take Spark from a SPARK_HOME, of which they need the jars alone.
link_spark() {
  local jars
  IFS=: read -r -a jars <"$target/spark-class-path" || true # its one line has no end
  rm -rf "$bench/spark-home"
  mkdir -p "$bench/spark-home/jars"
  ln -s "${jars[@]}" "$bench/spark-home/jars/"
}

command -v "$java" >/dev/null || fail 78 "needs a JDK of 17 or later: there is no $java"
if ! is_current; then
  command -v mvn >/dev/null || fail 78 "building needs Maven 3.8 or later, and there is no mvn on the PATH"
  say "building…"
  (cd "$FALLLINE_HOME" && mvn -q -B -Pbench -DskipTests package </dev/null >&2) || fail 70 "the build failed (see above)"
fi
rm -rf "$bench/runs"
mkdir -p "$bench/runs"
link_spark

# One thread a product, as Fallline's native kernels want it; PyTorch is given two.
export OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
export SPARK_HOME=$bench/spark-home SPARK_SCALA_VERSION=2.13

options=(-Xmx4g)
[[ -n ${FALLLINE_JAVA_OPTS:-} ]] && read -r -a given <<<"$FALLLINE_JAVA_OPTS" && options+=("${given[@]}")
class_path=$target/fallline.jar:$target/fallline-bench.jar:$(<"$target/spark-class-path"):$(<"$target/bench-class-path")
jvm=("$java" "@$FALLLINE_HOME/submit-scripts/jvm.options" -Xlog:disable -Xlog:all=error:stderr "${options[@]}" -cp "$class_path")

cd "$bench"
if [[ ${1:-} == --kernels ]]; then
  exec "${jvm[@]}" org.openjdk.jmh.Main "${@:2}"
fi
if [[ ${1:-} == --untuned ]]; then
  exec "${jvm[@]}" io.fallline.bench.untuned.Untuned "${@:2}"
fi
exec "${jvm[@]}" io.fallline.bench.Bench "$@"
