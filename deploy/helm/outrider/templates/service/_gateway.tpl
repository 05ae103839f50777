{{/* Every name that agents may call the gateway by; they stand in its certificate. */}}
{{- define "outrider.gateway.names" -}}
{{- $service := printf "%s-gateway-agents" (include "outrider.fullname" .) -}}
{{- $names := list $service (printf "%s.%s" $service .Release.Namespace) (printf "%s.%s.svc" $service .Release.Namespace) -}}
{{- concat .Values.gateway.agents.hostnames $names | join "," -}}
{{- end }}

{{- define "outrider.build.env" -}}
- name: OUTRIDER_BUILD_BUILDER
  value: daemonless
- name: OUTRIDER_BUILD_INSTANCE
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- with .Values.buildService.registry }}
{{- if .prefix }}
- name: OUTRIDER_BUILD_REGISTRY
  value: {{ .prefix | quote }}
{{- if .insecure }}
- name: OUTRIDER_BUILD_INSECURE_REGISTRIES
  value: "true"
{{- end }}
{{- if .existingSecret }}
- name: OUTRIDER_BUILD_REGISTRY_USER
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret | quote }}
      key: {{ .usernameKey | quote }}
- name: OUTRIDER_BUILD_REGISTRY_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret | quote }}
      key: {{ .passwordKey | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
