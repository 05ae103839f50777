"""Parameters come in as JSON, outputs go out as JSON, the exit code says whether all is well."""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

parameters = json.loads(Path(os.environ["OUTRIDER_IN"], "parameters.json").read_text())

request = urllib.request.Request(parameters["url"])
if "token" in parameters:
    request.add_header("Authorization", "Bearer " + parameters["token"])

began = time.monotonic()
try:
    with urllib.request.urlopen(request, timeout=parameters["timeoutSeconds"]) as response:
        status = response.status
except urllib.error.HTTPError as error:
    status = error.code
except OSError as error:
    sys.exit(f"Expected an answer of {parameters['url']}, but {error}")
millis = round((time.monotonic() - began) * 1000)

Path(os.environ["OUTRIDER_OUT"], "outputs.json").write_text(json.dumps({"status": status, "millis": millis}))
print(f"{parameters['url']} answered {status} within {millis} ms")
if status not in parameters["expect"]:
    sys.exit(f"Expected one of {parameters['expect']}, but the status was {status}")
