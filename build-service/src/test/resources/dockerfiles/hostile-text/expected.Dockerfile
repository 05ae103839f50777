FROM scratch
LABEL "a"="x\" y=\"z"
LABEL "b"="\$HOME \${PATH} \\"
LABEL "c"="# escape=`"
LABEL "d"="ünï ✓"
COPY ["content/", "/template/"]
WORKDIR /template
ENTRYPOINT ["/bin/sh", "line\nRUN evil", "back\\slash\\", "tab\tquote\"", "nel\u0085sep\u2028", "$HOME ${X}", "<<EOF", "\u0007", "grüße \ud83d\ude80"]
