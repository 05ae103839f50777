{{/* Parts of pods. */}}

{{- define "outrider.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Where and how pods are scheduled. Context: root, component, settings. */}}
{{- define "outrider.scheduling" -}}
{{- with .settings.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if .settings.affinity }}
affinity:
  {{- toYaml .settings.affinity | nindent 2 }}
{{- else if .together }}
# The volume can be mounted on one machine only, so that its users run together.
affinity:
  podAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
            outrider.io/artifacts: volume
{{- end }}
{{- if .settings.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- toYaml .settings.topologySpreadConstraints | nindent 2 }}
{{- else if and (include "outrider.several" .settings) (not .together) }}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . | quote }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "outrider.selector" $ | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- end }}
{{- with .settings.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- end }}

{{/* Liveness must not depend on the database or on Kafka: a restart mends neither. Readiness does. */}}
{{- define "outrider.probes" -}}
startupProbe:
  httpGet:
    path: /q/health/started
    port: http
  periodSeconds: 2
  timeoutSeconds: 3
  failureThreshold: 90
livenessProbe:
  httpGet:
    path: /q/health/live
    port: http
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /q/health/ready
    port: http
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}

{{/* How migrations run: hook, initContainer or startup. A hook before the install needs a database that is already there. */}}
{{- define "outrider.migrations" -}}
{{- $mode := .Values.migrations.mode -}}
{{- if eq $mode "auto" -}}
{{ ternary "hook" "initContainer" (eq .Values.postgresql.mode "external") }}
{{- else -}}
{{- if and (eq $mode "hook") (ne .Values.postgresql.mode "external") -}}
{{ fail "migrations.mode hook needs postgresql.mode external: the hook runs before the chart's own PostgreSQL is made" }}
{{- end -}}
{{ $mode }}
{{- end -}}
{{- end }}

{{/* Whether there is a Job of migrations. */}}
{{- define "outrider.migrations.job" -}}
{{- if and (eq (include "outrider.migrations" .) "hook") (include "outrider.services" . | fromYaml).services -}}yes{{- end -}}
{{- end }}

{{/* A container that migrates one database and ends: it needs neither Kafka nor the registry. Context: root, service, containerName. */}}
{{- define "outrider.migration" -}}
- name: {{ .containerName | quote }}
  image: {{ include "outrider.image" (dict "root" .root "name" .service.name "image" .service.settings.image) | quote }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  env:
    - name: QUARKUS_INIT_AND_EXIT
      value: "true"
    - name: QUARKUS_FLYWAY_CONNECT_RETRIES
      value: "20"
    - name: QUARKUS_FLYWAY_CONNECT_RETRIES_INTERVAL
      value: 5s
    {{- include "outrider.serviceEnv" . | nindent 4 }}
  resources:
    {{- toYaml .root.Values.migrations.resources | nindent 4 }}
  securityContext:
    {{- include "outrider.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    {{- with include "outrider.postgresql.mounts" .root }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end }}

{{/* What a service must know before it does anything. Context: root, service. */}}
{{- define "outrider.serviceEnv" -}}
{{- include "outrider.postgresql.env" (dict "root" .root "database" (.service.settings.database.name | default (.service.name | replace "-" "_")) "credentials" .service.settings.database) }}
{{ include "outrider.kafka.env" .root }}
- name: OUTRIDER_REGISTRY_URL
  value: {{ include "outrider.registry.url" .root | quote }}
{{- if eq .service.name "gateway" }}
- name: OUTRIDER_GATEWAY_CA_DIR
  value: {{ ternary "/etc/outrider/ca" "/var/lib/outrider/ca" (ne (include "outrider.gateway.caSecret" .root) "") | quote }}
{{- end }}
{{- end }}

{{/* What the chart sets of a service's environment. Context: root, service. */}}
{{- define "outrider.service.variables" -}}
{{- include "outrider.serviceEnv" . }}
- name: QUARKUS_FLYWAY_MIGRATE_AT_START
  value: {{ ternary "true" "false" (eq (include "outrider.migrations" .root) "startup") | quote }}
{{- include "outrider.auth.env" .root }}
{{- if .service.artifacts }}
{{ include "outrider.artifacts.env" .root }}
{{- end }}
{{- if eq .service.name "gateway" }}
- name: OUTRIDER_GATEWAY_AGENTS_NAMES
  value: {{ include "outrider.gateway.names" .root | quote }}
{{- end }}
{{- if and (eq .service.name "event-reactor") .root.Values.eventReactor.webhookSecrets.existingSecret }}
- name: OUTRIDER_WEBHOOKS_SECRETS_DIR
  value: /etc/outrider/webhooks
{{- end }}
{{- if eq .service.name "build-service" }}
{{ include "outrider.build.env" .root }}
{{- end }}
{{- include "outrider.tracing.env" .root }}
{{- end }}

{{/* All variables of a container: a name that occurs twice is refused by the API server. Context: generated, settings, component. */}}
{{- define "outrider.env" -}}
{{- $own := .settings.env -}}
{{- $names := list -}}
{{- range $own -}}
{{- if has .name $names -}}
{{- fail (printf "env of %s names %s twice" $.component .name) -}}
{{- end -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- $variables := list -}}
{{- range fromYamlArray .generated -}}
{{- if not (has .name $names) -}}
{{- $variables = append $variables . -}}
{{- end -}}
{{- end -}}
{{- if and .settings.javaOptions (not (has "JAVA_TOOL_OPTIONS" $names)) -}}
{{- $variables = append $variables (dict "name" "JAVA_TOOL_OPTIONS" "value" .settings.javaOptions) -}}
{{- end -}}
{{- toYaml (concat $variables $own) -}}
{{- end }}

{{/* The Secret with the authority that signs the agents' certificates; empty: the gateway makes one on a volume of its own. */}}
{{- define "outrider.gateway.caSecret" -}}
{{- $ca := .Values.gateway.ca -}}
{{- if $ca.existingSecret -}}
{{ $ca.existingSecret }}
{{- else if $ca.certManager.enabled -}}
{{ include "outrider.fullname" . }}-agents-ca
{{- end -}}
{{- end }}
