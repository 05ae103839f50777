#!/usr/bin/env bash
# Makes an image shaped like apache/kafka out of what is here: the broker's jars as built, a small runtime by jlink,
# busybox and bash. Tests that run against the broker image which users run take it where none can be pulled.
set -euo pipefail

cd "$(dirname "$0")/.."
lib=deploy/local/broker/target/broker/lib
[ -d "$lib" ] || { echo "kafka-image.sh: $lib is missing; run ./outrider build first" >&2; exit 1; }
version=$(basename "$(ls "$lib"/kafka-server-common-*.jar)" .jar)
version=${version#kafka-server-common-}
image=apache/kafka:$version
if docker image inspect "$image" >/dev/null 2>&1; then exit 0; fi

root=$(mktemp -d "${TMPDIR:-/tmp}/outrider-kafka-image-XXXXXX")
trap 'rm -rf "$root"' EXIT
jdk=$(./outrider jdk)

copy_program() { # with the shared libraries that it needs, at the same paths
  local file
  for file in "$1" $(ldd "$1" | grep -o '/[^ ]*'); do
    mkdir -p "$root$(dirname "$file")"
    [ -e "$root$file" ] || cp -L "$file" "$root$file"
  done
}

mkdir -p "$root"/{bin,etc/kafka/docker,opt/kafka,tmp,var/lib/kafka,proc,sys,dev}
chmod 1777 "$root/tmp"
cp "$(command -v busybox)" "$root/bin/busybox"
for applet in $("$root/bin/busybox" --list); do
  [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
done
rm -f "$root/bin/bash"
copy_program "$(readlink -f "$(command -v bash)")"
[ -e "$root/bin/bash" ] || ln -s "$(readlink -f "$(command -v bash)")" "$root/bin/bash"

"$jdk/bin/jlink" --add-modules java.base,java.desktop,java.logging,java.management,java.naming,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.unsupported,jdk.crypto.ec,jdk.management,jdk.zipfs \
  --strip-debug --no-header-files --no-man-pages --output "$root/opt/java"
for file in "$root/opt/java/bin/java" "$root/opt/java/lib/server/libjvm.so" $(find "$root/opt/java/lib" -name '*.so'); do
  ldd "$file" 2>/dev/null | grep -o '=> /[^ ]*' | cut -c4- || true
done | grep -v "^$root" | sort -u | while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -Ln "$library" "$root$library" 2>/dev/null || true
done
cp -r "$lib" "$root/opt/kafka/libs"

# As in the public image: settings are KAFKA_* variables, /etc/kafka/docker/run formats the storage and serves.
cat >"$root/etc/kafka/docker/run" <<'RUN'
#!/bin/bash
set -euo pipefail
properties=/tmp/server.properties
declare -A settings=([log.dirs]=/var/lib/kafka)
while IFS='=' read -r name value; do
  case $name in
    KAFKA_*) name=${name#KAFKA_}; name=${name//___/-}; name=${name,,}; settings[${name//_/.}]=$value ;;
  esac
done < <(env)
for name in "${!settings[@]}"; do printf '%s=%s\n' "$name" "${settings[$name]}"; done >"$properties"
java() { /opt/java/bin/java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=info -cp '/opt/kafka/libs/*' "$@"; }
java kafka.tools.StorageTool format --ignore-formatted -t "${CLUSTER_ID:-4L6g3nShT-eMCtK--X86sw}" -c "$properties"
exec /opt/java/bin/java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=info -cp '/opt/kafka/libs/*' kafka.Kafka "$properties"
RUN
chmod +x "$root/etc/kafka/docker/run"
tar -C "$root" -c . | docker import -c 'ENV PATH=/opt/java/bin:/bin:/usr/bin' -c 'CMD ["/etc/kafka/docker/run"]' - "$image" >/dev/null
echo "kafka-image.sh: made $image" >&2
