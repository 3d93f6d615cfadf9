"""The peers of counting: polars, pandas and hand-written SQL, each reading the same files for the same cells.

Each reads only the columns it needs, filters while it reads, and counts from what it holds in memory.
"""

from collections.abc import Callable

import numpy as np

from bench.meaning import COLUMNS, TABLES, Arithmetic, Cells, Question

_DAY_BITS, _INITIATIVE_BITS = 20, 22
_OPEN = (1 << _DAY_BITS) - 1


def polars(question: Question) -> Cells:
    """Lazily read, filtered and narrowed; counted eagerly from there."""
    import polars as pl

    start, end, sums = question.start, question.end, Arithmetic(question)
    never, destination = question.reasons("never"), question.reasons("destination")
    rows = (
        pl.scan_parquet(question.files("participations"))
        .select(COLUMNS)
        .filter(pl.col("last_day") >= start, pl.col("first_day") <= end, ~pl.col("exit_reason").is_in(never))
        .collect()
    )
    is_anonymous = pl.col("anonymous")
    days = pl.col("entered").to_physical().cast(pl.Int64) * (1 << _DAY_BITS) + pl.col("exited").to_physical().fill_null(
        _OPEN
    )
    present = rows.filter(
        ~is_anonymous, pl.col("entered") <= end, pl.col("exited").is_null() | (pl.col("exited") >= start)
    )
    present = present.with_columns(rank=days * (1 << _INITIATIVE_BITS) + pl.col("initiative"))
    anonymous = rows.filter(is_anonymous, pl.col("entered").is_between(start, end))
    latest = present.group_by("person").agg(pl.col("rank").max())
    persons = present.join(latest, on=["person", "rank"], how="semi").drop("rank")
    exits = rows.filter(~is_anonymous, pl.col("exited").is_between(start, end)).with_columns(
        months=pl.max_horizontal(
            1,
            (pl.col("exited").dt.year() - pl.col("entered").dt.year()) * 12
            + pl.col("exited").dt.month().cast(pl.Int32)
            - pl.col("entered").dt.month().cast(pl.Int32)
            + (pl.col("exited").dt.day() > pl.col("entered").dt.day()).cast(pl.Int32),
        )
    )
    units = {
        "participants": pl.concat([persons, anonymous]),
        "entrants": pl.concat([rows.filter(~is_anonymous, pl.col("entered").is_between(start, end)), anonymous]),
        "exits": exits,
        "discharged": exits.filter(pl.col("exit_reason").is_in(destination)),
        "referrals": rows.filter(
            ~is_anonymous, pl.coalesce(pl.col("referred"), pl.col("entered")).is_between(start, end)
        ),
    }
    for table, (population, column, _) in TABLES.items():
        counted = units[population].group_by(pl.col(column).fill_null(0), "sex").len()
        sums.add(table, counted[column].to_numpy(), counted["sex"].to_numpy(), counted["len"].to_numpy())
    pairs = present.select("person", "initiative").unique().join(persons.select("person", "sex"), on="person")
    own = pl.concat([pairs.select("initiative", "sex"), anonymous.select("initiative", "sex")])
    own = own.group_by("initiative", "sex").len()
    by_sex = np.bincount(units["participants"]["sex"].to_numpy(), minlength=len(sums.sexes))
    tallies = pl.scan_parquet(question.files("tallies")).filter(pl.col("end").is_between(start, end)).collect()
    summed = tallies.group_by("initiative", "measure", "sex").agg(pl.col("count").sum())
    sums.by_initiative(tuple(own[name].to_numpy() for name in own.columns), by_sex, summed.rows())
    return sums.cells


def pandas(question: Question) -> Cells:
    """Every row read, and filtered in pandas."""
    return _pandas(question, None)


def pandas_with_arrow(question: Question) -> Cells:
    """Read through Arrow with its filters, which leave out whole groups of rows before pandas sees them."""
    never = question.reasons("never")
    return _pandas(
        question,
        [("last_day", ">=", question.start), ("first_day", "<=", question.end), ("exit_reason", "not in", never)],
    )


