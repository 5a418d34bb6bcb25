"""The pages of paper slips, and a slip that is typed in with the report."""

from django.urls import reverse

from bield.concerns.models import Concern, EnteredSlip, SlipBatch, SlipOutOfUse
from bield.concerns.slips import slip_number
from tests.concerns.telling import reported
from tests.concerns.test_slips import on_slip, printed
from tests.conftest import TODAY, Cast, SignIn
from tests.pages import LookingClient

REPORT = reverse("concerns:what-happened")


def typed(cast: Cast, **words: str) -> dict[str, str]:
    return {
        "danger_now": "no",
        "account": "As it stands on the slip.",
        "site_id": str(cast.oak.pk),
        "send_key": "typed in",
        **words,
    }


def test_a_lead_makes_slips_and_comes_to_the_sheets(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)

    made = client.send("/slips/", {"site_id": str(cast.oak.pk), "count": "3"})

    assert made["Location"] == f"/slips/{slip_number(1)}/print/"
    page = client.get(made["Location"]).content.decode()
    assert [page.count(f"<b>{slip_number(number)}</b>") for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert page.count("Who to call at once") == 3
    assert "0114 496 0101" in page, "social care, by the number of the place"
    assert "Ama Boateng, Designated safeguarding lead" in page


def test_what_is_wrong_is_said_beside_it_and_nothing_is_made(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)

    page = client.send("/slips/", {"site_id": "", "count": "ten"}).content.decode()
    many = client.send("/slips/", {"site_id": str(cast.oak.pk), "count": "999"}).content.decode()

    assert "Write how many as a number, like 10." in page
    assert 'value="ten"' in page
    assert "Print between 1 and 50 at once." in many
    assert not SlipBatch.objects.exists()


def test_a_slip_is_taken_out_of_use(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    first = printed(cast)
    sign_in(client, cast.ben)

    empty = client.send(f"/slips/{first}/{first}/out-of-use/", {}).content.decode()
    assert "Choose what became of it." in empty
    done = client.send(f"/slips/{first}/{slip_number(2)}/out-of-use/", {"why": "spoilt"})

    assert done["Location"] == f"/slips/{first}/"
    assert "Out of use: spoilt, and torn up" in client.get(done["Location"]).content.decode()
    assert SlipOutOfUse.objects.get().number == 2


def test_a_slip_that_was_not_printed_is_not_found(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    first = printed(cast)
    sign_in(client, cast.ama)

    for address in (slip_number(9), slip_number(2), "P-0001-X", "nothing"):
        assert client.get(f"/slips/{address}/").status_code == 404
        assert client.get(f"/slips/{address}/print/").status_code == 404
        assert client.get(f"/slips/{address}/{slip_number(2)}/out-of-use/").status_code == 404
        if address != slip_number(2):
            assert client.get(f"/slips/{first}/{address}/out-of-use/").status_code == 404
    assert client.get("/slips/?before=no").status_code == 200


def test_earlier_slips_are_on_the_next_page(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    for _ in range(21):
        printed(cast, 1)
    sign_in(client, cast.ama)

    newest = client.get("/slips/").content.decode()
    oldest = client.get("/slips/?before=2").content.decode()

    assert 'href="?before=2"' in newest
    assert slip_number(1) not in newest
    assert slip_number(1) in oldest
    assert "before=" not in oldest


def test_whoever_reports_types_a_slip_in(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    first = printed(cast)
    sign_in(client, cast.dev)
    today = TODAY.strftime("%d %m %Y")

    sent = client.send(
        REPORT,
        typed(
            cast, slip=first.lower(), paper_on=today, paper_time="14.10", paper_by="Kim Ashworth"
        ),
    )

    assert sent.status_code == 302
    kept = Concern.objects.get()
    assert (kept.source, EnteredSlip.objects.get().concern) == ("slip:", kept)
    sign_in(client, cast.ben)
    page = client.get(f"/concern/{kept.reference}/").content.decode()
    assert f"Slip {first}, Tuesday 3 March 2026 at 14:10, by Kim Ashworth" in page


def test_a_mistyped_number_is_said_beside_the_field_and_what_was_typed_stays(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    printed(cast)
    sign_in(client, cast.dev)

    page = client.send(REPORT, typed(cast, slip="P-0001-X", paper_on="3 3 2026")).content.decode()

    assert "This number does not fit." in page
    assert 'value="P-0001-X"' in page
    assert "As it stands on the slip." in page
    assert not Concern.objects.exists()


def test_a_second_try_leads_whoever_may_read_it_there_and_nobody_else(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    first = printed(cast)
    reference = reported(cast, intake=on_slip(first))
    again = typed(cast, slip=first, paper_on="3 3 2026")

    sign_in(client, cast.ivy)
    other = client.send(REPORT, again).content.decode()
    sign_in(client, cast.ben)
    deputy = client.send(REPORT, again).content.decode()

    assert "This slip has been entered already." in other
    assert reference not in other
    assert f'href="/concern/{reference}/"' in deputy


def test_a_child_is_not_asked_about_slips(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.joe)

    page = client.get(f"{REPORT}?danger_now=no").content.decode()

    assert "paper slip" not in page
    assert 'name="slip"' not in page


def test_a_half_typed_slip_is_kept_with_the_draft(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)

    client.send(reverse("concerns:keep-draft"), typed(cast, slip="P-00", paper_by="Kim"))

    page = client.get(f"{REPORT}?danger_now=no").content.decode()
    assert 'value="P-00"' in page
    assert 'value="Kim"' in page
