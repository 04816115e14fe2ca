# shellcheck shell=bash
# For local.sh and submit.sh, which source it: options of theirs that are spark-submit's too, for sources and drivers that
# Spark does not bring. They may stand before the command or behind it.

packages='' # GROUP:ARTIFACT:VERSION,…
jars=''     # FILE,…
settings=() # KEY=VALUE
command=()  # the other words

take_spark_options() { # WORD …
  local word option value
  while (($# > 0)); do
    word=$1
    shift
    option=${word%%=*}
    case $option in
      --packages | --jars | --conf) ;;
      *)
        command+=("$word")
        continue
        ;;
    esac
    if [[ $word == *=* ]]; then
      value=${word#*=}
    elif (($# > 0)); then
      value=$1
      shift
    else
      fail 64 "$option is without its value"
    fi
    case $option in
      --packages) packages+=${packages:+,}$value ;;
      --jars) jars+=${jars:+,}$value ;;
      --conf)
        [[ $value == spark.*=* ]] || fail 64 "--conf $value: expected a setting of Spark's, such as --conf spark.sql.ansi.enabled=true"
        settings+=("$value")
        ;;
    esac
  done
}

require_coordinates() {
  local one
  for one in ${packages//,/ }; do
    [[ $one =~ ^[^:/]+:[^:/]+:[^:/]+$ ]] || fail 64 "--packages $one: expected GROUP:ARTIFACT:VERSION, such as org.postgresql:postgresql:42.7.13"
  done
}
