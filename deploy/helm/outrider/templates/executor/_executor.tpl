{{/* Context: root, executor (as in the values). */}}

{{- define "outrider.executor.name" -}}
{{ include "outrider.fullname" .root }}-executor-{{ .executor.name }}
{{- end }}

{{- define "outrider.executor.namespace" -}}
{{ .executor.namespace | default .root.Release.Namespace }}
{{- end }}

{{/* What pods of jobs call. */}}
{{- define "outrider.executor.url" -}}
{{- if and .executor.kubeconfig.existingSecret (not .executor.companionUrl) -}}
{{- fail (printf "executors: %s needs companionUrl, an address of the executor that pods in the other cluster can reach" .executor.name) -}}
{{- end -}}
{{- .executor.companionUrl | default (printf "http://%s.%s.svc" (include "outrider.executor.name" .) .root.Release.Namespace) -}}
{{- end }}

{{- define "outrider.executor.keySecret" -}}
{{- if .executor.key.existingSecret -}}
{{ .executor.key.existingSecret }}
{{- else if .root.Values.secrets.generate -}}
{{ include "outrider.executor.name" . }}-key
{{- else -}}
{{ fail (printf "executors: %s needs key.existingSecret, a Secret with at least 32 bytes; or set secrets.generate for development" .executor.name) }}
{{- end -}}
{{- end }}

{{/* Keys with dots and slashes cannot be said by environment, so that the registration of the cluster is a file. */}}
{{- define "outrider.executor.properties" -}}
outrider.k8s.name={{ .executor.name }}
outrider.k8s.node={{ .executor.node | default .executor.name }}
outrider.k8s.namespace={{ include "outrider.executor.namespace" . }}
{{- if not .executor.kubeconfig.existingSecret }}
outrider.k8s.lease.namespace={{ .root.Release.Namespace }}
{{- end }}
outrider.k8s.lease.name={{ include "outrider.executor.lease" . }}
outrider.k8s.slots={{ .executor.slots | int }}
outrider.k8s.companion.image={{ include "outrider.image" (dict "root" .root "name" "companion" "image" .root.Values.companion.image) }}
outrider.k8s.companion.url={{ include "outrider.executor.url" . }}
outrider.k8s.companion.key-file=/etc/outrider/executor-key/key
{{- range $key, $value := .executor.labels }}
outrider.k8s.labels.{{ $key | quote }}={{ $value }}
{{- end }}
{{- with .executor.jobs }}
{{- range $key, $value := .nodeSelector }}
outrider.k8s.node-selector.{{ $key | quote }}={{ $value }}
{{- end }}
{{- range $index, $value := .tolerations }}
outrider.k8s.tolerations[{{ $index }}]={{ $value }}
{{- end }}
{{- range $index, $value := .imagePullSecrets }}
outrider.k8s.image-pull-secrets[{{ $index }}]={{ $value }}
{{- end }}
{{- with .serviceAccount }}
outrider.k8s.service-account={{ . }}
{{- end }}
{{- with .priorityClassName }}
outrider.k8s.priority-class={{ . }}
{{- end }}
{{- end }}
{{- range $key, $value := .executor.properties }}
{{- if has $key (list "outrider.k8s.name" "outrider.k8s.node" "outrider.k8s.namespace" "outrider.k8s.lease.name" "outrider.k8s.lease.namespace") }}
{{- fail (printf "executors: the properties of %s may not have %s, which comes from its name, node and namespace" $.executor.name $key) }}
{{- end }}
{{ $key }}={{ ternary ($value | toJson) $value (kindIs "float64" $value) }}
{{- end }}
{{- end }}

{{/* What the chart sets of its environment. */}}
{{- define "outrider.executor.variables" -}}
# The Lease says by it who leads.
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: SMALLRYE_CONFIG_LOCATIONS
  value: /etc/outrider/executor/executor.properties
{{ include "outrider.kafka.env" .root }}
- name: OUTRIDER_REGISTRY_URL
  value: {{ include "outrider.registry.url" .root | quote }}
{{ include "outrider.artifacts.env" .root }}
{{- if .executor.kubeconfig.existingSecret }}
- name: KUBECONFIG
  value: /etc/outrider/kubeconfig/config
{{- end }}
{{- include "outrider.tracing.env" .root }}
{{- end }}

{{/* What an executor may do where its jobs run: nothing beyond it. */}}
{{- define "outrider.executor.rules" -}}
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, delete]
- apiGroups: [""]
  resources: [pods/log]
  verbs: [get]
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, create, patch, delete]
- apiGroups: [""]
  resources: [events]
  verbs: [list]
{{- end }}

{{/* For the Lease by which one replica leads. A Lease that is not there yet cannot be named, so that creating is apart. */}}
{{- define "outrider.executor.leaseRules" -}}
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [{{ include "outrider.executor.lease" . }}]
  verbs: [get, update, patch]
{{- end }}

{{- define "outrider.executor.lease" -}}
outrider-executor-{{ .executor.name }}
{{- end }}
