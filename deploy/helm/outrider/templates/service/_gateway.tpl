{{/* Every name that agents may call the gateway by; they stand in its certificate. */}}
{{- define "outrider.gateway.names" -}}
{{- $service := printf "%s-gateway-agents" (include "outrider.fullname" .) -}}
{{- $names := list $service (printf "%s.%s" $service .Release.Namespace) (printf "%s.%s.svc" $service .Release.Namespace) -}}
{{- concat .Values.gateway.agents.hostnames $names | join "," -}}
{{- end }}

{{/* Refuses what cannot lead TLS to the gateway: there is no name, or an address, which a handshake does not tell. */}}
{{- define "outrider.gateway.needHostnames" -}}
{{- if not .Values.gateway.agents.hostnames -}}
{{- fail "gateway.agents.hostnames is needed: the names that agents call, by which TLS is led to the gateway" -}}
{{- end -}}
{{- range .Values.gateway.agents.hostnames -}}
{{- if regexMatch "^([0-9]+[.]){3}[0-9]+$|:" . -}}
{{- fail (printf "gateway.agents.hostnames: %s is an address, but an Ingress or a TLSRoute leads TLS by names" .) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* The standard channel of the Gateway API serves v1 alone, from 1.5; older ones only the others. */}}
{{- define "outrider.gateway.tlsRouteVersion" -}}
{{- $group := "gateway.networking.k8s.io" -}}
{{- $found := printf "%s/v1alpha2" $group -}}
{{- range list "v1alpha3" "v1" -}}
{{- if $.Capabilities.APIVersions.Has (printf "%s/%s/TLSRoute" $group .) -}}
{{- $found = printf "%s/%s" $group . -}}
{{- end -}}
{{- end -}}
{{- $found -}}
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
