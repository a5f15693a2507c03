"""The trade of settings in plain functions: keys of categories, working days, national holidays, terms of feedback."""

from monitoria.settings.rules.calendar import Calendar
from monitoria.settings.rules.holidays import NationalHoliday, easter, national_holidays
from monitoria.settings.rules.keys import keys_from_label
from monitoria.settings.rules.terms import MOST_DAYS, MOST_NOTICE_DAYS, MOST_ROUNDS, FeedbackTerms

__all__ = [
    "MOST_DAYS",
    "MOST_NOTICE_DAYS",
    "MOST_ROUNDS",
    "Calendar",
    "FeedbackTerms",
    "NationalHoliday",
    "easter",
    "keys_from_label",
    "national_holidays",
]
