import type { CallBody, CallDetailOut, CallStatus, CallUpdateBody, Channel, Priority } from "@/api/generated";
import { fromLocalInput, isWeekday, toLocalInput, weekdayName } from "@/lib/dates";
import { type ListState, queryText, valuesOf as filterValues } from "@/lib/url-state";
import type { FilterMark } from "@/parts/FilterMarks";

import type { CallQuery } from "./queries";

export const CALL_FILTERS = ["q", "status", "category", "operator_id", "priority", "channel", "team_id", "without_team", "evaluated", "from", "to", "weekday", "hour"] as const;
export type CallFilter = (typeof CALL_FILTERS)[number];
export type CallFilters = Partial<Record<CallFilter, string>>;

const MANY = ["status", "category", "operator_id", "priority", "channel", "team_id"] as const;
const ONE = ["q", "from", "to"] as const;
const CLAIMS = ["evaluated", "without_team"] as const;
/** Of a link from the chart of hours. */
const NUMBERS = ["weekday", "hour"] as const;

/** What the address says, as the server asks for it. */
export function toQuery(filters: CallFilters, sort: string | undefined, cursor: string | undefined): CallQuery {
  const many = MANY.flatMap((key) => (filters[key] ? [[key, filterValues(filters[key])]] : []));
  const one = ONE.flatMap((key) => (filters[key] ? [[key, filters[key]]] : []));
  const numbers = NUMBERS.flatMap((key) => (filters[key] ? [[key, Number(filters[key])]] : []));
  const claims = CLAIMS.flatMap((key) => (filters[key] ? [[key, filters[key] === "true"]] : []));
  return {
    ...(Object.fromEntries([...many, ...one, ...numbers, ...claims]) as CallQuery),
    ...(sort ? { sort: sort as NonNullable<CallQuery["sort"]> } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

const HOUR = /^\d{1,2}$/;

/** What a chart led to, each with its way out: a weekday, an hour, calls of no team. */
export function marksOf({ filters, setFilters }: Pick<ListState<CallFilter>, "filters" | "setFilters">, noTeam: string): FilterMark[] {
  const { weekday, hour, without_team } = filters;
  const marks: FilterMark[] = [];
  if (weekday && isWeekday(Number(weekday))) marks.push({ key: "weekday", words: weekdayName(Number(weekday)), onRemove: () => setFilters({ weekday: undefined }) });
  if (hour && HOUR.test(hour)) marks.push({ key: "hour", words: `${hour}h`, onRemove: () => setFilters({ hour: undefined }) });
  if (without_team) marks.push({ key: "without_team", words: noTeam, onRemove: () => setFilters({ without_team: undefined }) });
  return marks;
}

/** The part of an address that names the list a call was opened from; a call carries it along. */
export function listAddress(params: URLSearchParams): string {
  const kept = new URLSearchParams([...params].filter(([key]) => key === "sort" || (CALL_FILTERS as readonly string[]).includes(key)));
  const text = queryText(kept);
  return text ? `?${text}` : "";
}

export interface CallValues {
  operator_id: string;
  channel: Channel;
  category: string;
  priority: Priority;
  status: CallStatus;
  started_at: string;
  ended_at: string;
  subject: string;
  notes: string;
  customer_name: string;
  customer_phone: string;
  customer_document: string;
  csat: number | null;
}

export const BLANK: CallValues = {
  operator_id: "",
  channel: "phone",
  category: "other",
  priority: "medium",
  status: "open",
  started_at: "",
  ended_at: "",
  subject: "",
  notes: "",
  customer_name: "",
  customer_phone: "",
  customer_document: "",
  csat: null,
};

export function valuesOf(call: CallDetailOut): CallValues {
  return {
    operator_id: call.operator_id,
    channel: call.channel,
    category: call.category,
    priority: call.priority,
    status: call.status,
    started_at: toLocalInput(call.started_at),
    ended_at: call.ended_at ? toLocalInput(call.ended_at) : "",
    subject: call.subject ?? "",
    notes: call.notes ?? "",
    customer_name: call.customer_name ?? "",
    customer_phone: call.customer_phone ?? "",
    customer_document: call.customer_document ?? "",
    csat: call.csat,
  };
}

const orNull = (text: string): string | null => text.trim() || null;
const instantOrNull = (text: string): string | null => (text ? fromLocalInput(text) : null);

function shared(values: CallValues) {
  return {
    operator_id: values.operator_id,
    channel: values.channel,
    category: values.category,
    priority: values.priority,
    status: values.status,
    subject: orNull(values.subject),
    notes: orNull(values.notes),
    customer_name: orNull(values.customer_name),
    customer_phone: orNull(values.customer_phone),
    customer_document: orNull(values.customer_document),
    csat: values.csat,
  };
}

export function toBody(values: CallValues): CallBody {
  return { ...shared(values), started_at: instantOrNull(values.started_at), ended_at: instantOrNull(values.ended_at) };
}

/**
 * A time is sent only when it was changed: the input holds minutes, and must not cut the seconds off. So are texts: what is
 * masked stays as the server has it unless somebody types over it.
 */
export function toUpdate(values: CallValues, opened: CallDetailOut): CallUpdateBody {
  const before = valuesOf(opened);
  const { subject, notes, customer_phone, customer_document, ...others } = shared(values);
  const texts = Object.entries({ subject, notes, customer_phone, customer_document });
  const typed = texts.filter(([name]) => values[name as keyof CallValues] !== before[name as keyof CallValues]);
  return {
    ...others,
    ...Object.fromEntries(typed),
    version: opened.version,
    ...(values.started_at !== before.started_at ? { started_at: instantOrNull(values.started_at) } : {}),
    ...(values.ended_at !== before.ended_at ? { ended_at: instantOrNull(values.ended_at) } : {}),
  };
}
