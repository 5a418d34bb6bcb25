"""The pieces of work that are measured. Each answers rows: work, figure, reach, floor."""

import re
import secrets
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tools.bench import floors
from tools.bench.client import Client
from tools.bench.houses import REFERENCE, House, signed_in
from tools.bench.meter import Cost, measure, pss_of, together

REPORT, FOUND, OK = "/report/what-happened/", 302, 200
WORDS = "told me at break that somebody in a game keeps asking for photographs and will not stop"
TEN_THOUSAND = timedelta(days=59)  # one each seven minutes, closed nine days after
RARE, MIDDLE, COMMON = "clown", "trainers", "told"


@dataclass(frozen=True)
class Row:
    work: str
    figure: str
    reach: str
    reached: bool
    floor: str = ""


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def reporting(port: int, role: str, codes: dict[str, str]) -> Callable[[], bool]:
    """Somebody who reports once more at every call: the form with its token, then the sending."""
    client = signed_in(port, role, codes=codes)
    page = client.get(f"{REPORT}?danger_now=no")[1]
    site = re.search(r'<option value="(\d+)"', page) or re.search(
        r'name="site_id" value="(\d+)"', page
    )
    hidden = client.form(f"{REPORT}?danger_now=no")

    def report() -> bool:
        fields = {
            **hidden,
            "danger_now": "no",
            "account": f"{WORDS} {secrets.token_hex(4)}",
            "about": "",
            "child_words": "",
            "send_key": secrets.token_urlsafe(16),
            "site_id": site[1] if site else "",
        }
        status, answer = client.post(REPORT, **fields)
        return status == FOUND and "/sent/" in answer

    return report


def bare(port: int, server: int) -> Cost:
    client = Client(port)
    return measure(lambda: client.get("/healthz")[0] == OK, times=300, server=server)


def one_report(house: House, server: int, codes: dict[str, str], floor: float) -> list[Row]:
    report = reporting(house.port, "Staff", codes)
    measure(report, times=10)
    cost = measure(report, times=150, server=server)
    ping = bare(house.port, server)
    figure = f"{ms(cost.p50)}, {ms(cost.cpu_each)} CPU ({cost.failures} failed)"
    beside = (
        f"bare request {ms(ping.p50)}, {ms(ping.cpu_each)} CPU: {cost.p50 / ping.p50:.1f} times;"
        f" durable insert {ms(floor)}"
    )
    reached = cost.p50 <= 0.012 and cost.cpu_each <= 0.010 and not cost.failures
    return [Row("one report over HTTP, one client", figure, "12 ms, 10 ms CPU", reached, beside)]


def sixteen(house: House, server: int, codes: dict[str, str], engine: str) -> list[Row]:
    acts = [reporting(house.port, "Staff", codes) for _ in range(16)]
    together(acts, times=2)
    cost = together(acts, times=25, server=server)
    figure = (
        f"{cost.rate:.0f}/s, p50 {ms(cost.p50)}, p95 {ms(cost.p95)}, {ms(cost.cpu_each)} CPU,"
        f" {cost.failures} failed"
    )
    reached = cost.rate >= 120 and cost.p95 <= 0.25 and not cost.failures
    reach = "at least 120/s, p95 at most 250 ms, no failure"
    return [Row(f"16 people report at once, {engine}", figure, reach, reached)]


def page(client: Client, path: str, server: int, *, times: int = 60) -> Cost:
    def ask() -> bool:
        return client.get(path)[0] == OK

    measure(ask, times=8)
    return measure(ask, times=times, server=server)


def desk(lead: Client, server: int) -> Cost:
    return page(lead, "/desk/?tab=closed", server)


def first_concern(lead: Client, tab: str = "closed") -> str:
    found = REFERENCE.search(lead.get(f"/desk/?tab={tab}")[1])
    if found is None:
        raise SystemExit("bench: the desk shows no concern")
    return f"/concern/{found[1]}/"


def searches(lead: Client, server: int) -> list[Row]:
    rows = []
    for kind, word in (("rare", RARE), ("middle", MIDDLE), ("common", COMMON)):
        cost = page(lead, f"/search/?words={word}", server, times=20)
        figure = f"{ms(cost.p50)}, p95 {ms(cost.p95)}, {ms(cost.cpu_each)} CPU"
        rows.append(Row(f"search a {kind} word", figure, "40 ms", cost.p50 <= 0.040))
    return rows


def export(lead: Client, server: int) -> list[Row]:
    """The newest ten thousand of a house: chosen by their days, taken out as one locked file."""
    day = datetime.now(tz=UTC).date() - TEN_THOUSAND
    said = {"purpose": "review", "recipient": "Bench", "part": "closed", "how": "csv"}
    said |= {"since_day": f"{day.day}", "since_month": f"{day.month}", "since_year": f"{day.year}"}
    token = lead.form("/export/")
    page = lead.post("/export/", **token, **said)[1]
    rows = re.search(r">([\d,]+) concerns", page)
    held = re.search(r'"held" value="([^"]+)', page)
    if rows is None or held is None:
        raise SystemExit("bench: nothing was prepared to take out")
    count = int(rows[1].replace(",", ""))
    before = pss_of(server)
    cost = measure(
        lambda: lead.post("/export/save/", **token, held=held[1])[0] == OK,
        times=5,
        server=server,
    )
    floor = min(floors.table_in_envelope(count) for _ in range(3))
    more = pss_of(server) - before
    figure = f"{cost.p50:.2f} s, {cost.cpu_each:.2f} s CPU, {more:+.0f} MiB after"
    beside = f"the same lines as CSV, pressed: {ms(floor)}, {cost.p50 / floor:.1f} times"
    reached = cost.p50 <= 2 and not cost.failures
    return [Row(f"take out {count:,} concerns, locked", figure, "2 s", reached, beside)]


def start(house: House) -> list[Row]:
    """From the command to the first page, and what the tree then holds in memory."""
    times, memory = [], 0.0
    for _ in range(5):
        with house.served() as (pid, took):
            times.append(took)
            memory = max(memory, pss_of(pid))
    took = statistics.median(times)
    return [
        Row("start to first page", f"{took:.2f} s", "3 s", took <= 3),
        Row("memory of web and worker (PSS)", f"{memory:.0f} MiB", "150 MiB", memory <= 150),
    ]
