FROM scratch
LABEL "io.outrider.template"="hello"
LABEL "io.outrider.version"="1.0.0"
COPY ["content/", "/template/"]
WORKDIR /template
ENTRYPOINT ["/bin/sh", "-c", "exec \"$TYPE_SHELL\" \"$TYPE_SCRIPT\" \"$@\"", "template"]
