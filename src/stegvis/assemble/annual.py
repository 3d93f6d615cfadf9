"""The annual report (*årsredovisning*) of a year, in the national template's order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from stegvis.assemble import sheets
from stegvis.assemble.blocks import BLOCKS
from stegvis.assemble.counting import Tables
from stegvis.assemble.goals import assessments
from stegvis.assemble.material import Material, gather
from stegvis.assemble.notes import numbered
from stegvis.assemble.outline import Outline, Part, outline
from stegvis.assemble.prose import read_prose
from stegvis.core.checks import check
from stegvis.core.document import Block, Document, EmptySection, Section, Signatures
from stegvis.core.finance import rule_findings, rules
from stegvis.core.findings import Finding, Severity, Where, remark
from stegvis.core.package import Initiative, Package
from stegvis.core.periods import Period


@dataclass(frozen=True, slots=True)
class Assembly:
    """A report put together. `document` is None where a text names a figure that is not there; `draft` is then there all the
    same, with the name in the figure's place: for the writer's own eyes, and never stored."""

    document: Document | None
    findings: tuple[Finding, ...] = ()
    draft: Document | None = None


def annual_report(package: Package, year: int, tables: Tables, *, on: date) -> Assembly:
    """Put the year's annual report together from the package and released tables. `on`: the day of adoption, who signs."""
    found = gather(package, year, tables, on)
    material = replace(found, statements=numbered(found))
    assembler = _Assembler(material, outline("annual"))
    document = assembler.document()
    texts = (*assembler.findings, *_no_signatures(document, on))
    refused = any(one.severity is Severity.ERROR for one in texts)
    findings = (*texts, *_of_goals(material), *_of_money(material), *check(document))
    return Assembly(None if refused else document, findings, document)


def _no_signatures(document: Document, on: date) -> Iterator[Finding]:
    if not any(isinstance(block, Signatures) for block in document.blocks()):
        yield remark("DOC-006", Where("board.csv"), value=on)


def _of_goals(material: Material) -> Iterator[Finding]:
    """Goals whose figure is not there, or that the board assesses otherwise than the figures without saying why."""
    return (finding for one in assessments(material) for finding in one.findings)


def _of_money(material: Material) -> Iterator[Finding]:
    """What is wrong in the statements, each once, and the financial rules that are broken."""
    found = [one for statement in material.statements.values() for one in statement.findings]
    found += [*material.budget.findings, *rule_findings(rules(material.package, material.year))]
    seen: list[Finding] = []
    for finding in found:
        if finding not in seen:
            seen.append(finding)
            yield finding


@dataclass(slots=True)
class _Assembler:
    """Fills an outline from the material, and collects what there is to say of the texts on the way."""

    material: Material
    outline: Outline
    findings: list[Finding] = field(default_factory=list)

    def document(self) -> Document:
        """The whole document."""
        material, profile = self.material, self.material.package.profile
        return Document(
            kind="annual",
            language="sv",
            title=f"{self.outline.title} {material.year}",
            association=profile.name,
            organisation_number=profile.organisation_number,
            period=Period.year(material.year),
            subtitle=self.outline.subtitle.format(year=material.year),
            sections=tuple(self._sections(self.outline.parts)),
        )

    def _sections(self, parts: Sequence[Part]) -> Iterator[Section]:
        for part in parts:
            sections = tuple(self._sections(part.parts))
            if part.sheets:
                sections += tuple(self._appendices(len(sections) + 1))
            blocks = (*self._text(part, part.text), *self._blocks(part))
            if blocks or sections:
                yield Section(part.id, part.heading, blocks, sections, part.new_page)

    def _blocks(self, part: Part) -> Iterator[Block]:
        for name in part.blocks:
            yield from BLOCKS[name](self.material)

    def _text(self, part: Part, name: str) -> Iterator[Block]:
        """The text of a section, or where there is none and one is expected, a marked empty place."""
        file = f"texts/{name}.md"
        data = self.material.package.texts.get(name, b"") if name else b""
        written = read_prose(data, file, self.material.live)
        self.findings.extend(written.findings)
        if written.prose:
            yield written.prose
        elif part.hint:
            self.findings.append(remark("DOC-005", Where(file), value=part.heading, file=file))
            yield EmptySection(part.hint)

    def _appendices(self, first: int) -> Iterator[Section]:
        """A sheet for each initiative, numbered on from the appendices before them."""
        kinds = ("individual", "structural", "support")
        for number, initiative in enumerate(self.material.initiatives(*kinds), start=first):
            yield self._sheet(initiative, number)

    def _sheet(self, initiative: Initiative, number: int) -> Section:
        name = f"initiatives/{initiative.id}"
        written = any(text.startswith(f"{name}/") for text in self.material.package.texts)
        sections = tuple(self._sheet_sections(initiative, name, hinted=written))
        facts = tuple(sheets.facts(self.material, initiative))
        if not written:
            self.findings.append(remark("DOC-007", Where(f"texts/{name}"), value=initiative.name, file=f"texts/{name}"))
            facts = (*facts, EmptySection(self.outline.sheet_hint))
        heading = f"Bilaga {number}. {initiative.name}"
        return Section(f"initiative-{initiative.id}", heading, facts, sections, new_page=written)

    def _sheet_sections(self, initiative: Initiative, name: str, *, hinted: bool) -> Iterator[Section]:
        for part in self.outline.sheet:
            expected = part if hinted and not self._is_told(part, initiative) else replace(part, hint="")
            text = tuple(self._text(expected, f"{name}/{part.id}"))
            build = sheets.SECTIONS.get(part.id)
            blocks = (*text, *(build(self.material, initiative) if build else ()))
            if blocks:
                yield Section(f"initiative-{initiative.id}-{part.id}", part.heading, blocks)

    def _is_told(self, part: Part, initiative: Initiative) -> bool:
        """Whether what a section is for stands among the initiative's own words already."""
        return part.id == "target_group" and bool(initiative.target_group)
