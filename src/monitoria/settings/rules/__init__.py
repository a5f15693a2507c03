"""The trade of settings in plain functions: categories' keys, working days, holidays, months, terms of feedback."""

from monitoria.settings.rules.calendar import Calendar
from monitoria.settings.rules.holidays import NationalHoliday, easter, national_holidays
from monitoria.settings.rules.keys import keys_from_label
from monitoria.settings.rules.months import (
    LATEST_CLOSING_DAY,
    reporting_month,
    reporting_month_of,
    reporting_months,
)
from monitoria.settings.rules.terms import MOST_DAYS, MOST_NOTICE_DAYS, MOST_ROUNDS, FeedbackTerms

__all__ = [
    "LATEST_CLOSING_DAY",
    "MOST_DAYS",
    "MOST_NOTICE_DAYS",
    "MOST_ROUNDS",
    "Calendar",
    "FeedbackTerms",
    "NationalHoliday",
    "easter",
    "keys_from_label",
    "national_holidays",
    "reporting_month",
    "reporting_month_of",
    "reporting_months",
]
