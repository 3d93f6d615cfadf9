"""Rows of the person zone. No relation leaves this database: other rows are plain ids and small copies.

`privacy` of each model says of every column its purpose, its class and how long it is kept; a test holds that none is missing.
An import writes its rows with its batch and marks those that it replaces with `replaced_by`; they are seen, and the others
gone, from the moment that the batch is done in the association's database. A changed row then takes over the id of the one
that it `replaces`.
"""

from typing import ClassVar, NamedTuple

from django.db import models
from django.db.models import F, Q

from stegvis.associations.rows import ChainedEvent, ChainHead, Row
from stegvis.associations.scope import Scoped
from stegvis.associations.sealed import SealedField


class Privacy(NamedTuple):
    """Why a column is there, how sensitive it is and how long it is kept."""

    purpose: str
    sensitivity: str
    retention: str


UNTIL_DISPOSAL = "until the controller's recorded disposal decision"
WITH_ROW = "as long as its row"
_KEPT = "as long as what was published"
_TECHNICAL = Privacy("finds and orders rows", "technical", WITH_ROW)
_BATCH = Privacy("makes an import one thing over both databases", "technical", "until the batch is settled")
_COUNTED = Privacy("counted in the released tables", "personal", UNTIL_DISPOSAL)
_HEALTH = Privacy("counted in the released tables; may tell of health", "sensitive", UNTIL_DISPOSAL)
_ROW = {"id": _TECHNICAL, "version": _TECHNICAL, "association_id": _TECHNICAL}
_BATCHED = {**_ROW, "batch_id": _BATCH, "replaced_by": _BATCH, "replaces": _BATCH}


class PersonRow(Row, Scoped):
    """A row of one association, known here by its id only."""

    scope_path = "association_id"

    association_id = models.UUIDField()

    class Meta:
        abstract = True


class Batched(PersonRow):
    """A row that an import brings: from which batch, which batch takes its place, and whose place it takes."""

    batch_id = models.UUIDField(null=True)
    replaced_by = models.UUIDField(null=True)
    replaces = models.UUIDField(null=True)

    class Meta:
        abstract = True


class InitiativeCopy(PersonRow):
    """What the person zone needs of an initiative: its id, its code and the most that it may hold."""

    code = models.CharField(max_length=100)
    registration = models.CharField(max_length=20)
    party_owned = models.BooleanField(default=True)

    privacy: ClassVar = {
        **_ROW,
        "code": Privacy("tells which initiative a row is of", "open", WITH_ROW),
        "registration": Privacy("limits what may be kept", "open", WITH_ROW),
        "party_owned": Privacy("tells which tallies belong here", "open", WITH_ROW),
    }

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association_id", "code"], name="initiative_copy_once"),
            models.CheckConstraint(condition=~Q(code=""), name="initiative_copy_has_code"),
        ]

    def __str__(self) -> str:
        return self.code


