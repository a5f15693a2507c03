"""HTTP: one module between Flask and the domains. Routes are declared on a `Router`; the rest is done for them."""

from monitoria.platform.http.application import HttpSettings, build_application
from monitoria.platform.http.pages import Page, PageQuery, Slice, SortKey, Total, as_total, bounded_count, read_page
from monitoria.platform.http.pulses import Pulses, remember_asker, tell_pulse
from monitoria.platform.http.routing import Auth, Route, Router, Upload
from monitoria.platform.http.shapes import Day, IdPath, Instant, Payload, Query, Shape, Version
from monitoria.platform.http.streaming import Streaming
from monitoria.platform.http.uploads import UploadedFile, UploadForm
from monitoria.platform.http.work import Work

__all__ = [
    "Auth",
    "Day",
    "HttpSettings",
    "IdPath",
    "Instant",
    "Page",
    "PageQuery",
    "Payload",
    "Pulses",
    "Query",
    "Route",
    "Router",
    "Shape",
    "Slice",
    "SortKey",
    "Streaming",
    "Total",
    "Upload",
    "UploadForm",
    "UploadedFile",
    "Version",
    "Work",
    "as_total",
    "bounded_count",
    "build_application",
    "read_page",
    "remember_asker",
    "tell_pulse",
]
