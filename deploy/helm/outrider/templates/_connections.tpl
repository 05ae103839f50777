{{/* Where Kafka, PostgreSQL, the registry and the artifacts are, and how services hear of it: only by environment and mounted files. */}}

{{- define "outrider.kafka.bootstrap" -}}
{{- if eq .Values.kafka.mode "bundled" -}}
{{ include "outrider.fullname" . }}-kafka:9092
{{- else if eq .Values.kafka.mode "strimzi" -}}
{{ include "outrider.fullname" . }}-kafka-bootstrap:{{ ternary 9093 9092 .Values.kafka.strimzi.tls }}
{{- else -}}
{{ required "kafka.bootstrapServers is needed when kafka.mode is external" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end }}

{{/* The Secret with the certificate authority of the brokers; empty: public or no TLS. */}}
{{- define "outrider.kafka.caSecret" -}}
{{- if and (eq .Values.kafka.mode "strimzi") .Values.kafka.strimzi.tls -}}
{{ include "outrider.fullname" . }}-cluster-ca-cert
{{- else if eq .Values.kafka.mode "external" -}}
{{ .Values.kafka.tls.caSecret }}
{{- end -}}
{{- end }}

{{- define "outrider.kafka.protocol" -}}
{{- if eq .Values.kafka.mode "strimzi" -}}
{{ ternary "SSL" "PLAINTEXT" .Values.kafka.strimzi.tls }}
{{- else if eq .Values.kafka.mode "external" -}}
{{ .Values.kafka.securityProtocol }}
{{- else -}}
PLAINTEXT
{{- end -}}
{{- end }}

{{- define "outrider.kafka.env" -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "outrider.kafka.bootstrap" . | quote }}
{{- $protocol := include "outrider.kafka.protocol" . }}
{{- if ne $protocol "PLAINTEXT" }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ $protocol | quote }}
{{- end }}
{{- if include "outrider.kafka.caSecret" . }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/outrider/kafka/ca.crt
{{- end }}
{{- if hasPrefix "SASL_" $protocol }}
- name: KAFKA_SASL_MECHANISM
  value: {{ .Values.kafka.sasl.mechanism | quote }}
- name: OUTRIDER_KAFKA_USER
  valueFrom:
    secretKeyRef:
      name: {{ required "kafka.sasl.existingSecret is needed when kafka.securityProtocol is SASL_…" .Values.kafka.sasl.existingSecret | quote }}
      key: {{ .Values.kafka.sasl.usernameKey | quote }}
- name: OUTRIDER_KAFKA_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.kafka.sasl.existingSecret | quote }}
      key: {{ .Values.kafka.sasl.passwordKey | quote }}
{{- $module := ternary "plain.PlainLoginModule" "scram.ScramLoginModule" (eq .Values.kafka.sasl.mechanism "PLAIN") }}
- name: KAFKA_SASL_JAAS_CONFIG
  value: 'org.apache.kafka.common.security.{{ $module }} required username="$(OUTRIDER_KAFKA_USER)" password="$(OUTRIDER_KAFKA_PASSWORD)";'
{{- end }}
{{- end }}

{{- define "outrider.kafka.volumes" -}}
{{- with include "outrider.kafka.caSecret" . }}
- name: kafka-ca
  secret:
    secretName: {{ . | quote }}
    items:
      - key: {{ $.Values.kafka.tls.caKey | quote }}
        path: ca.crt
{{- end }}
{{- end }}

{{- define "outrider.kafka.mounts" -}}
{{- if include "outrider.kafka.caSecret" . }}
- name: kafka-ca
  mountPath: /etc/outrider/kafka
  readOnly: true
{{- end }}
{{- end }}

{{- define "outrider.postgresql.host" -}}
{{- if eq .Values.postgresql.mode "bundled" -}}
{{ include "outrider.fullname" . }}-postgresql
{{- else if eq .Values.postgresql.mode "cloudnativepg" -}}
{{ include "outrider.fullname" . }}-postgresql-rw
{{- else -}}
{{ required "postgresql.host is needed when postgresql.mode is external" .Values.postgresql.host }}
{{- end -}}
{{- end }}

