{{/* Every topic of Outrider; a test compares the list with the module schemas. */}}
{{- define "outrider.topics" -}}
topics:
  - outrider.template-events.v1
  - outrider.build-requests.v1
  - outrider.build-events.v1
  - outrider.events.v1
  - outrider.job-requests.v1
  - outrider.job-events.v1
  - outrider.task-commands.v1
  - outrider.task-events.v1
  - outrider.task-logs.v1
  - outrider.node-events.v1
  - outrider.dead-letters.v1
{{- end }}
