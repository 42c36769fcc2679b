#!/bin/sh
# Stops what a JVM started and removes its temporary folders once that JVM is gone, however it ended: the end of its life is the end of our input.
# Lines read:  process PID SIGNAL | data DIRECTORY | folder PATH | forget LINE
# The argument is how many seconds they have to stop before they are killed.
rm -f -- "$0"
grace=$1
trap '' INT HUP TERM QUIT PIPE
set -f
newline='
'
entries=

# When process $1 started, or nothing if it is gone: a reused process id has another start.
identity() {
  if [ -r "/proc/$1/stat" ]; then
    read -r fields <"/proc/$1/stat" 2>/dev/null || return 0
    fields=${fields##*) }
    IFS=' '
    set -- $fields
    IFS=$newline
    [ "$1" = Z ] || echo "${20}"
  elif [ ! -d /proc/self ]; then
    LC_ALL=C ps -o lstart= -p "$1" 2>/dev/null
  fi
}

# The process that runs on data directory $1, which is not the one we were told of if somebody restarted the server by hand.
postmaster() {
  { read -r pid <"$1/postmaster.pid"; } 2>/dev/null || return 0
  if [ -d /proc/self ]; then
    command=$(tr '\0' ' ' <"/proc/$pid/cmdline") 2>/dev/null
  else
    command=$(ps -o args= -p "$pid" 2>/dev/null)
  fi
  case $command in *"$1"*) echo "$pid" ;; esac
}

# Prints "PID SIGNAL" of every guarded process that still lives.
living() {
  IFS=$newline
  for entry in $entries; do
    case $entry in
      "process "*)
        IFS=' '
        set -- $entry
        pid=$2 signal=$3
        shift 3
        started="$*"
        IFS=$newline
        now=$(identity "$pid")
        [ -n "$now" ] && [ "$now" = "$started" ] && echo "$pid $signal"
        ;;
      "data "*)
        pid=$(postmaster "${entry#data }")
        [ -n "$pid" ] && [ -n "$(identity "$pid")" ] && echo "$pid INT"
        ;;
    esac
  done
}

signal_living() {
  IFS=$newline
  for line in $(living); do
    kill "-${1:-${line#* }}" "${line% *}" 2>/dev/null
    # A stopped process takes no signal but KILL until it runs again.
    kill -CONT "${line% *}" 2>/dev/null
  done
}

await_end() {
  rounds=$1
  while [ "$rounds" -gt 0 ] && [ -n "$(living)" ]; do
    sleep 0.1 2>/dev/null || sleep 1
    rounds=$((rounds - 1))
  done
}

forget() {
  kept=
  IFS=$newline
  for entry in $entries; do
    case $entry in
      "$1" | "$1 "*) ;;
      *) kept=$kept$newline$entry ;;
    esac
  done
  entries=$kept
}

while IFS= read -r line; do
  case $line in
    "process "*)
      pid=${line#process }
      entries="$entries$newline$line $(identity "${pid% *}")"
      ;;
    "forget "*) forget "${line#forget }" ;;
    *) entries=$entries$newline$line ;;
  esac
done

signal_living ""
await_end $((grace * 10))
signal_living KILL
await_end 50
IFS=$newline
for entry in $entries; do
  case $entry in
    "folder "*) rm -rf -- "${entry#folder }" ;;
  esac
done
