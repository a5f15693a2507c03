"""Traces by OpenTelemetry (extra `telemetry`): spans of requests, statements, jobs and mail. Nothing while it is off.

A span has names alone: no address, no parameter, no text that a person wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

Kind = Literal["server", "client", "consumer", "internal"]


class _Tracing:
    """The tracer of this process, once there is one."""

    tracer: Any = None
    provider: TracerProvider | None = None


def begin_tracing(endpoint: str, process: str) -> None:
    """Send spans to this endpoint (MONITORIA_OTLP_ENDPOINT), if there is one. After the fork: it has a thread.

    Raises `ConfigError` when it is set and the extra is missing.
    """
    if not endpoint:
        return
    if find_spec("opentelemetry.sdk") is None or find_spec("opentelemetry.exporter") is None:
        from monitoria.platform.config import ConfigError  # noqa: PLC0415 - settings know mail, which makes spans

        raise ConfigError("MONITORIA_OTLP_ENDPOINT precisa do extra “telemetry”: pip install 'monitoria[telemetry]'.")
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - an extra
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider(resource=Resource({"service.name": f"monitoria-{process}"}))
    exporter = OTLPSpanExporter(endpoint=f"{endpoint}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _Tracing.provider, _Tracing.tracer = provider, provider.get_tracer("monitoria")


def end_tracing() -> None:
    """Send what waits, and stop."""
    provider, _Tracing.tracer, _Tracing.provider = _Tracing.provider, None, None
    if provider is not None:
        provider.shutdown()


def is_tracing() -> bool:
    """Whether spans are made at all."""
    return _Tracing.tracer is not None


def begin_span(name: str, kind: Kind = "internal", parent: str | None = None, **attributes: Any) -> Any:
    """A span of this thread, until `end_span`; `parent` is a traceparent. None while tracing is off."""
    if _Tracing.tracer is None:
        return None
    from opentelemetry import context, trace  # noqa: PLC0415
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415

    around = TraceContextTextMapPropagator().extract({"traceparent": parent}) if parent else None
    span = _Tracing.tracer.start_span(
        name, context=around, kind=trace.SpanKind[kind.upper()], attributes=_plain(attributes)
    )
    return span, context.attach(trace.set_span_in_context(span))


def end_span(begun: Any, *, name: str | None = None, is_failed: bool = False, **attributes: Any) -> None:
    """The end of it, and what became known meanwhile."""
    if begun is None:
        return
    from opentelemetry import context  # noqa: PLC0415
    from opentelemetry.trace import StatusCode  # noqa: PLC0415

    span, token = begun
    if name is not None:
        span.update_name(name)
    span.set_attributes(_plain(attributes))
    if is_failed:
        span.set_status(StatusCode.ERROR)
    span.end()
    context.detach(token)


@contextmanager
def span(name: str, kind: Kind = "internal", parent: str | None = None, **attributes: Any) -> Iterator[None]:
    """A span around the block, failed when it raises."""
    begun = begin_span(name, kind, parent, **attributes)
    try:
        yield
    except BaseException:
        end_span(begun, is_failed=True)
        raise
    end_span(begun)


def begin_statement(statement: str) -> Any:
    """A span of a statement: its first word and its text, in which placeholders stand for what people wrote."""
    if _Tracing.tracer is None:
        return None
    text = " ".join(statement.split())
    return begin_span(
        text.partition(" ")[0].upper(), "client", **{"db.system.name": "postgresql", "db.query.text": text[:2_000]}
    )


def end_statement(begun: Any, *, is_failed: bool = False) -> None:
    """The end of a statement's span."""
    end_span(begun, is_failed=is_failed)


def traceparent() -> str | None:
    """What carries the present span over to a job; None while there is none."""
    if _Tracing.tracer is None:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get("traceparent")


def _plain(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}