def _pandas(question: Question, filters: object) -> Cells:
    import pandas as pd

    start, end, sums = pd.Timestamp(question.start), pd.Timestamp(question.end), Arithmetic(question)
    never, destination = question.reasons("never"), question.reasons("destination")
    rows = pd.read_parquet(question.files("participations"), columns=COLUMNS, filters=filters, dtype_backend="pyarrow")
    if filters is None:
        touching = (rows["last_day"] >= question.start) & (rows["first_day"] <= question.end)
        rows = rows[touching & ~rows["exit_reason"].isin(never)]
    rows = rows.drop(columns=["last_day", "first_day"])
    for name in ("entered", "exited", "referred"):
        rows[name] = rows[name].astype("datetime64[s]")
    for name in rows.columns.difference(["entered", "exited", "referred", "anonymous"]):
        rows[name] = rows[name].fillna(0).astype("int32")
    rows["anonymous"] = rows["anonymous"].astype(bool)
    named = rows[~rows["anonymous"]]
    present = named[(named["entered"] <= end) & (named["exited"].isna() | (named["exited"] >= start))]
    anonymous = rows[rows["anonymous"] & rows["entered"].between(start, end)]
    epoch, day = pd.Timestamp("1970-01-01"), pd.Timedelta("1D")
    left = ((present["exited"] - epoch) // day).fillna(_OPEN).astype("int64")
    rank = (((present["entered"] - epoch) // day) * (1 << _DAY_BITS) + left) * (1 << _INITIATIVE_BITS)
    present = present.assign(rank=rank + present["initiative"])
    persons = present.sort_values("rank").drop_duplicates("person", keep="last")
    exits = named[named["exited"].between(start, end)]
    whole = (
        (exits["exited"].dt.year - exits["entered"].dt.year) * 12 + exits["exited"].dt.month - exits["entered"].dt.month
    )
    months = (whole + (exits["exited"].dt.day > exits["entered"].dt.day)).clip(lower=1).astype("int64")
    exits = exits.assign(months=months)
    units = {
        "participants": pd.concat([persons, anonymous]),
        "entrants": pd.concat([named[named["entered"].between(start, end)], anonymous]),
        "exits": exits,
        "discharged": exits[exits["exit_reason"].isin(destination)],
        "referrals": named[named["referred"].fillna(named["entered"]).between(start, end)],
    }
    for table, (population, column, _) in TABLES.items():
        counted = units[population].groupby([column, "sex"], sort=False).size()
        values, sexes = (counted.index.get_level_values(level).to_numpy() for level in (0, 1))
        sums.add(table, values, sexes, counted.to_numpy())
    pairs = present[["person", "initiative"]].drop_duplicates().merge(persons[["person", "sex"]], on="person")
    own = (
        pd.concat([pairs[["initiative", "sex"]], anonymous[["initiative", "sex"]]])
        .groupby(["initiative", "sex"])
        .size()
    )
    initiatives, sexes = (own.index.get_level_values(level).to_numpy() for level in (0, 1))
    by_sex = np.bincount(units["participants"]["sex"].to_numpy(), minlength=len(sums.sexes))
    tallies = pd.read_parquet(
        question.files("tallies"), filters=[("end", ">=", question.start), ("end", "<=", question.end)]
    )
    summed = tallies.groupby(["initiative", "measure", "sex"])["count"].sum()
    found = [(*(int(one) for one in key), int(count)) for key, count in summed.items()]
    sums.by_initiative((initiatives, sexes, own.to_numpy()), by_sex, found)
    return sums.cells


_SQL = """
CREATE OR REPLACE TEMP TABLE touching AS SELECT {columns} FROM read_parquet({files})
  WHERE last_day >= DATE '{start}' AND first_day <= DATE '{end}' AND exit_reason NOT IN ({never});
CREATE OR REPLACE TEMP TABLE present AS SELECT person, sex, birth_year, education, time_on_public_support, municipality,
  income_before, groups, initiative,
  ((entered - DATE '1970-01-01') * (1 << 20) + coalesce(exited - DATE '1970-01-01', (1 << 20) - 1)) * (1 << 22)
  + initiative AS rank
  FROM touching WHERE NOT anonymous AND entered <= DATE '{end}' AND (exited IS NULL OR exited >= DATE '{start}');
CREATE OR REPLACE TEMP TABLE persons AS SELECT * FROM present
  SEMI JOIN (SELECT person, max(rank) AS rank FROM present GROUP BY person) USING (person, rank);
CREATE OR REPLACE TEMP TABLE anonymous AS SELECT sex, initiative, birth_year, education, time_on_public_support, municipality,
  income_before, groups FROM touching WHERE anonymous AND entered BETWEEN DATE '{start}' AND DATE '{end}';
CREATE OR REPLACE TEMP TABLE participants AS SELECT * EXCLUDE (person, rank) FROM persons UNION ALL BY NAME FROM anonymous;
CREATE OR REPLACE TEMP VIEW entrants AS SELECT * FROM touching WHERE entered BETWEEN DATE '{start}' AND DATE '{end}';
CREATE OR REPLACE TEMP TABLE exits AS SELECT sex, exit_reason, exit_destination, income_before, income_after, occupation_before,
  occupation_after, greatest(1, (year(exited) - year(entered)) * 12 + month(exited) - month(entered)
  + (day(exited) > day(entered))::INT) AS months
  FROM touching WHERE NOT anonymous AND exited BETWEEN DATE '{start}' AND DATE '{end}';
CREATE OR REPLACE TEMP VIEW discharged AS SELECT * FROM exits WHERE exit_reason IN ({destination});
CREATE OR REPLACE TEMP VIEW referrals AS SELECT sex, referrer FROM touching
  WHERE NOT anonymous AND coalesce(referred, entered) BETWEEN DATE '{start}' AND DATE '{end}';
"""
_OWN = """
SELECT initiative, sex, count(*) AS n FROM (
  SELECT pairs.initiative, persons.sex FROM (SELECT DISTINCT person, initiative FROM present) pairs JOIN persons USING (person)
  UNION ALL SELECT initiative, sex FROM anonymous) GROUP BY ALL
"""


def sql(question: Question) -> Cells:
    """DuckDB, as one would write it by hand: what is common once, then a query a table."""
    import duckdb

    connection, sums = duckdb.connect(config={"memory_limit": "2GB"}), Arithmetic(question)
    connection.execute("SET preserve_insertion_order = false")
    fill = {
        "columns": ", ".join(COLUMNS),
        "files": str(question.files("participations")),
        "start": question.start,
        "end": question.end,
        "never": ", ".join(map(str, question.reasons("never"))),
        "destination": ", ".join(map(str, question.reasons("destination"))),
    }
    connection.execute(_SQL.format(**fill))
    for table, (population, column, _) in TABLES.items():
        query = f"SELECT coalesce({column}, 0) AS value, sex, count(*) AS n FROM {population} GROUP BY ALL"  # noqa: S608
        counted = connection.execute(query).fetchnumpy()
        sums.add(table, counted["value"], counted["sex"], counted["n"])
    own = connection.execute(_OWN).fetchnumpy()
    by_sex = np.zeros(len(sums.sexes), "int64")
    for sex, count in connection.execute("SELECT sex, count(*) FROM participants GROUP BY sex").fetchall():
        by_sex[sex] = count
    chosen = f""""end" BETWEEN DATE '{question.start}' AND DATE '{question.end}' GROUP BY ALL"""
    read = f"FROM read_parquet({question.files('tallies')}) WHERE {chosen}"
    tallies = f"SELECT initiative, measure, sex, sum(count)::BIGINT {read}"
    sums.by_initiative(
        tuple(own[name] for name in ("initiative", "sex", "n")), by_sex, connection.execute(tallies).fetchall()
    )
    return sums.cells


def stegvis_of(question: Question) -> Callable[[], Cells]:
    """Ours: the catalogue's tables of an opened snapshot; nothing of an earlier count is kept."""
    from dataclasses import replace

    from stegvis.core.catalogue import CATALOGUE
    from stegvis.core.periods import Period
    from stegvis.engine import tabulate_all
    from stegvis.engine.opening import open_snapshot
    from stegvis.engine.snapshot import Kept

    opened = open_snapshot(question.folder).snapshot
    assert opened
    specs = tuple(spec for name, spec in CATALOGUE.items() if name in _NAMES)

    def count() -> Cells:
        tables = tabulate_all(specs, replace(opened, kept=Kept()), Period.year(question.year))
        return {(table.head.name, *key): value for table in tables for key, value in table.cells.items() if value}

    return count


_NAMES = {name.partition("/")[0] for name in TABLES} | {"participants-by-initiative", "tallies-by-measure"}


def peer(name: str, question: Question) -> Callable[[], Cells]:
    """How one of them counts all tables of a year."""
    if name == "stegvis":
        return stegvis_of(question)
    found = {"polars": polars, "pandas": pandas, "pandas with Arrow's filters": pandas_with_arrow, "sql": sql}[name]
    return lambda: found(question)
