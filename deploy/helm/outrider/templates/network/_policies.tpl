{{/* Rules of NetworkPolicies. The context is the root, unless said otherwise. */}}

{{/* Context: root, name, hook (whether it is for pods of hooks). */}}
{{- define "outrider.policy.head" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "outrider.fullname" .root }}-{{ .name }}
  namespace: {{ .root.Release.Namespace | quote }}
  labels:
    {{- include "outrider.labels" (dict "root" .root "component" .name) | nindent 4 }}
  {{- if .hook }}
  # Made before the Jobs that it is for, and gone after them: what the release has otherwise is applied after its hooks.
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "-15"
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
  {{- end }}
{{- end }}

{{/* Any pod of this release. */}}
{{- define "outrider.policy.ours" -}}
- podSelector:
    matchLabels:
      app.kubernetes.io/instance: {{ .Release.Name | quote }}
      app.kubernetes.io/name: {{ include "outrider.name" . | quote }}
{{- end }}

{{- define "outrider.policy.dns" -}}
- ports:
    {{- range .Values.networkPolicy.dns.ports }}
    - protocol: UDP
      port: {{ . }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
  {{- with .Values.networkPolicy.dns.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "outrider.policy.postgresql" -}}
- ports:
    - protocol: TCP
      port: {{ ternary .Values.postgresql.port 5432 (eq .Values.postgresql.mode "external") }}
  {{- if eq .Values.postgresql.mode "bundled" }}
  to:
    - podSelector:
        matchLabels:
          {{- include "outrider.selector" (dict "root" . "component" "postgresql") | nindent 10 }}
  {{- else if eq .Values.postgresql.mode "cloudnativepg" }}
  to:
    - podSelector:
        matchLabels:
          cnpg.io/cluster: {{ include "outrider.fullname" . }}-postgresql
  {{- else }}
  {{- with .Values.networkPolicy.postgresql.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/* The ports of external brokers are those of the bootstrap servers; more (of advertised listeners) by networkPolicy.kafka.ports. */}}
{{- define "outrider.policy.kafka" -}}
{{- if eq .Values.kafka.mode "external" -}}
{{- $ports := list }}
{{- range splitList "," (include "outrider.kafka.bootstrap" .) }}
{{- $ports = append $ports (regexFind "[0-9]+$" . | default "9092" | int) }}
{{- end }}
{{- range .Values.networkPolicy.kafka.ports }}
{{- $ports = append $ports (int .) }}
{{- end -}}
- ports:
    {{- range $ports | uniq }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
  {{- with .Values.networkPolicy.kafka.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- else -}}
- ports:
    - protocol: TCP
      port: {{ ternary 9093 9092 (and (eq .Values.kafka.mode "strimzi") .Values.kafka.strimzi.tls) }}
  to:
    - podSelector:
        matchLabels:
          {{- if eq .Values.kafka.mode "bundled" }}
          {{- include "outrider.selector" (dict "root" . "component" "kafka") | nindent 10 }}
          {{- else }}
          strimzi.io/cluster: {{ include "outrider.fullname" . | quote }}
          strimzi.io/kind: Kafka
          {{- end }}
{{- end -}}
{{- end }}

{{/* Where base images are pulled from and images pushed to; the port in the prefix of the latter is among the ports. */}}
{{- define "outrider.policy.imageRegistries" -}}
{{- $ports := list }}
{{- range .Values.networkPolicy.imageRegistries.ports }}
{{- $ports = append $ports (int .) }}
{{- end }}
{{- with regexFind "^[^/]+:[0-9]+" .Values.buildService.registry.prefix }}
{{- $ports = append $ports (regexFind "[0-9]+$" . | int) }}
{{- end -}}
- ports:
    {{- range $ports | uniq }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
  {{- with .Values.networkPolicy.imageRegistries.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "outrider.policy.registry" -}}
{{- if eq .Values.registry.mode "bundled" -}}
- ports:
    - protocol: TCP
      port: 8080
  to:
    - podSelector:
        matchLabels:
          {{- include "outrider.selector" (dict "root" . "component" "registry") | nindent 10 }}
{{- else -}}
{{- $ports := list (include "outrider.policy.portOf" .Values.registry.url) }}
{{- range .Values.networkPolicy.registry.ports }}
{{- $ports = append $ports (int . | toString) }}
{{- end -}}
- ports:
    {{- range $ports | uniq }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
  {{- with .Values.networkPolicy.registry.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end }}

{{/* The port of a URL; more, of pods behind a Service that has another, by .ports of the values. Context: the URL. */}}
{{- define "outrider.policy.portOf" -}}
{{- $url := urlParse . -}}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) | default (ternary "443" "80" (eq $url.scheme "https")) -}}
{{- end }}

{{/* What every service calls besides: object store, by the pod's identity if it has no keys, OIDC, traces. */}}
{{- define "outrider.policy.others" -}}
{{- $ports := list }}
{{- $identity := false }}
{{- if eq .Values.artifacts.mode "s3" }}
{{- $ports = append $ports (.Values.artifacts.s3.endpoint | default "https://s3" | include "outrider.policy.portOf") }}
{{- $identity = not .Values.artifacts.s3.existingSecret }}
{{- end }}
{{- /* Amazon's token service. */}}
{{- if $identity }}
{{- $ports = append $ports "443" }}
{{- end }}
{{- if .Values.auth.oidc.enabled }}
{{- $ports = append $ports (include "outrider.policy.portOf" .Values.auth.oidc.authServerUrl) }}
{{- end }}
{{- if .Values.tracing.endpoint }}
{{- $ports = append $ports (include "outrider.policy.portOf" .Values.tracing.endpoint) }}
{{- end }}
{{- range .Values.networkPolicy.others.ports }}
{{- $ports = append $ports (int . | toString) }}
{{- end -}}
{{- if $ports -}}
- ports:
    {{- range $ports | uniq }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
  {{- with .Values.networkPolicy.others.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- if $identity }}
# Who gives the pod's identity: the agent of EKS Pod Identity, the machine's metadata.
- ports:
    - protocol: TCP
      port: 80
  to:
    - ipBlock:
        cidr: 169.254.170.23/32
    - ipBlock:
        cidr: 169.254.169.254/32
{{- end -}}
{{- end }}
