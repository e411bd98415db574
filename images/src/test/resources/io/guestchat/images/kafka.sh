#!/bin/sh
# As Apache Kafka's own image begins: each KAFKA_A_B is the setting a.b.
set -eu
env | while IFS='=' read -r name value; do
  case $name in
    KAFKA_*) printf '%s=%s\n' "$(printf '%s' "${name#KAFKA_}" | tr 'A-Z_' 'a-z.')" "$value" ;;
  esac
done >/tmp/server.properties
/jre/bin/java -cp '/opt/kafka/libs/*' kafka.tools.StorageTool format --ignore-formatted \
  --cluster-id Z3Vlc3RjaGF0LWNvbXBvc2U --config /tmp/server.properties
exec /jre/bin/java -Xmx384m -XX:+UseSerialGC -cp '/opt/kafka/libs/*' kafka.Kafka /tmp/server.properties
