# shellcheck shell=bash
# For submit.sh, which sources it: a driver that runs on the cluster has neither the files of this machine nor its terminal.

ships=()   # files to be put into the driver's working directory
command=() # Fallline's words, as the driver is to have them

# The configuration goes to the driver, with those it includes; it is found there by its name alone.
ship_configuration() { # FALLLINE'S WORDS…
  local word file previous=''
  for word in "$@"; do
    if [[ $previous == --config && -f $word ]]; then
      ship "$word"
      word=${word##*/}
    elif [[ $word == --config=* && -f ${word#*=} ]]; then
      file=${word#*=}
      ship "$file"
      word=--config=${file##*/}
    fi # else it is a file of the driver's machine
    command+=("$word")
    previous=$word
  done
}

ship() { # FILE
  local file=$1 shipped include name ending
  [[ $file != *[,#]* ]] || fail 78 "$file: spark-submit takes no file with , or # in its name"
  for shipped in ${ships[@]+"${ships[@]}"}; do
    [[ $shipped != "$file" ]] || return 0
  done
  ships+=("$file")
  while IFS= read -r include; do
    name=${include#*\"}
    name=${name%\"}
    if [[ $include == *file\(* || $name == */* ]]; then
      fail 78 "$file: $include: in cluster mode the driver has all files in one directory: put that one beside $file and include it by its name"
    fi
    for ending in '' .conf .json .properties; do
      if [[ -f ${file%"${file##*/}"}$name$ending ]]; then ship "${file%"${file##*/}"}$name$ending"; fi
    done
  done < <(grep -vE '^[[:space:]]*(#|//)' "$file" | grep -oE 'include[[:space:]]+(required[[:space:]]*\([[:space:]]*)?(file\([[:space:]]*)?"[^"]*"')
}

# Runs spark-submit and ends with the exit code of the command, which spark-submit itself tells only in its log.
run_on_cluster() { # SPARK-SUBMIT'S WORDS…
  local work status=0 follower signalled=''
  work=$(mktemp -d) || fail 74 "${TMPDIR:-/tmp}: no temporary file can be created there; expected TMPDIR to be a directory to write in"
  mkfifo "$work/log"
  follow "$work" <"$work/log" &
  follower=$!
  "$@" 2>"$work/log" &
  submitted=$!
  trap 'signalled=yes; kill "$submitted" || true' TERM INT HUP
  wait "$submitted" || status=$?
  trap - TERM INT HUP
  if [[ -n $signalled ]]; then # which ended the waiting
    wait "$submitted" || true
    say "ended by a signal; the application goes on$([[ ! -s $work/kill ]] || printf ': to end it, %s' "$(<"$work/kill")")"
  fi
  wait "$follower"
  [[ ! -s $work/exit ]] || status=$(<"$work/exit")
  rm -rf "$work"
  exit "$status"
}

# Prints what a person wants to know of spark-submit's log, and leaves the command's exit code in a file.
follow() { # DIRECTORY
  local line container='' diagnosis='' over=''
  while IFS= read -r line; do
    if [[ $line =~ Submitted\ application\ (application_[0-9_]+) ]]; then
      say "${BASH_REMATCH[1]} is submitted; its log: yarn logs -applicationId ${BASH_REMATCH[1]}"
      printf 'yarn application -kill %s' "${BASH_REMATCH[1]}" >"$1/kill"
    elif [[ $line =~ submission\ ID\ ([^ ]+):([^ ]+)\ into\ Kubernetes ]]; then
      say "pod ${BASH_REMATCH[2]} is submitted; its log: kubectl -n ${BASH_REMATCH[1]} logs ${BASH_REMATCH[2]}"
      printf 'kubectl -n %s delete pod %s' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >"$1/kill"
    elif [[ $line =~ FailedCommand:\ exit\ code\ ([0-9]+)(:\ (.*))?$ ]]; then
      printf '%s' "${BASH_REMATCH[1]}" >"$1/exit"
      [[ -n $over || -z ${BASH_REMATCH[3]:-} ]] || printf '%s\n' "${BASH_REMATCH[3]}" >&2
      over=yes # what follows is spark-submit's own trace
    elif [[ $line =~ container\ name:\ ([^ ]+) ]]; then
      container=${BASH_REMATCH[1]}
    elif [[ $container == spark-kubernetes-driver && $line =~ exit\ code:\ ([0-9]+) ]]; then
      printf '%s' "${BASH_REMATCH[1]}" >"$1/exit"
    fi
    case $line in
      "log: Application diagnostics message: "*)
        diagnosis=yes
        line=${line#*message: }
        ;;
      "log: "*) diagnosis='' && continue ;;
      "log| "*)
        [[ -n $diagnosis ]] || continue
        line=${line#"log| "}
        ;;
    esac
    [[ -n $over ]] || printf '%s\n' "$line" >&2
  done
}
