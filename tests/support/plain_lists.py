"""What the plain counter prints tables by: written out once more, since it shares nothing with the engine."""

#: Table: who is counted, the column it is printed by, the attribute, the list.
SIMPLE = {
    "participants-by-age": ("participants", "age_band"),
    "participants-by-education": ("participants", "education"),
    "participants-by-time-on-support": ("participants", "time_on_public_support"),
    "participants-by-municipality": ("participants", "municipality"),
    "participants-by-income": ("participants", "income_source"),
    "participants-by-group": ("participants", "group"),
    "entrants-by-municipality": ("entrants", "municipality"),
    "entrants-by-income": ("entrants", "income_source"),
    "entrants-by-time-on-support": ("entrants", "time_on_public_support"),
    "entrants-by-age": ("entrants", "age_band"),
    "entrants-by-education": ("entrants", "education"),
    "exits-by-time": ("exits", "time_in_initiative"),
    "exits-by-reason": ("exits", "exit_reason"),
    "exits-by-destination": ("exits-with-destination", "exit_destination"),
    "referrals-by-referrer": ("referrals", "referrer"),
    "waiting-time": ("entrants", "waiting_time"),
    "entrants-by-month": ("named-entrants", "entered_month"),
    "exits-by-month": ("exits", "exited_month"),
    "time-to-exit-by-reason": ("exits", "exit_reason"),
    "participants-by-stage": ("participants", "stage"),
    "occupation-at-follow-up": ("exits", "occupation"),
}
#: What a reason of stegvis-2026 counts as with a coarser edition.
FINER = {
    "own-2021": {
        "unsubsidised_work": "unsubsidised_work",
        "subsidised_work": "subsidised_work",
        "studies": "studies",
        "active_job_seeker": "active_job_seeker",
        "continued_rehabilitation": "continued_rehabilitation",
        "health_care": "illness",
        "illness": "illness",
        "moved": "moved_or_parental",
        "parental_leave": "moved_or_parental",
    },
    "own-2023": {
        "unsubsidised_work": "work",
        "subsidised_work": "work",
        "studies": "studies",
        "continued_rehabilitation": "continued_rehabilitation",
        "illness": "illness",
        "moved": "moved",
        "parental_leave": "parental_leave",
        **dict.fromkeys(
            ("own_wish", "no_show", "not_target_group", "time_limit", "custody", "deceased", "other"), "other"
        ),
    },
}
#: The codes of each group of income and of occupation, as the vocabulary's `group` and our own list say.
GROUPS = {
    "income_source": {
        "municipality": ["social_assistance"],
        "social_insurance": ["activity_compensation", "sickness_benefit", "sickness_compensation"],
        "employment_service": ["activity_support"],
        "other": ["unemployment_insurance", "student_aid", "other_public"],
        "none": ["none"],
    },
    "occupation": {
        "work": ["unsubsidised_work", "subsidised_work"],
        "studies": ["studies"],
        "active_job_seeker": ["active_job_seeker"],
        "other": ["other"],
    },
}
