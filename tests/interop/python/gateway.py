"""A running gateway for tests that know nothing of its code: the shipped binary, a free port, a fresh directory."""

import json
import os
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """What a login answers is an address for the browser."""

    def redirect_request(self, *_):
        return None


# No proxy: the gateway is on loopback.
OPENER = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))


def http(method, url, body=None, headers=None):
    """Sends `body` (a dict as JSON, text as a form) and returns status, headers and text, whatever the status."""
    headers = dict(headers or {})
    if isinstance(body, dict):
        headers["content-type"], body = "application/json", json.dumps(body)
    data = body.encode() if body is not None else None
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    try:
        with OPENER.open(request) as response:
            return response.status, response.headers, response.read().decode()
    except urllib.error.HTTPError as response:
        with response:
            return response.status, response.headers, response.read().decode()


class Gateway:
    """Starts the binary that `DINHDANH_BIN` names, and waits until it answers."""

    def __init__(self):
        self._directory = tempfile.TemporaryDirectory()
        ready = Path(self._directory.name) / "ready.json"
        arguments = ["--listen", "127.0.0.1:0", "--data", f"{self._directory.name}/data", "--ready-file", str(ready)]
        arguments += ["--seed", "7", "--population", "100000", "--log", "warn"]
        binary = os.environ["DINHDANH_BIN"]
        self._process = subprocess.Popen([binary, "serve", *arguments], stdout=subprocess.PIPE)
        # The gateway greets after it has written the ready-file; an end without a greeting leaves no file.
        self._process.stdout.readline()
        self.ready = json.loads(ready.read_text())

    def stop(self):
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()
        self._directory.cleanup()

    def control(self, method, route, body):
        """Calls the control API and returns its answer, `None` if it has none."""
        control = self.ready["control"]
        headers = {"authorization": f"Bearer {control['token']}"}
        status, _, text = http(method, control["url"] + route, body, headers)
        if status >= 400:
            raise AssertionError(f"{method} {route}: expected success, got {status}: {text}")
        return json.loads(text) if text else None

    def client(self, client_id):
        """A seeded client, as the ready-file shows it."""
        return next(client for client in self.ready["clients"] if client["client_id"] == client_id)

    def citizen(self, *traits):
        """The first citizen who has each of these traits."""
        return next(citizen for citizen in self.ready["citizens"] if set(traits) <= set(citizen["traits"]))


def form(**fields):
    """A body of the token endpoint."""
    return urllib.parse.urlencode(fields)