class Participant(PersonRow):
    """A person, known by a pseudonym that only the party can resolve: sealed, and found by an index that tells nothing."""

    pseudonym = SealedField()
    pseudonym_index = models.BinaryField(max_length=32)

    privacy: ClassVar = {
        **_ROW,
        "pseudonym": Privacy("lets the party tell whose row it is", "identifying, sealed", UNTIL_DISPOSAL),
        "pseudonym_index": Privacy("finds the same person again", "identifying, keyed hash", UNTIL_DISPOSAL),
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association_id", "pseudonym_index"], name="participant_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Participation(Batched):
    """One person's time in one initiative, from entry to exit. Without a participant: an anonymous row.

    A code is kept with its edition (`sus-2020/illness`); several with spaces between.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, null=True, related_name="participations", db_index=False
    )
    initiative = models.ForeignKey(
        InitiativeCopy, on_delete=models.CASCADE, related_name="participations", db_index=False
    )
    registration = models.CharField(max_length=20)
    sex = models.CharField(max_length=20)
    entered = models.DateField()
    birth_year = models.PositiveSmallIntegerField(null=True)
    municipality = models.CharField(max_length=200, blank=True)
    site = models.CharField(max_length=100, blank=True)
    groups = models.CharField(max_length=500, blank=True)
    education = models.CharField(max_length=100, blank=True)
    time_on_public_support = models.CharField(max_length=100, blank=True)
    income_before = models.CharField(max_length=500, blank=True)
    occupation_before = models.CharField(max_length=500, blank=True)
    referrer = models.CharField(max_length=200, blank=True)
    referred = models.DateField(null=True)
    stage = models.CharField(max_length=200, blank=True)
    exited = models.DateField(null=True)
    exit_reason = models.CharField(max_length=100, blank=True)
    exit_destination = models.CharField(max_length=100, blank=True)
    income_after = models.CharField(max_length=500, blank=True)
    occupation_after = models.CharField(max_length=500, blank=True)
    followed_up = models.DateField(null=True)
    occupation_at_follow_up = models.CharField(max_length=500, blank=True)
    content_hash = models.BinaryField(max_length=16)

    privacy: ClassVar = {
        **_BATCHED,
        **dict.fromkeys(
            (
                "sex", "entered", "birth_year", "municipality", "groups", "education", "referrer", "referred", "stage",
                "exited", "exit_destination", "followed_up", "registration",
            ),
            _COUNTED,
        ),
        **dict.fromkeys(
            (
                "time_on_public_support", "income_before", "income_after", "exit_reason", "occupation_before",
                "occupation_after", "occupation_at_follow_up",
            ),
            _HEALTH,
        ),
        "participant_id": Privacy("counts a person once", "personal", UNTIL_DISPOSAL),
        "initiative_id": Privacy("tells which initiative the row is of", "personal", UNTIL_DISPOSAL),
        "site": Privacy("tells which party is controller", "personal", UNTIL_DISPOSAL),
        "content_hash": Privacy("tells whether an import changes the row", "personal", WITH_ROW),
    }  # fmt: skip

    class Meta:
        # Few and short: each is written once a row, and very many rows come at a time.
        indexes: ClassVar = [models.Index(fields=["association_id", "initiative"], name="participation_of_initiative")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "initiative", "entered"],
                condition=Q(replaced_by=None),
                name="participation_once",
            ),
            models.CheckConstraint(
                condition=Q(registration="anonymous", participant=None)
                | (~Q(registration="anonymous") & Q(participant__isnull=False)),
                name="participation_is_anonymous_or_someones",
            ),
            models.CheckConstraint(
                condition=Q(exited=None) | Q(exited__gte=F("entered")), name="participation_exit_not_before_entry"
            ),
            models.CheckConstraint(
                condition=Q(exited=None, exit_reason="", exit_destination="")
                | (Q(exited__isnull=False) & ~Q(exit_reason="")),
                name="participation_exit_has_reason_and_date",
            ),
            models.CheckConstraint(condition=~Q(sex=""), name="participation_has_sex"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PartyTally(Batched):
    """A number of persons counted without rows in an initiative that a party owns."""

    initiative = models.ForeignKey(InitiativeCopy, on_delete=models.CASCADE, related_name="tallies")
    starts = models.DateField()
    ends = models.DateField()
    measure = models.CharField(max_length=50)
    sex = models.CharField(max_length=20)
    municipality = models.CharField(max_length=200, blank=True)
    party = models.CharField(max_length=100, blank=True)
    count = models.PositiveIntegerField()
    estimated = models.BooleanField(default=False)

    privacy: ClassVar = {
        **_BATCHED,
        **dict.fromkeys(("starts", "ends", "measure", "sex", "municipality", "party", "count", "estimated"), _COUNTED),
        "initiative_id": Privacy("tells which initiative the row is of", "personal", UNTIL_DISPOSAL),
    }

    class Meta:
        verbose_name_plural = "party tallies"
        indexes: ClassVar = [models.Index(fields=["association_id"], name="party_tally_of_association")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["initiative", "starts", "ends", "measure", "sex", "municipality", "party", "estimated"],
                condition=Q(replaced_by=None),
                name="party_tally_once",
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="party_tally_ends_after_start"),
            models.CheckConstraint(condition=~Q(measure="") & ~Q(sex=""), name="party_tally_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.starts}"


class ParticipantAnswer(Batched):
    """One participant's answer to one question. Nothing ties it to a participation or to the person's other answers."""

    position = models.PositiveIntegerField()
    round = models.CharField(max_length=100)
    survey = models.CharField(max_length=200)
    respondent_group = models.CharField(max_length=50)
    initiative = models.CharField(max_length=100, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    question = models.CharField(max_length=300)
    value = models.TextField(blank=True)

    privacy: ClassVar = {
        **_BATCHED,
        **dict.fromkeys(("round", "survey", "respondent_group", "initiative", "sex", "question", "value"), _COUNTED),
        "position": _TECHNICAL,
    }

    class Meta:
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [models.Index(fields=["association_id", "round"], name="answer_of_round")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(round="") & Q(respondent_group__startswith="participant"), name="answer_of_a_participant"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class CountCertificate(PersonRow):
    """A lead's word that the counts of an initiative and a period are right (*intyg*).

    `content_hash` names the rows that it is about: it is void from the moment that they are others.
    """

    initiative = models.ForeignKey(InitiativeCopy, on_delete=models.CASCADE, related_name="certificates")
    period = models.CharField(max_length=20)
    by = models.CharField(max_length=200)
    on = models.DateField()
    content_hash = models.CharField(max_length=64)

    privacy: ClassVar = {
        **_ROW,
        **dict.fromkeys(
            ("initiative_id", "period", "by", "on"), Privacy("says who answers for a published figure", "open", _KEPT)
        ),
        "content_hash": Privacy("tells whether the rows are those that were certified", "technical", _KEPT),
    }

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["initiative", "period", "content_hash"], name="certified_once_for_the_same_rows"
            ),
            models.CheckConstraint(condition=~Q(by="") & ~Q(period=""), name="certificate_has_name_and_period"),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.by}"


class PublicationDraft(PersonRow):
    """Tables of a period on their way to be published: what was chosen, what was proposed, what the auditor found.

    `counted`: the tables with something counted, None before it is known; `tables`: those of them chosen; `chosen`: the form
    of each by its grouping.
    `proposals` and `trial` hold protected tables only, never a count; `proposed_of` and `tried_of` name the rows, the register
    and the policy that they were made of. Decided: a named person has given the reason; released: it is published.
    """

    class State(models.TextChoices):
        """Where a draft is."""

        OPEN = "open"
        DECIDED = "decided"
        RELEASED = "released"

    period = models.CharField(max_length=20)
    counted = models.JSONField(null=True)
    tables = models.JSONField(default=list)
    chosen = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    started_by = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    proposals = models.JSONField(default=list)
    proposed_of = models.CharField(max_length=64, blank=True)
    trial = models.JSONField(null=True)
    tried_of = models.CharField(max_length=64, blank=True)
    tried_at = models.DateTimeField(null=True)
    job = models.UUIDField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    problem = models.CharField(max_length=20, blank=True)

    privacy: ClassVar = {
        **_ROW,
        **dict.fromkeys(
            ("period", "counted", "tables", "chosen", "state", "started_by", "started_at", "deleted_at", "decided_by",
             "decided_at", "reason"),
            Privacy("says what was published, by whom and why", "open", _KEPT),
        ),
        **dict.fromkeys(("proposals", "trial"), Privacy("protected tables, not yet published", "protected", _KEPT)),
        **dict.fromkeys(
            ("proposed_of", "tried_of", "tried_at", "job", "problem"),
            Privacy("tells whether what was proposed is still so", "technical", _KEPT),
        ),
    }  # fmt: skip

    class Meta:
        ordering: ClassVar = ["-started_at"]
        indexes: ClassVar = [models.Index(fields=["association_id", "state"], name="draft_of_association")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(period="") & ~Q(started_by=""), name="draft_has_period_and_name"),
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(decided_by="") & ~Q(reason="") & Q(decided_at__isnull=False)),
                name="draft_is_decided_by_someone_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.state}"


class PersonBatch(PersonRow):
    """An import's rows in this database. `settled_at` None: start-up finishes it or removes what it left."""

    started_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    privacy: ClassVar = {**_ROW, "started_at": _BATCH, "settled_at": _BATCH}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["association_id"], condition=Q(settled_at=None), name="one_open_person_batch"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PersonLogHead(ChainHead):
    """The end of the person zone's log."""

    privacy: ClassVar = dict.fromkeys(("id", "sequence", "digest", "seal"), _TECHNICAL)


class PersonEvent(ChainedEvent):
    """What was done in the person zone: who, when, what and why, never whose values."""

    head = PersonLogHead
    zone = "person"

    privacy: ClassVar = {
        **dict.fromkeys(
            (
                "id", "sequence", "at", "by", "verb", "association_id", "kind", "object_id", "reason", "details",
                "previous", "digest",
            ),
            Privacy("shows who did what with personal data", "technical", "as long as the log is kept"),
        )
    }  # fmt: skip