{{- define "outrider.postgresql.secret" -}}
{{- if eq .Values.postgresql.mode "cloudnativepg" -}}
{{ include "outrider.fullname" . }}-postgresql-app
{{- else if .Values.postgresql.existingSecret -}}
{{ .Values.postgresql.existingSecret }}
{{- else if eq .Values.postgresql.mode "external" -}}
{{ fail "postgresql.existingSecret is needed when postgresql.mode is external: name the Secret with the user name and the password" }}
{{- else if .Values.secrets.generate -}}
{{ include "outrider.fullname" . }}-postgresql
{{- else -}}
{{ fail "postgresql.existingSecret is needed: name the Secret with the user name and the password, or set secrets.generate for development" }}
{{- end -}}
{{- end }}

{{/* The Secret with the authority of the server's certificate; empty: the system's authorities, or no TLS. */}}
{{- define "outrider.postgresql.caSecret" -}}
{{- if eq .Values.postgresql.mode "cloudnativepg" -}}
{{ include "outrider.fullname" . }}-postgresql-ca
{{- else if eq .Values.postgresql.mode "external" -}}
{{ .Values.postgresql.tls.caSecret }}
{{- end -}}
{{- end }}

{{- define "outrider.postgresql.sslMode" -}}
{{- if eq .Values.postgresql.mode "cloudnativepg" -}}
verify-full
{{- else if eq .Values.postgresql.mode "external" -}}
{{- if and (hasPrefix "verify-" .Values.postgresql.tls.mode) (not .Values.postgresql.tls.caSecret) -}}
{{- fail "postgresql.tls.caSecret is needed when postgresql.tls.mode is verify-ca or verify-full" -}}
{{- end -}}
{{ .Values.postgresql.tls.mode }}
{{- else -}}
disable
{{- end -}}
{{- end }}

{{/* Context: root, database, credentials (existingSecret, usernameKey, passwordKey of one service; may be empty). */}}
{{- define "outrider.postgresql.env" -}}
{{- $values := .root.Values.postgresql -}}
{{- $host := include "outrider.postgresql.host" .root -}}
{{- $mode := include "outrider.postgresql.sslMode" .root -}}
{{- $address := printf "%s:%d/%s" $host (int $values.port) .database -}}
{{- $own := .credentials | default dict -}}
{{- $secret := $own.existingSecret -}}
{{- if not $secret -}}
{{- $secret = include "outrider.postgresql.secret" .root -}}
{{- end -}}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ printf "jdbc:postgresql://%s?sslmode=%s%s" $address $mode (ternary "&sslrootcert=/etc/outrider/postgresql/ca.crt" "" (ne (include "outrider.postgresql.caSecret" .root) "")) | quote }}
- name: QUARKUS_DATASOURCE_REACTIVE_URL
  value: {{ printf "postgresql://%s" $address | quote }}
{{- if ne $mode "disable" }}
- name: QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE
  value: {{ $mode | quote }}
{{- if include "outrider.postgresql.caSecret" .root }}
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM
  value: "true"
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS
  value: /etc/outrider/postgresql/ca.crt
{{- else }}
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_ALL
  value: {{ ternary "true" "false" (eq $mode "require") | quote }}
{{- end }}
{{- if eq $mode "verify-full" }}
- name: QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM
  value: HTTPS
{{- end }}
{{- end }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $secret | quote }}
      key: {{ $own.usernameKey | default $values.usernameKey | quote }}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $secret | quote }}
      key: {{ $own.passwordKey | default $values.passwordKey | quote }}
{{- end }}

{{- define "outrider.postgresql.volumes" -}}
{{- with include "outrider.postgresql.caSecret" . }}
- name: postgresql-ca
  secret:
    secretName: {{ . | quote }}
    items:
      - key: {{ $.Values.postgresql.tls.caKey | quote }}
        path: ca.crt
{{- end }}
{{- end }}

{{- define "outrider.postgresql.mounts" -}}
{{- if include "outrider.postgresql.caSecret" . }}
- name: postgresql-ca
  mountPath: /etc/outrider/postgresql
  readOnly: true
{{- end }}
{{- end }}

