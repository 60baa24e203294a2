"""A headless Chromium driven by its own protocol over two pipes: real clicks, real keys, any window."""

import json
import os
import shutil
import signal
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Tab:
    """A page of the browser."""

    def __init__(self, sink: int, source: int) -> None:
        self._sink, self._source = sink, source
        self._number = 0
        self._rest = b""
        self._session: str | None = None
        self.problems: list[str] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: object) -> dict[str, Any]:
        """Calls the browser and waits for its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._sink, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self._note(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._source, 1 << 16)
            assert more, "the browser has gone"
            self._rest += more
        first, _, self._rest = self._rest.partition(b"\0")
        return json.loads(first)

    def _note(self, event: dict[str, Any]) -> None:
        """What a page must not do: fail, break its policy, ask for anything but itself."""
        params = event.get("params", {})
        match event.get("method"):
            case "Runtime.exceptionThrown":
                self.problems.append(params["exceptionDetails"].get("exception", {}).get("description", "exception"))
            case "Log.entryAdded":
                self.problems.append(params["entry"]["text"])
            case "Network.requestWillBeSent":
                url = params["request"]["url"]
                if not url.startswith(("file:", "about:")):
                    self.problems.append(f"asks for {url}")

    def open(self, page: Path, fragment: str = "", *, width: int = 1400, height: int = 900) -> None:
        """Loads a page in a window of that size."""
        self.size(width, height)
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=f"{page.as_uri()}{fragment}")
        self.evaluate("new Promise(go => document.readyState == 'complete' ? go() : addEventListener('load', go))")

    def size(self, width: int, height: int) -> None:
        """Sets the size of the window."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def evaluate(self, script: str) -> Any:
        """The value of an expression, or of the promise that it is."""
        result = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def settle(self) -> None:
        """Waits until what was changed is drawn."""
        self.evaluate("new Promise(go => requestAnimationFrame(() => requestAnimationFrame(() => go())))")

    def texts(self, selector: str) -> list[str]:
        """The words of all elements."""
        return self.evaluate(f"[...document.querySelectorAll({selector!r})].map(e => e.textContent.trim())")

    def visible(self, selector: str) -> bool:
        """Whether the middle of the first such element lies in the window, and nothing over it."""
        return self.evaluate(
            f"(() => {{ const e = document.querySelector({selector!r}); if (!e) return false;"
            "const b = e.getClientRects()[0]; if (!b) return false;"
            "const hit = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2);"
            "return !!hit && (e.contains(hit) || hit.contains(e)); })()"
        )

    def press(self, *keys: str) -> None:
        """Presses and releases keys, one after another."""
        for key in keys:
            text = "\r" if key == "Enter" else key if len(key) == 1 else ""
            code = {"Enter": 13, "Escape": 27, "Tab": 9}.get(key, 0)
            about: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": code}
            self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
            self.send("Input.dispatchKeyEvent", type="keyUp", **about)
        self.settle()

    def click(self, selector: str) -> None:
        """Clicks on the middle of the first such element, brought into sight."""
        x, y = self.evaluate(
            f"(() => {{ const e = document.querySelector({selector!r}); e.scrollIntoView({{block: 'nearest'}});"
            "const b = e.getClientRects()[0]; return [b.left + b.width / 2, b.top + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def picture(self, file: Path) -> None:
        """What the window shows, as PNG."""
        file.write_bytes(b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def paper(self) -> bytes:
        """The page printed, as PDF."""
        return b64decode(self.send("Page.printToPDF", preferCSSPageSize=True)["data"])


@contextmanager
def browser(profile: Path) -> Iterator[Tab]:
    """A tab of a browser that is closed in the end; skips the test where there is no browser."""
    if CHROMIUM is None:
        pytest.skip("no browser here")
    their_source, sink = os.pipe()
    source, their_sink = os.pipe()
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--hide-scrollbars", f"--user-data-dir={profile}", "--remote-debugging-pipe",
    ]  # fmt: skip
    actions = [
        (os.POSIX_SPAWN_DUP2, their_source, 3),
        (os.POSIX_SPAWN_DUP2, their_sink, 4),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    process = os.posix_spawn(CHROMIUM, command, os.environ, file_actions=actions, setpgroup=0)
    os.close(their_source)
    os.close(their_sink)
    try:
        yield Tab(sink, source)
    finally:
        os.close(sink)
        os.close(source)
        os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
