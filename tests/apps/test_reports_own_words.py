"""An association's own words in the application: added, read from a file, faults told all at once, in force, taken back, used."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stegvis.associations.models import Association, AuditEvent
from stegvis.associations.permissions import Role
from stegvis.reports.models import OwnWords
from support.checks import WRONG, send_report, sent
from support.people import make_association, make_user
from support.reporting import signed_in, words_of
from support.uploads import do_the_work

pytestmark = pytest.mark.django_db(databases=["default", "person"])

#: Its total is wrong, and is called something that Granska does not know.
UNKNOWN = WRONG.replace("Totalt", "Hela bygden")
TEXT = '[parts]\ntotal = ["hela bygden"]'


@pytest.fixture
def association(settings: Any, tmp_path: Path) -> Association:
    settings.MEDIA_ROOT = tmp_path
    return make_association("Norra")


@pytest.fixture
def anna(association: Association) -> Client:
    return signed_in(make_user("Anna", association))


def add(client: Client, kind: str = "total", words: str = "Hela bygden") -> Any:
    return client.post("/granska/ord/lagg-till/", {"kind": kind, "words": words}, follow=True)


def save(client: Client, text: str = "", **values: Any) -> Any:
    return client.post("/granska/ord/spara/", {"text": text, **values}, follow=True)


def in_force() -> str:
    row = OwnWords._base_manager.first()
    return row.text if row else ""


def test_words_that_are_added_hold_in_the_next_check(anna: Client) -> None:
    send_report(anna, UNKNOWN)
    assert sent().outcome["errors"] == 0
    assert "Inga egna ord" in words_of(anna.get("/granska/ord/"))
    answer = add(anna)
    assert "Summa: en rad eller kolumn" in words_of(answer)
    assert "hela bygden" in words_of(answer)
    send_report(anna, UNKNOWN, "annan.txt")
    assert sent().outcome["errors"] == 1


def test_a_document_that_was_checked_by_other_words_says_so_and_is_checked_again(anna: Client) -> None:
    send_report(anna, UNKNOWN)
    document = sent()
    assert "har ändrats sedan" not in words_of(anna.get(f"/granska/{document.pk}/"))
    add(anna)
    assert "har ändrats sedan" in words_of(anna.get(f"/granska/{document.pk}/"))
    for _twice in range(2):
        assert anna.post(f"/granska/{document.pk}/igen/").status_code == 302
    do_the_work()
    assert sent().outcome["errors"] == 1
    assert "har ändrats sedan" not in words_of(anna.get(f"/granska/{document.pk}/"))
    asked = AuditEvent.objects.filter(verb="ask_to_check_document")
    assert asked.count() == 2  # once when it was sent, once again


def test_more_words_are_put_beside_those_that_are_there(anna: Client) -> None:
    add(anna)
    add(anna, words="allt i allt, HELA  bygden,")
    add(anna, "result", "det som blev kvar")
    assert in_force() == (
        '[parts]\ntotal = ["hela bygden", "allt i allt"]\n\n[totals]\nbegin = ["hela bygden", "allt i allt"]\n\n'
        '[roles]\nresult = ["det som blev kvar"]\n\n[quantities.any]\nresult = ["det som blev kvar"]'
    )


@pytest.mark.parametrize(
    ("kind", "words", "said"),
    [("", "x", "Välj vad det är"), ("total", " , ", "Skriv vad ni kallar det"), ("total", "a" * 501, "fler än 500"),
     ("total", "(a+)+$", "Skriv ”(a+)+$” med bokstäver"), ("total", "a, !?", "Skriv ”!?” med")],
)  # fmt: skip
def test_what_is_no_word_is_not_added(anna: Client, kind: str, words: str, said: str) -> None:
    answer = add(anna, kind, words)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert not OwnWords._base_manager.exists()


def test_faults_are_told_all_at_once_with_their_lines_and_the_text_is_kept(anna: Client) -> None:
    text = (
        '[parts]\ntotal = ["summan"]\nalla = ["x"]\n\n[persons]\nnumber = "[1-4]"\n\n[marks]\nbalance = [["a"]]\n'
        "[totals]\nend = 3"
    )
    answer = save(anna, text)
    assert answer.status_code == 422
    told = words_of(answer)
    for said in ("rad 3", "rad 6", "rad 9", "rad 11", "sökmönster", "Menade du", "Orden är inte sparade"):
        assert said in told
    assert "alla = [" in told
    assert not OwnWords._base_manager.exists()
    assert "rad 1" in words_of(save(anna, "[parts"))


def test_a_file_takes_the_place_of_the_text_and_comes_out_the_same(anna: Client) -> None:
    file = SimpleUploadedFile("ord.toml", '[parts]\r\ntotal = ["hela bygden"] # så säger vi\r\n'.encode("utf-16"))
    save(anna, "[nej", file=file)
    assert in_force() == '[parts]\ntotal = ["hela bygden"] # så säger vi'
    answer = anna.get("/granska/ord/ord.toml")
    assert answer.content.decode() == in_force()
    assert 'filename="ord.toml"' in answer["Content-Disposition"]


def test_a_file_that_is_no_text_or_too_large_is_refused(anna: Client) -> None:
    large = SimpleUploadedFile("ord.toml", b"#" * 100_001)
    assert "större än 100 kB" in words_of(save(anna, file=large))
    assert "längre än 100 000" in words_of(save(anna, "#" * 100_001))
    assert anna.get("/granska/ord/ord.toml").content == b""


def test_the_latest_change_is_undone_and_earlier_words_are_taken_back(anna: Client) -> None:
    save(anna, TEXT)
    save(anna, TEXT)  # the same: nothing happens
    save(anna, TEXT.replace("hela", "halva"))
    first = OwnWords._base_manager.order_by("made_at").first()
    assert first is not None
    assert OwnWords._base_manager.count() == 2
    assert f"/granska/ord/{first.pk}/ta-tillbaka/" in anna.get("/granska/ord/").content.decode()
    answer = anna.post(f"/granska/ord/{first.pk}/ta-tillbaka/", follow=True)
    assert "De tidigare orden gäller igen" in words_of(answer)
    assert in_force() == TEXT
    save(anna)
    assert "Inga egna ord" in words_of(anna.get("/granska/ord/"))
    verbs = list(AuditEvent.objects.filter(verb__endswith="_words").order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["keep_words", "keep_words", "restore_words", "keep_words"]


def test_what_has_no_sentence_of_ours_is_shown_by_its_name(anna: Client) -> None:
    assert "persons.threshold" in words_of(save(anna, "[persons]\nthreshold = 10"))


def test_others_may_see_them_and_only_the_office_changes_them(anna: Client, association: Association) -> None:
    save(anna, TEXT)
    board = signed_in(make_user("Bo", association, Role.BOARD))
    words = words_of(board.get("/granska/ord/"))
    assert "hela bygden" in words
    assert "Lägg till" not in words
    assert save(board).status_code == 403


def test_words_are_an_associations_own(anna: Client) -> None:
    save(anna, TEXT)
    other = signed_in(make_user("Olle", make_association("Södra")))
    assert "hela bygden" not in words_of(other.get("/granska/ord/"))
    send_report(other, UNKNOWN)
    assert sent().outcome["errors"] == 0
