"""JSON-stat and PX files of other offices, written by other programs or by the standards' own examples."""

import json
from pathlib import Path

import pytest

from stegvis.files.json_stat import told_json_stat
from stegvis.files.printed import read_printed
from stegvis.files.px import told_px

PX = """CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="windows-1252";
LANGUAGE="sv";
LANGUAGES="sv","en";
MATRIX="M";
TITLE="Deltagare efter ålder; alla, "
"2020";
TITLE[en]="Participants";
CONTENTS="Deltagare";
UNITS="antal";
STUB="ålder";
HEADING="kön";
VALUES("ålder")="15 - 29","30 - 44","Totalt";
VALUES("kön")="Kvinnor","Män";
CODES("kön")="1","2";
VALUENOTE("kön","Män")="Med ; i";
DATA=
12 ".."
"-" 9
12 9
;
"""


def px(**changes: str) -> bytes:
    text = PX
    for old, new in changes.items():
        before = {"data": '12 ".."', "values": '"15 - 29",', "stub": 'STUB="ålder";', "page": "windows-1252"}[old]
        assert before in text
        text = text.replace(before, new)
    return text.encode("cp1252")


class TestPx:
    def test_what_it_says(self):
        table = told_px(px())
        assert table.title == "Deltagare efter ålder; alla,  2020"
        assert [(one.name, one.codes) for one in table.axes] == [
            ("ålder", ("15 - 29", "30 - 44", "Totalt")),
            ("kön", ("1", "2")),
        ]
        assert list(table.cells.values()) == [12, None, 0, 9, 12, 9]

    def test_as_another_program_reads_it(self, tmp_path):
        pyaxis = pytest.importorskip("pyaxis.pyaxis")
        (tmp_path / "a.px").write_bytes(px())
        frame = pyaxis.parse(str(tmp_path / "a.px"), encoding="cp1252")["DATA"]
        theirs = [{'"-"': "0", "nan": ".."}.get(str(one), str(one)) for one in frame["DATA"]]
        ours = [".." if one is None else str(one) for one in told_px(px()).cells.values()]
        assert theirs == ours

    def test_as_a_table_to_attack(self, tmp_path):
        (tmp_path / "a.px").write_bytes(px())
        (table,) = read_printed(tmp_path / "a.px").tables
        assert table.head.population == "participants"
        assert table.cells["15-29", "woman"] == 12
        assert table.cells["total", "man"] == 9

    def test_none_without_quotes(self):
        assert list(told_px(px(data="12 -")).cells.values())[:2] == [12, 0]

    def test_in_unicode(self):
        data = PX.replace("windows-1252", "utf-8").encode("utf-8")
        assert told_px(data).cells == told_px(b"\xef\xbb\xbf" + data).cells == told_px(px()).cells

    @pytest.mark.parametrize(
        "changes",
        [
            {"data": "12"}, {"data": "12 13 14"}, {"data": "12 1.5"}, {"data": "12 -3"}, {"data": "12 ja"}, {"values": ""},
            {"stub": ""}, {"stub": 'STUB="annat";'}, {"stub": "stub;"}, {"stub": 'KEYS("ålder")=VALUES;STUB="ålder";'},
            {"stub": 'STUB="ålder'}, {"stub": 'STUB="ålder"; X='}, {"page": "none-such"}, {"values": '"30 - 44",'},
        ],
    )  # fmt: skip
    def test_damaged(self, changes):
        with pytest.raises(ValueError, match=r"."):
            told_px(px(**changes))


DATASET = {
    "version": "2.0", "class": "dataset", "label": "Exits by reason, 2020", "id": ["reason", "sex"], "size": [2, 3],
    "dimension": {
        "reason": {"category": {"index": ["illness", "moved"]}},
        "sex": {"category": {"index": {"T": 2, "F": 0, "M": 1}, "label": {"F": "Women", "M": "Men", "T": "Total"}}},
    },
    "value": [9, None, 17, 6, 7, 13],
}  # fmt: skip


def dataset(**changes: object) -> bytes:
    return json.dumps({**DATASET, **changes}).encode("utf-8")


class TestJsonStat:
    def test_what_it_says(self, tmp_path: Path):
        (tmp_path / "a.json").write_bytes(dataset())
        (table,) = read_printed(tmp_path / "a.json").tables
        assert table.head.population == "exits"
        assert [one.codes for one in table.head.dimensions] == [("illness", "moved"), ("woman", "man", "total")]
        assert table.cells["illness", "man"] is None
        assert table.cells["moved", "total"] == 13

    def test_sparse_values_and_signs_for_hidden(self):
        told = told_json_stat(dataset(value={"0": 9, "2": "..", "5": 13.0}))
        assert list(told.cells.values()) == [9, None, None, None, None, 13]

    def test_as_another_program_writes_it(self):
        pyjstat = pytest.importorskip("pyjstat.pyjstat")
        pandas = pytest.importorskip("pandas")
        frame = pandas.DataFrame({"sex": ["F", "M"], "value": [9, 8]})
        told = told_json_stat(pyjstat.Dataset.read(frame).write().encode("utf-8"))
        assert told.cells == {("F",): 9, ("M",): 8}

    def test_a_dimension_of_one_category_has_only_a_label(self):
        told = told_json_stat(
            dataset(id=["sex"], size=[1], dimension={"sex": {"category": {"label": {"T": "Total"}}}}, value=[17])
        )
        assert told.axes[0].codes == ("T",)

    @pytest.mark.parametrize(
        "changes",
        [
            {"class": "collection"}, {"size": [2]}, {"size": [2, 4]}, {"size": [0, 3]}, {"size": [2000, 3000]},
            {"value": [1]}, {"value": ["a"] * 6}, {"value": [1.5] * 6}, {"value": [True] * 6}, {"value": [-1] * 6},
            {"dimension": {}}, {"dimension": None}, {"id": "no"}, {"size": ["a", "b"]}, {"value": None},
        ],
    )  # fmt: skip
    def test_damaged(self, changes):
        with pytest.raises(ValueError, match=r"."):
            told_json_stat(dataset(**changes))

    @pytest.mark.parametrize("data", [b"[]", b"\xff", b"[" * 100_000])
    def test_no_dataset(self, data):
        with pytest.raises(ValueError, match=r"."):
            told_json_stat(data)
