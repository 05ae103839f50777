# run.sh check | fail | linger | stubborn: the argument is the method's.
# check looks at each row of the container contract and reports in outputs.json; the others show how a task ends.
export LC_ALL=C
nl='
'
rows= passed=0 failed=0 skipped=0

quoted() {
  printf '"%s"' "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' | cut -c 1-300)"
}

row() { # id, passed | failed | skipped, detail
  case $2 in passed) passed=$((passed + 1)) ;; failed) failed=$((failed + 1)) ;; *) skipped=$((skipped + 1)) ;; esac
  rows="$rows${rows:+,$nl  }{\"id\": \"$1\", \"status\": \"$2\", \"detail\": $(quoted "$3")}"
  printf '%-20s %-8s %s\n' "$1" "$2" "$3"
}

check() { # id, what is expected, what was found, the test as a command
  id=$1 expected=$2 found=$3
  shift 3
  if "$@" >/dev/null 2>&1; then row "$id" passed "$expected"; else row "$id" failed "expected $expected, but $found"; fi
}

isolated() { [ "$OUTRIDER_IN" = /outrider/in ]; }

only_isolated() { # as check, where the node can isolate
  if isolated; then check "$@"; else row "$1" skipped "a plain process: this runtime isolates nothing"; fi
}

refused() { ! ( : >"$1" ) 2>/dev/null; }

writable() { ( : >"$1/conformance" ) 2>/dev/null && rm -f "$1/conformance"; }

file_system() { # of a path: the type of the longest mount point above it
  best= kind=unknown
  while read -r device point type rest; do
    case $1/ in
      "${point%/}"/*) if [ "${#point}" -ge "${#best}" ]; then best=$point kind=$type; fi ;;
    esac
  done </proc/self/mounts
  printf '%s' "$kind"
}

in_memory() { case $(file_system "$OUTRIDER_IN/parameters.json") in tmpfs | ramfs) true ;; *) false ;; esac; }

folders() { [ -d "${OUTRIDER_IN:-}" ] && [ -d "${OUTRIDER_OUT:-}" ] && [ -d "${OUTRIDER_STATE:-}" ]; }

content() {
  if [ -d "$OUTRIDER_IN/content" ]; then [ -f "$OUTRIDER_IN/content/run.sh" ]; else [ -f run.sh ]; fi
}

event() {
  if [ "$PARAM_event" = true ]; then grep -q '"' "$OUTRIDER_IN/event.json"; else [ ! -e "$OUTRIDER_IN/event.json" ]; fi
}

named() { [ -z "$PARAM_node" ] || [ "$OUTRIDER_NODE" = "$PARAM_node" ]; }

identity() {
  [ -n "${OUTRIDER_JOB:-}" ] && [ -n "${OUTRIDER_TASK:-}" ] && [ "${OUTRIDER_ATTEMPT:-0}" -ge 1 ] && [ "$OUTRIDER_METHOD" = run ] && named
}

list() { case ${PARAM_list:-} in '["a",'*'"b c",'*'"d\"e"]') true ;; *) false ;; esac; }

status() { sed -n "s/^$1:[[:space:]]*//p" /proc/self/status; }

no_capabilities() { for set in CapEff CapPrm CapInh CapAmb; do [ "$(status $set)" = 0000000000000000 ] || return 1; done; }

first_line() { for file; do if [ -r "$file" ]; then sed -n 1p "$file"; return; fi; done; }

resource() { sed -n "s/^$1  *\([^ ]*\) .*/\1/p" /proc/self/limits; }

limited() { # a value of a control group, one of /proc/self/limits: whether either is a limit
  case $1 in '' | max | max\ * | 9223372036854771712) ;; *) return 0 ;; esac
  case $2 in '' | unlimited) return 1 ;; *) return 0 ;; esac
}

limits() {
  groups=/sys/fs/cgroup
  memory=$(first_line $groups/memory.max $groups/memory/memory.limit_in_bytes)
  only_isolated limit-memory "a limit of memory" "none can be seen" limited "$memory" "$(resource 'Max data size')"
  for name in pids cpu; do
    isolated || { row "limit-$name" skipped "a plain process: this runtime isolates nothing"; continue; }
    case $name in
      pids) value=$(first_line $groups/pids.max $groups/pids/pids.max) own=$(resource 'Max processes') ;;
      cpu) value=$(first_line $groups/cpu.max $groups/cpu/cpu.cfs_quota_us) own=; [ "$value" != -1 ] || value= ;;
    esac
    if limited "$value" "$own"; then row "limit-$name" passed "a limit of $name"
    else row "limit-$name" skipped "none can be seen from inside"; fi
  done
}

