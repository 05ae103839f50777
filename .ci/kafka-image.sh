#!/usr/bin/env bash
# Makes a local image shaped like apache/kafka (the paths and variables that Testcontainers' Kafka module uses) from the broker's
# jars, a jlink runtime, busybox and bash, for machines that reach no image registry. Usage: kafka-image.sh IMAGE
set -euo pipefail

image=$1
root=$(cd "$(dirname "$0")/.." && pwd)
java_home=${JAVA_HOME:?Expected JAVA_HOME to name a JDK}
libs=$root/deploy/local/broker/target/broker/lib
[ -d "$libs" ] || { echo "Expected the broker's jars in $libs; build deploy/local/broker first" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{bin,etc/kafka/docker,opt/kafka,tmp,usr/bin,lib,lib64,var/lib/kafka}
chmod 1777 "$work/tmp"

cp /bin/busybox "$work/bin/busybox"
for tool in sh cat env grep sed sleep ls mkdir chmod tr cut uname dirname rm; do ln -s busybox "$work/bin/$tool"; done
cp /bin/bash "$work/bin/bash"
"$java_home/bin/jlink" --add-modules java.base,java.desktop,java.logging,java.management,java.management.rmi,java.naming,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.unsupported,jdk.crypto.ec,jdk.net \
  --strip-debug --no-header-files --no-man-pages --output "$work/opt/java"
cp -r "$libs" "$work/opt/kafka/libs"
# The shared libraries of bash and of the runtime.
{ ldd /bin/bash; find "$work/opt/java" -name '*.so' -exec ldd {} +; ldd "$work/opt/java/bin/java"; } 2>/dev/null |
  grep -oE "=> /[^ ]+|^[[:space:]]+/[^ ]+" | grep -oE "/[^ ]+" | grep -v "$work" | sort -u |
  while read -r library; do
    mkdir -p "$work$(dirname "$library")"
    cp -L "$library" "$work$library"
  done
printf 'root:x:0:0:root:/:/bin/sh\n' > "$work/etc/passwd"

cat > "$work/etc/kafka/docker/run" <<'RUN'
#!/bin/bash
# KAFKA_PROCESS_ROLES=… becomes process.roles=…, as in the public image.
set -e
properties=/tmp/server.properties
: > "$properties"
while IFS='=' read -r name value; do
  case $name in
    KAFKA_OPTS | KAFKA_HEAP_OPTS | KAFKA_LOG4J* | KAFKA_JMX*) ;;
    KAFKA_*) key=${name#KAFKA_}; key=${key//_/.}; echo "${key,,}=$value" >> "$properties" ;;
  esac
done < <(env)
grep -q '^log.dirs=' "$properties" || echo 'log.dirs=/var/lib/kafka/data' >> "$properties"
java="/opt/java/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m -cp /opt/kafka/libs/*"
set -f
$java kafka.tools.StorageTool format --ignore-formatted --cluster-id "${CLUSTER_ID:-4L6g3nShT-eMCtK--X86sw}" --config "$properties"
exec $java kafka.Kafka "$properties"
RUN
chmod +x "$work/etc/kafka/docker/run"
tar -C "$work" -c . | docker import -c 'ENV PATH=/bin:/opt/java/bin' -c 'CMD ["/etc/kafka/docker/run"]' - "$image" > /dev/null
echo "Made the image $image"
