FROM docker.io/library/python@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
COPY ["content/", "/opt/template/"]
WORKDIR /opt/template
USER 1000:1000
ENTRYPOINT ["python3", "main.py"]
