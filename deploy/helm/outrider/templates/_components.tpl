{{/*
The services: key in the values, REST resources that the ingress gives them, whether they use the artifact store,
and how much they may keep in /tmp. The database is the name with underscores.
*/}}
{{- define "outrider.components" -}}
template-service:
  key: templateService
  resources: [template-types, templates]
  artifacts: true
  temporary: 1Gi
build-service:
  key: buildService
  resources: [builds]
  artifacts: true
  temporary: 8Gi
scheduler-service:
  key: schedulerService
  resources: [jobs, nodes, dead-letters]
  artifacts: true
  temporary: 256Mi
gateway:
  key: gateway
  resources: [enrolment-tokens, enrolments]
  artifacts: true
  temporary: 4Gi
event-reactor:
  key: eventReactor
  resources: [events, reactions, reactions-pause, webhooks]
  artifacts: false
  temporary: 256Mi
{{- end }}

{{/* The enabled services as a list in YAML: name, resources, artifacts, temporary, settings (defaults and own values merged). */}}
{{- define "outrider.services" -}}
{{- $root := . -}}
{{- $services := list -}}
{{- range $name, $facts := include "outrider.components" . | fromYaml -}}
{{- $settings := mergeOverwrite (deepCopy $root.Values.defaults) (deepCopy (index $root.Values $facts.key)) -}}
{{- if $settings.enabled -}}
{{- $services = append $services (mergeOverwrite (dict "name" $name "settings" $settings) $facts) -}}
{{- end -}}
{{- end -}}
{{- toYaml (dict "services" $services) -}}
{{- end }}

{{/* The settings of an executor: defaults, then its own. Context: root, executor. */}}
{{- define "outrider.executorSettings" -}}
{{- toYaml (mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy .root.Values.executorDefaults) (deepCopy .executor)) -}}
{{- end }}

{{/* Whether more than one pod of it may run. Context: settings. */}}
{{- define "outrider.several" -}}
{{- if .autoscaling.enabled -}}
{{- if gt (int .autoscaling.maxReplicas) 1 -}}yes{{- end -}}
{{- else if gt (int .replicas) 1 -}}yes
{{- end -}}
{{- end }}

{{- define "outrider.gateway.enabled" -}}
{{- if (mergeOverwrite (deepCopy .Values.defaults) (deepCopy .Values.gateway)).enabled -}}yes{{- end -}}
{{- end }}
