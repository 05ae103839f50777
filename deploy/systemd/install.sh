#!/bin/sh
# Installs what ./outrider rebuild has built: programs in /opt/outrider, units, users, settings that are not there yet. Starts nothing.
#   install.sh services|agent [DESTDIR]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
what=${1:-} to=${2:-}

put() { # MODE FILE TARGET
  mkdir -p "$to$(dirname "$3")"
  install -m "$1" "$2" "$to$3"
}

put_new() { # a setting: never over one that is there
  [ -e "$to$3" ] || put "$1" "$2" "$3"
}

folder() { # SOURCE TARGET: as a whole, with what was there before taken away
  [ -d "$1" ] || { echo "install: expected $1, but it is not built; run ./outrider rebuild" >&2; exit 1; }
  mkdir -p "$to/opt/outrider"
  rm -rf "$to$2.new"
  cp -R "$1" "$to$2.new"
  rm -f "$to$2.new/classes.jsa" # an archive that a run on this machine left
  rm -rf "$to$2"
  mv "$to$2.new" "$to$2"
}

service() { # MODULE NAME DATABASE PORT OPTIONS
  folder "$root/$1/target/quarkus-app" "/opt/outrider/$2"
  put 644 "$root/deploy/images/jvm/$5.options" "/opt/outrider/$2/jvm.options"
  settings=$(mktemp)
  printf 'QUARKUS_HTTP_PORT=%s\nQUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:5432/%s\n' "$4" "$3" >"$settings"
  printf 'QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://127.0.0.1:5432/%s\n' "$3" >>"$settings"
  if [ "$2" = gateway ]; then
    printf 'OUTRIDER_GATEWAY_CA_DIR=/var/lib/outrider/gateway/ca\nOUTRIDER_GATEWAY_AGENTS_HOST=0.0.0.0\n' >>"$settings"
    printf 'OUTRIDER_GATEWAY_AGENTS_NAMES=%s\n' "$(hostname -f 2>/dev/null || hostname)" >>"$settings"
  fi
  put_new 640 "$settings" "/etc/outrider/$2.env"
  rm -f "$settings"
}

case $what in
  services)
    service template-service template-service template_service 8081 quick-service
    service build-service build-service build_service 8082 quick-service
    service scheduler-service scheduler-service scheduler_service 8083 service
    service executor-remote/gateway gateway gateway 8084 service
    service event-reactor event-reactor event_reactor 8085 service
    put_new 640 "$here/outrider.env" /etc/outrider/outrider.env
    put 644 "$here/outrider@.service" /etc/systemd/system/outrider@.service
    put 644 "$here/outrider.target" /etc/systemd/system/outrider.target
    ;;
  agent)
    folder "$root/executor-remote/agent/target/agent" /opt/outrider/agent
    put 644 "$here/outrider-agent.service" /etc/systemd/system/outrider-agent.service
    ;;
  *)
    sed -n '2,3p' "$0" >&2
    exit 2
    ;;
esac
put 644 "$here/README.md" /usr/share/doc/outrider/README.md
put 644 "$here/outrider.sysusers" /usr/lib/sysusers.d/outrider.conf
if [ -z "$to" ]; then
  systemd-sysusers
  systemctl daemon-reload
fi