{{- define "outrider.registry.url" -}}
{{- if eq .Values.registry.mode "bundled" -}}
http://{{ include "outrider.fullname" . }}-registry:8080/apis/registry/v3
{{- else -}}
{{ required "registry.url is needed when registry.mode is external" .Values.registry.url }}
{{- end -}}
{{- end }}

{{- define "outrider.artifacts.env" -}}
{{- if eq .Values.artifacts.mode "s3" -}}
{{- $s3 := .Values.artifacts.s3 -}}
- name: OUTRIDER_ARTIFACTS_S3_BUCKET
  value: {{ required "artifacts.s3.bucket is needed when artifacts.mode is s3" $s3.bucket | quote }}
- name: OUTRIDER_ARTIFACTS_S3_REGION
  value: {{ $s3.region | quote }}
- name: OUTRIDER_ARTIFACTS_S3_PREFIX
  value: {{ $s3.prefix | quote }}
{{- with $s3.endpoint }}
- name: OUTRIDER_ARTIFACTS_S3_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- with $s3.existingSecret }}
- name: OUTRIDER_ARTIFACTS_S3_ACCESS_KEY
  valueFrom:
    secretKeyRef:
      name: {{ . | quote }}
      key: {{ $s3.accessKeyKey | quote }}
- name: OUTRIDER_ARTIFACTS_S3_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ . | quote }}
      key: {{ $s3.secretKeyKey | quote }}
{{- end }}
{{- else -}}
- name: OUTRIDER_ARTIFACTS_DIR
  value: /var/lib/outrider/artifacts
{{- end }}
{{- end }}

{{- define "outrider.artifacts.claim" -}}
{{- .Values.artifacts.volume.existingClaim | default (printf "%s-artifacts" (include "outrider.fullname" .)) -}}
{{- end }}

{{- define "outrider.auth.secret" -}}
{{- if .Values.auth.tokens.existingSecret -}}
{{ .Values.auth.tokens.existingSecret }}
{{- else if .Values.secrets.generate -}}
{{ include "outrider.fullname" . }}-tokens
{{- end -}}
{{- end }}

{{- define "outrider.auth.env" -}}
{{- if include "outrider.auth.secret" . }}
- name: OUTRIDER_AUTH_TOKENS_FILE
  value: /etc/outrider/auth/tokens
{{- end }}
{{- if .Values.auth.oidc.enabled }}
- name: QUARKUS_OIDC_TENANT_ENABLED
  value: "true"
- name: QUARKUS_OIDC_AUTH_SERVER_URL
  value: {{ required "auth.oidc.authServerUrl is needed when auth.oidc.enabled" .Values.auth.oidc.authServerUrl | quote }}
{{- with .Values.auth.oidc.clientId }}
- name: QUARKUS_OIDC_CLIENT_ID
  value: {{ . | quote }}
{{- end }}
{{- with .Values.auth.oidc.roleClaimPath }}
- name: QUARKUS_OIDC_ROLES_ROLE_CLAIM_PATH
  value: {{ . | quote }}
{{- end }}
{{- else if not (include "outrider.auth.secret" .) }}
{{- fail "Nobody could log in: set auth.tokens.existingSecret, auth.oidc.enabled, or secrets.generate for development" }}
{{- end }}
{{- end }}

{{- define "outrider.tracing.env" -}}
{{- with .Values.tracing }}
{{- if .endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ .endpoint | quote }}
{{- if .headersSecret.name }}
- name: OTEL_EXPORTER_OTLP_HEADERS
  valueFrom:
    secretKeyRef:
      name: {{ .headersSecret.name | quote }}
      key: {{ .headersSecret.key | quote }}
{{- end }}
- name: OTEL_TRACES_SAMPLER
  value: {{ .sampler | quote }}
- name: OTEL_TRACES_SAMPLER_ARG
  value: {{ .samplerArgument | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* The database of a service. Context: root, name (of the service), key (in the values). */}}
{{- define "outrider.database" -}}
{{- $own := (index .root.Values .key).database | default dict -}}
{{- $own.name | default (.name | replace "-" "_") -}}
{{- end }}

{{- define "outrider.registry.database" -}}
{{- .Values.registry.database.name | default "registry" -}}
{{- end }}
