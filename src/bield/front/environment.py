"""What differs between places, read once from the environment, with plain errors."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[3]
SQLITE = {
    "transaction_mode": "IMMEDIATE",  # deferred ones fail at once when they turn into writers
    "timeout": 20,
    "init_command": "; ".join(
        f"PRAGMA {pragma}"
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # nothing acknowledged is lost, not even to a power cut
            "recursive_triggers=ON",  # else INSERT OR REPLACE goes round the ledger's triggers
            "secure_delete=ON",  # a destroyed key leaves no trace in free pages
            "temp_store=MEMORY",  # nothing spills to disk in clear
            "cache_size=-8000",  # of each connection, and they stay; what is mapped needs none
            "mmap_size=268435456",
            "journal_size_limit=67108864",
        )
    ),
}

# What may be set, the value when it is left out, and what it says (docs/reference/environment.md).
VARIABLES = {
    "PORT": ("`8000`", "where the pages are served on this machine, 127.0.0.1 only"),
    "BASE_URL": (
        "`http://localhost:PORT`",
        "the address people type; off loopback it begins with `https://`",
    ),
    "DATA_DIR": ("`./var`", "the folder of the SQLite database"),
    "KEY_FILE": (
        "`./var-keys/master.json`",
        "the master keys, made at the first start; must lie outside `DATA_DIR`",
    ),
    "MASTER_KEY": ("", "what the key file holds, for places that hand secrets over this way"),
    "DATABASE_URL": (
        "SQLite in `DATA_DIR`",
        "`postgresql://user:password@host/name`, or `sqlite:///path/to/file`",
    ),
    "EMAIL_URL": (
        "mail is kept and shown by `bield outbox`",
        (
            "`smtp://user:password@host:port`; `smtp+starttls://` or `smtps://` for TLS; end it"
            " with `?from=address` to name the sender"
        ),
    ),
    "LISTS_FOLDER": (
        "none",
        (
            "the folder in which other systems leave lists of people: one folder in it for each"
            " list, named as its page says; only read, never written to"
        ),
    ),
    "TRUSTED_PROXIES": ("none", "addresses or networks whose forwarding headers are believed"),
    "BIELD_WRITES": ("`inline`", "set by `bield serve` for its own children: `queued`"),
    "BIELD_PROCESS_SECRET": ("", "set by `bield serve` for its own children"),
}


class Misconfigured(Exception):
    """The environment asks for something that cannot be; the message names the mend."""


@dataclass(frozen=True)
class MailServer:
    """Who carries our mail. With no host there is none, and messages are kept."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False
    tls: bool = False
    sender: str = ""


@dataclass(frozen=True)
class Environment:
    port: int
    data_dir: Path
    key_file: Path
    static_root: Path
    base_url: str
    secret_key: str
    writes: str  # "queued" in the server, "inline" for one-shot commands and tests
    database: dict[str, Any]
    mail_server: MailServer
    catalogs: Path  # what the house has been translated into: docs/how-to/translate.md
    languages: list[tuple[str, str]]  # Django's code and its name, English first
    trusted_proxies: tuple[str, ...]
    lists_folder: Path | None
    allowed_hosts: list[str]
    master_key: str = field(default="", repr=False)  # what a key file holds, instead of the file

    @property
    def secure(self) -> bool:
        """Off loopback cookies are secure and HTTPS is required."""
        return self.base_url.startswith("https://")


def read(env: Mapping[str, str] = os.environ) -> Environment:
    port = _port(env.get("PORT", "8000"))
    data_dir = Path(env.get("DATA_DIR", "var")).absolute()
    base_url = env.get("BASE_URL", f"http://localhost:{port}").rstrip("/")
    return Environment(
        port=port,
        data_dir=data_dir,
        key_file=_key_file(env, data_dir),
        static_root=ROOT / "static-built",
        base_url=base_url,
        # Signs only the CSRF cookie; a fresh one at every start merely asks for the page again.
        # Processes of one server share it through the environment that `serve` sets.
        secret_key=env.get("BIELD_PROCESS_SECRET") or secrets.token_urlsafe(48),
        writes=env.get("BIELD_WRITES", "inline"),
        database=_database(env.get("DATABASE_URL", ""), data_dir),
        mail_server=_mail_server(env.get("EMAIL_URL", ""), base_url),
        catalogs=data_dir / "languages",
        languages=_languages(data_dir / "languages"),
        trusted_proxies=_proxies(env.get("TRUSTED_PROXIES", "")),
        lists_folder=Path(lists).absolute() if (lists := env.get("LISTS_FOLDER")) else None,
        allowed_hosts=_hosts(base_url),
        master_key=env.get("MASTER_KEY", ""),
    )


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Misconfigured(f"PORT is “{text}”. Set it to a number from 1 to 65535, like 8000.")
    return int(text)


def _key_file(env: Mapping[str, str], data_dir: Path) -> Path:
    key_file = Path(env.get("KEY_FILE", data_dir.parent / f"{data_dir.name}-keys" / "master.json"))
    key_file = key_file.absolute()
    if key_file.is_relative_to(data_dir):
        raise Misconfigured(
            f"KEY_FILE ({key_file}) lies inside DATA_DIR ({data_dir}), so a stolen copy of the data"
            " would carry its own keys. Set KEY_FILE to a path outside DATA_DIR."
        )
    return key_file


def _database(url: str, data_dir: Path) -> dict[str, Any]:
    if not url or url.startswith("sqlite:"):
        name = url.removeprefix("sqlite:").removeprefix("//") or str(data_dir / "bield.db")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            # A new connection reads the whole schema: more than half of a bare request.
            "CONN_MAX_AGE": None,
            "OPTIONS": dict(SQLITE),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Misconfigured(
            f"DATABASE_URL begins with “{parts.scheme}”. Use postgresql://user@host/name, or leave"
            " it out for SQLite."
        )
    host = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("host")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host) if host else (parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "bield"},
    }


def _languages(catalogs: Path) -> list[tuple[str, str]]:
    """A catalog counts once it is compiled: `bield languages`."""
    found = sorted(one.parents[1].name for one in catalogs.glob("*/LC_MESSAGES/django.mo"))
    codes = [name.replace("_", "-").lower() for name in found]
    return [("en-gb", "English"), *((code, code) for code in codes if code != "en-gb")]


MAIL_SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}  # and their usual ports


def _mail_server(url: str, base_url: str) -> MailServer:
    parts = urlsplit(url)
    sender = parse_qs(parts.query).get("from", [f"bield@{urlsplit(base_url).hostname}"])[0]
    if not url:
        return MailServer(sender=sender)
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname:
        raise Misconfigured(
            "EMAIL_URL cannot be read. Write it like smtp+starttls://user:password@host:587, or"
            " leave it out to keep messages here."
        )
    return MailServer(
        host=parts.hostname,
        port=parts.port or MAIL_SCHEMES[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        tls=parts.scheme == "smtps",
        sender=sender,
    )


def _proxies(text: str) -> tuple[str, ...]:
    networks = tuple(part.strip() for part in text.split(",") if part.strip())
    for network in networks:
        try:
            ip_network(network, strict=False)
        except ValueError:
            raise Misconfigured(
                f"TRUSTED_PROXIES names “{network}”. List addresses or networks, like 10.0.0.0/8."
            ) from None
    return networks


def _hosts(base_url: str) -> list[str]:
    host = urlsplit(base_url).hostname
    if not host:
        raise Misconfigured(
            f"BASE_URL is “{base_url}”. Write it in full, like https://safe.example.org."
        )
    return [host, *(["localhost", "127.0.0.1", "[::1]"] if is_loopback(host) else [])]


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
