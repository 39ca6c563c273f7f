"""A headless Chromium, driven by its own driver over HTTP: nothing to install but the two programs."""

# ruff: noqa: S310, S603 - what is started and called is the browser's own driver on this machine

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

PROGRAMS = ("chromium", "chromedriver")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how WebDriver names a reference to an element


class Browser:
    """One window of a browser; keys are pressed on the element that has the focus."""

    def __init__(self, session: str) -> None:
        self._session = session

    def call(self, command: str, **arguments: Any) -> Any:
        return _post(f"{self._session}/{command}", arguments)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.call("execute/sync", script=script, args=list(arguments))

    def press(self, keys: str) -> None:
        [focused] = self.run("return [document.activeElement]")
        self.call(f"element/{focused[ELEMENT]}/value", text=keys)

    def size(self, width: int, height: int) -> None:
        self.call("goog/cdp/execute", cmd="Emulation.setDeviceMetricsOverride", params={
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500,
        })  # fmt: skip

    def prefer(self, scheme: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params={"features": features})


@contextmanager
def browser(*, scripts: bool = True) -> Iterator[Browser]:
    """Start a browser, with scripts of pages or without, and stop it at the end."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen(
        [shutil.which("chromedriver") or "", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,900"]
        options: dict[str, Any] = {"binary": shutil.which("chromium"), "args": arguments}
        if not scripts:
            options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        capabilities = {
            "alwaysMatch": {
                "browserName": "chrome",
                "goog:chromeOptions": options,
                "goog:loggingPrefs": {"browser": "ALL"},
            }
        }
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/status")
        session = f"{url}/session/{_post(f'{url}/session', {'capabilities': capabilities})['sessionId']}"
        try:
            yield Browser(session)
        finally:
            _send(Request(session, method="DELETE"))
    finally:
        driver.terminate()
        driver.wait()


def _wait(url: str) -> None:
    for _ in range(100):
        try:
            _send(Request(url))
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


def _post(url: str, content: dict[str, Any]) -> Any:
    return _send(Request(url, json.dumps(content).encode(), {"Content-Type": "application/json"}))


def _send(request: Request) -> Any:
    with urlopen(request, timeout=120) as answer:
        return json.load(answer)["value"]
