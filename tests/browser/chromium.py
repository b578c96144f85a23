"""A headless Chromium over its DevTools protocol: opens a page, asks it, prints it."""

import json
import re
import subprocess
import tempfile
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import connect

_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # in a container Chromium's own sandbox has no rights to start
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--remote-debugging-port=0",
)

_SECONDS = 60.0


class Browser:
    """One running browser; every page is a tab of its own."""

    def __init__(self, program: str) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [program, *_FLAGS, f"--user-data-dir={self._folder.name}", "about:blank"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self._open = ExitStack()
        self._socket = self._open.enter_context(connect(self._address(), max_size=None))
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def _address(self) -> str:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if found := re.search(r"DevTools listening on (ws://\S+)", line):
                return found[1]
        raise AssertionError("Chromium ended before it listened")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()
        self._process.terminate()
        self._process.wait(timeout=20)
        if self._process.stderr is not None:
            self._process.stderr.close()
        self._folder.cleanup()

    def call(self, method: str, session: str | None = None, **parameters: object) -> Any:
        """The result of a command; events that come before it are kept."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv(timeout=_SECONDS))
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method: str, session: str) -> None:
        """Until an event of a tab has come."""
        while not any(
            one.get("method") == method and one.get("sessionId") == session for one in self.events
        ):
            self.events.append(json.loads(self._socket.recv(timeout=_SECONDS)))

    @contextmanager
    def page(self, file: Path) -> Iterator["Tab"]:
        """A file in a new tab, loaded, on a wide screen in the light."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, session, file)
        for domain in ("Page", "Runtime", "Log", "Network"):
            tab.call(f"{domain}.enable")
        tab.resize(1280)
        tab.media("screen")
        tab.call("Page.navigate", url=file.as_uri())
        self.wait_for("Page.loadEventFired", session)
        try:
            yield tab
        finally:
            self.call("Target.closeTarget", targetId=target)
            self.events = [one for one in self.events if one.get("sessionId") != session]


class Tab:
    """A loaded page."""

    def __init__(self, browser: Browser, session: str, file: Path) -> None:
        self._browser, self._session, self._file = browser, session, file

    def call(self, method: str, **parameters: object) -> Any:
        """The result of a command to this tab."""
        return self._browser.call(method, self._session, **parameters)

    def resize(self, width: int) -> None:
        """Give the page another width; it is not loaded again."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )

    def media(self, media: str, *, dark: bool = False) -> None:
        """Show the page on a screen or as in print, in the light or in the dark."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression; a promise is waited for."""
        found = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def complaints(self) -> list[Mapping[str, Any]]:
        """Errors of the console, exceptions, and requests for anything but the file itself."""
        self.ask("1")
        return [one for one in self._browser.events if self._complains(one)]

    def _complains(self, event: Mapping[str, Any]) -> bool:
        if event.get("sessionId") != self._session:
            return False
        parameters = event["params"]
        match event["method"]:
            case "Runtime.exceptionThrown":
                return True
            case "Runtime.consoleAPICalled":
                return bool(parameters["type"] in ("error", "warning"))
            case "Log.entryAdded":
                return bool(parameters["entry"]["level"] in ("error", "warning"))
            case "Network.requestWillBeSent":
                return bool(parameters["request"]["url"] != self._file.as_uri())
        return False

    def printed_pages(self, *, scale: float = 1.0) -> int:
        """How many pages of A4 the page prints to; a larger scale stands for wider fonts."""
        self.media("print")
        data = self.call(
            "Page.printToPDF",
            paperWidth=8.27,
            paperHeight=11.69,
            preferCSSPageSize=True,
            scale=scale,
        )["data"]
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", b64decode(data)))