inputs() {
  check variables "OUTRIDER_IN, OUTRIDER_OUT and OUTRIDER_STATE to name folders" "they are '${OUTRIDER_IN:-}', '${OUTRIDER_OUT:-}' and '${OUTRIDER_STATE:-}'" folders
  check identity "OUTRIDER_JOB, _TASK, _ATTEMPT, _NODE and _METHOD" \
    "they are '${OUTRIDER_JOB:-}', '${OUTRIDER_TASK:-}', '${OUTRIDER_ATTEMPT:-}', '${OUTRIDER_NODE:-}' and '${OUTRIDER_METHOD:-}'" identity
  check parameters "parameters.json with the parameters" "they are not in it" grep -q "\"marker\" *: *\"$PARAM_marker\"" "$OUTRIDER_IN/parameters.json"
  only_isolated parameters-readonly "parameters.json to be read-only" "it can be written" refused "$OUTRIDER_IN/parameters.json"
  check parameters-memory "parameters.json in memory" "its file system is $(file_system "$OUTRIDER_IN/parameters.json")" in_memory
  check environment "parameters with the prefix as variables" "PARAM_number is '${PARAM_number:-}'" [ "${PARAM_number:-}" = 3 ]
  check environment-json "a list as JSON in its variable" "PARAM_list is '${PARAM_list:-}'" list
  check environment-exact "awkward characters unchanged" "PARAM_awkward is '${PARAM_awkward:-}'" [ "${PARAM_awkward:-}" = "$awkward" ]
  check content "the template's files" "run.sh is neither in the working folder nor in content" content
  check event "event.json exactly when an event caused the job" "event is $PARAM_event" event
}

# As in template.yaml; in single quotes, so that nothing is expanded.
awkward='it'\''s $HOME, `x`, \ and ünï'

outputs() {
  check outputs "the folder of outputs to be writable" "it is not" writable "$OUTRIDER_OUT"
  check artifacts "the folder of artifacts to be writable" "it is not" writable "$OUTRIDER_OUT/artifacts"
  check state "the folder of the state to be writable" "it is not" writable "$OUTRIDER_STATE"
}

isolation() {
  only_isolated root-readonly "a root that is read-only" "a file can be written to /" refused /conformance
  only_isolated temporary "a writable /tmp" "it is not" writable /tmp
  only_isolated capabilities "no capabilities" "they are $(status CapEff)" no_capabilities
  only_isolated privileges "no new privileges" "NoNewPrivs is '$(status NoNewPrivs)'" [ "$(status NoNewPrivs)" = 1 ]
  limits
}

report() {
  printf '{"passed": %s, "failed": %s, "skipped": %s, "checks": [%s]}\n' "$passed" "$failed" "$skipped" "$rows" >"$OUTRIDER_OUT/outputs.json"
  printf 'marker %s\n' "$PARAM_marker" >"$OUTRIDER_OUT/artifacts/conformance.txt"
}

numbered() { # lines that show whether the log comes whole and in order
  number=1
  while [ "$number" -le 300 ]; do
    echo "line $number of 300"
    number=$((number + 1))
  done
}

wait_for_the_end() {
  echo "waiting"
  while :; do sleep 0.2; done
}

case $1 in
  check)
    echo "the word is $PARAM_word."
    inputs
    outputs
    isolation
    numbered
    report
    echo "$passed passed, $failed failed, $skipped skipped"
    ;;
  fail)
    echo "something goes wrong" >&2
    echo "this line says why" >&2
    exit 7
    ;;
  linger)
    trap 'echo "asked to end"; exit 0' TERM
    wait_for_the_end
    ;;
  stubborn)
    trap 'echo "asked to end, but not willing"' TERM
    wait_for_the_end
    ;;
  *)
    echo "Expected check, fail, linger or stubborn, but the argument is '$1'" >&2
    exit 2
    ;;
esac
