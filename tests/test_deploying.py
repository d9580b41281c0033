"""What the pages about deploying tell people to copy: nginx really asks before every file, and page and file are the same."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from tests.browser_setup import chromium
from tests.sites import ROOT

DEPLOY = ROOT / "deploy"
PAGES = ROOT / "site" / "pages" / "deploying"
SHOWN = re.compile(r"`deploy/(?P<name>[^`]+)`:\n\n```\w*\n(?P<text>.*?)```", re.DOTALL)
HEADER = re.compile(r'^add_header (\S+) "([^"]+)" always;$', re.MULTILINE)
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
with_nginx = pytest.mark.skipif(not Path(NGINX).exists(), reason="no nginx on this machine")
AS_ROOT = "user root root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
"""Folders of tests are their owner's alone."""
GROUP = "casebook-coordinators"


def test_pages_show_the_files_as_they_are() -> None:
    shown = {
        found["name"]: found["text"]
        for page in sorted(PAGES.glob("*.md"))
        for found in SHOWN.finditer(page.read_text(encoding="utf-8"))
    }
    there = {path.relative_to(DEPLOY).as_posix(): path for path in DEPLOY.rglob("*") if path.is_file()}
    assert shown.keys() == there.keys()
    for name, text in shown.items():
        assert text == there[name].read_text(encoding="utf-8"), name


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """nginx with the sample behind it."""

    port: int

    def ask(self, path: str, cookie: str = "", method: str = "GET") -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of an answer."""
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=10, context=ssl._create_unverified_context()
        )
        connection.request(method, path, headers={"Cookie": cookie, "Host": "casebook.example.org"})
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return found


class Login(BaseHTTPRequestHandler):
    """What oauth2-proxy answers: 202, 401 or 403 when asked, and a page to sign in."""

    def do_GET(self) -> None:
        """Knows two readers, by their cookie."""
        asked = self.path.startswith("/oauth2/auth")
        known = re.search(r"reader=(\S+)", self.headers.get("Cookie", ""))
        allowed = known and self.path.endswith(f"allowed_groups={known[1]}")
        self.send_response(200 if not asked else 202 if allowed else 403 if known else 401)
        self.send_header("Content-Length", "7")
        self.end_headers()
        self.wfile.write(b"sign in")

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@pytest.fixture(scope="module")
def server(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """nginx with the configuration of the page: only addresses, paths and the certificate are this machine's."""
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    login = ThreadingHTTPServer(("127.0.0.1", 0), Login)
    threading.Thread(target=login.serve_forever, daemon=True).start()
    port = free_port()
    text = (DEPLOY / "nginx" / "casebook.conf").read_text(encoding="utf-8")
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("/etc/ssl/casebook/", f"{folder}/"),
        ("/etc/nginx/casebook/", f"{DEPLOY}/nginx/"),
        ("/srv/casebook/coordinator", str(sample)),
        ("127.0.0.1:4180", f"127.0.0.1:{login.server_port}"),
    ):
        assert old in text
        text = text.replace(old, new)
    key, certificate = str(folder / "privkey.pem"), str(folder / "fullchain.pem")
    make = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=casebook.example.org",
    ]
    subprocess.run([*make, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    whole = folder / "nginx.conf"
    whole.write_text(MAIN.format(folder=folder, servers=text, user=AS_ROOT), encoding="utf-8")
    start = [NGINX, "-c", str(whole), "-p", str(folder), "-e", str(folder / "error.log")]
    tried = subprocess.run([*start, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    running = subprocess.Popen([*start, "-g", "daemon off;"])
    wait_for(port)
    yield Server(port=port)
    running.terminate()
    running.wait(10)
    login.shutdown()
    login.server_close()


MAIN = """{user}
pid {folder}/nginx.pid;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{servers}
}}
"""


def wait_for(port: int) -> None:
    """Until somebody listens."""
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")


@with_nginx
def test_without_a_login_no_byte_of_any_file_is_given(server: Server, sample: Path) -> None:
    kinds = {path.suffix: path for path in sorted(sample.rglob("*")) if path.is_file()}
    assert len(kinds) > 5
    for path in kinds.values():
        status, headers, body = server.ask(f"/{path.relative_to(sample).as_posix()}")
        assert status in {302, 404}, path
        assert status == 404 or headers["Location"].startswith("https://casebook.example.org")
        assert path.read_bytes()[:200] not in body or not path.read_bytes()


@with_nginx
@pytest.mark.parametrize("path", ["/", "/index.html", "/search/search_index.json", "/nothing-here.html"])
def test_the_wrong_group_is_refused(server: Server, path: str) -> None:
    status, _, body = server.ask(path, cookie="reader=casebook-staff")
    assert status == 403
    assert len(body) < 1_000


@with_nginx
@pytest.mark.parametrize("path", ["/", "/index.html", "/providers/index.html", "/search/search_index.json"])
def test_who_is_let_in_gets_the_page_and_every_header(server: Server, path: str) -> None:
    status, headers, body = server.ask(path, cookie=f"reader={GROUP}")
    assert status == 200
    assert len(body) > 1_000
    assert {name: headers.get(name) for name in expected_headers()} == expected_headers()


@with_nginx
def test_headers_stand_on_refusals_and_missing_pages_too(server: Server) -> None:
    for path, cookie, wanted in (
        ("/index.html", "", 302),
        ("/index.html", "reader=x", 403),
        ("/none", f"reader={GROUP}", 404),
    ):
        status, headers, _ = server.ask(path, cookie=cookie)
        assert status == wanted
        assert expected_headers().items() <= headers.items()


@with_nginx
def test_files_beside_the_site_and_writing_are_refused(server: Server, sample: Path) -> None:
    for path in ("/.git/config", "/.casebook", "/../casebook.yml", "/%2e%2e/casebook.yml"):
        assert server.ask(path, cookie=f"reader={GROUP}")[0] in {400, 404}
    for method in ("POST", "PUT", "DELETE"):
        assert server.ask("/index.html", cookie=f"reader={GROUP}", method=method)[0] == 405


@with_nginx
def test_the_look_from_outside_tells_open_from_closed(server: Server, address: str) -> None:
    closed = look(f"https://127.0.0.1:{server.port}")
    assert (closed.returncode, closed.stdout.split(":")[0]) == (0, "closed")
    opened = look(address)
    assert opened.returncode == 1
    assert "open: " in opened.stdout
    assert "search_index.json" in opened.stdout
    nobody = look(f"http://127.0.0.1:{free_port()}")
    assert nobody.returncode == 1
    assert "cannot tell" in nobody.stdout


def look(site: str) -> subprocess.CompletedProcess[str]:
    """Runs the script that people run from outside."""
    return subprocess.run(
        ["sh", str(DEPLOY / "check-closed.sh"), site],
        env=os.environ | {"CURL_OPTIONS": "--insecure"},
        capture_output=True,
        text=True,
        check=False,
    )


@with_nginx
@pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine")
def test_the_site_works_behind_it(server: Server, browser: Browser) -> None:
    context = browser.new_context(ignore_https_errors=True, extra_http_headers={"Cookie": f"reader={GROUP}"})
    context.add_cookies([{"name": "reader", "value": GROUP, "url": f"https://127.0.0.1:{server.port}"}])
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    opened.goto(f"https://127.0.0.1:{server.port}/")
    opened.keyboard.press("/")
    opened.keyboard.type("harbour farm")
    opened.locator('.md-search-result__link[href*="harbour-farm"]').first.wait_for(timeout=10_000)
    context.close()
    assert troubles == []


def expected_headers() -> dict[str, str]:
    """The headers as nginx is told to send them."""
    return dict(HEADER.findall((DEPLOY / "nginx" / "headers.conf").read_text(encoding="utf-8")))


def test_azure_sends_the_same_headers_and_lets_nobody_in_without_the_role() -> None:
    read = json.loads((DEPLOY / "azure" / "staticwebapp.config.json").read_text(encoding="utf-8"))
    assert read["globalHeaders"] == expected_headers()
    assert read["routes"][-1] == {"route": "/*", "allowedRoles": ["coordinator"]}
    assert all(rule["statusCode"] == 404 for rule in read["routes"][:-1])
    assert "navigationFallback" not in read


def test_pipelines_stop_where_the_world_could_read() -> None:
    gitlab = yaml.safe_load((DEPLOY / "gitlab" / "gitlab-pages.yml").read_text(encoding="utf-8"))["pages"]
    assert '"$CI_PROJECT_VISIBILITY" = private' in gitlab["script"][0]
    assert gitlab["artifacts"] == {"paths": ["public"], "expire_in": "1 day", "access": "maintainer"}
    steps = yaml.safe_load((DEPLOY / "github" / "casebook-pages.yml").read_text(encoding="utf-8"))["jobs"]["publish"][
        "steps"
    ]
    assert steps[0]["name"] == "stop unless the site is private"
    assert steps[0]["run"].endswith("= false")


@pytest.mark.skipif(os.name == "nt", reason="there are no such rights on Windows")
def test_a_shared_folder_is_for_its_group_alone(tmp_path: Path) -> None:
    program = tmp_path / ".venv" / "bin" / "casebook"
    program.parent.mkdir(parents=True)
    program.write_text(
        '#!/bin/sh\nmkdir -p "$6/providers" && echo "$@" > "$6/providers/index.html"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    group = subprocess.run(["id", "-gn"], capture_output=True, text=True, check=True).stdout.strip()
    command = ["sh", str(DEPLOY / "shared-drive" / "publish.sh"), "staff", str(tmp_path / "out"), group]
    subprocess.run(command, cwd=tmp_path, check=True)
    page = tmp_path / "out" / "providers" / "index.html"
    assert page.read_text(encoding="utf-8") == f"build --offline --audience staff --out {tmp_path}/out\n"
    assert {oct(path.stat().st_mode & 0o777) for path in (page, page.parent)} == {"0o640", "0o750"}
