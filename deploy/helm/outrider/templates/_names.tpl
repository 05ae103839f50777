{{/* Names and labels. The context is the root, unless said otherwise. */}}

{{- define "outrider.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 30 | trimSuffix "-" -}}
{{- end }}

{{/* Prefix of every resource. 30 characters leave room for what follows: names of Services end at 63, begin with a letter, have no dots. */}}
{{- define "outrider.fullname" -}}
{{- $name := default (ternary .Release.Name (printf "%s-%s" .Release.Name (include "outrider.name" .)) (contains (include "outrider.name" .) .Release.Name)) .Values.fullnameOverride | replace "." "-" | trunc 30 | trimSuffix "-" -}}
{{- if not (regexMatch "^[a-z]" $name) -}}
{{- fail (printf "Expected a name that begins with a letter, as Services need it, but it is %s: set fullnameOverride" $name) -}}
{{- end -}}
{{- $name -}}
{{- end }}

{{/* Labels that select pods: never change after the first install. Context: root, component. */}}
{{- define "outrider.selector" -}}
app.kubernetes.io/name: {{ include "outrider.name" .root | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* Labels of a resource. Context: root, component. */}}
{{- define "outrider.labels" -}}
{{ include "outrider.selector" . }}
app.kubernetes.io/part-of: outrider
app.kubernetes.io/version: {{ .root.Chart.AppVersion | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* Labels of a pod: without versions of the chart, so that a new chart alone does not restart anything. Context: root, component, settings. */}}
{{- define "outrider.podLabels" -}}
{{ include "outrider.selector" . }}
app.kubernetes.io/part-of: outrider
{{- with .settings }}
{{- with .podLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- end }}

{{/* Image reference. Context: root, name, image (optional: repository, tag, digest). */}}
{{- define "outrider.image" -}}
{{- $own := .image | default dict -}}
{{- $all := .root.Values.image -}}
{{- $repository := $own.repository | default (printf "%s%s" (ternary (printf "%s/" $all.prefix) "" (ne $all.prefix "")) .name) -}}
{{- with $all.registry }}{{ . }}/{{ end }}{{ $repository -}}
{{- if $own.digest -}}
@{{ $own.digest }}
{{- else -}}
:{{ $own.tag | default $all.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "outrider.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
{{- end }}
