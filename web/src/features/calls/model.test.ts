import { expect, it } from "vitest";

import type { CallDetailOut } from "@/api/generated";

import { BLANK, listAddress, toBody, toQuery, toUpdate, valuesOf } from "./model";

const CALL = {
  operator_id: "o",
  channel: "phone",
  category: "other",
  priority: "low",
  status: "open",
  started_at: "2026-11-22T01:30:45Z",
  ended_at: null,
  subject: null,
  notes: "texto",
  customer_name: null,
  customer_phone: null,
  customer_document: null,
  csat: null,
  version: 7,
} as CallDetailOut;

it("asks the server for what the address says", () => {
  expect(toQuery({ q: "ana", status: "open,resolved", evaluated: "false", from: "2026-11-01" }, "-priority", "c1")).toEqual({
    q: "ana",
    status: ["open", "resolved"],
    evaluated: false,
    from: "2026-11-01",
    sort: "-priority",
    cursor: "c1",
  });
  expect(toQuery({}, undefined, undefined)).toEqual({});
});

it("carries the list along without its page", () => {
  expect(listAddress(new URLSearchParams("status=open&cursor=c9&sort=priority&x=1"))).toBe("?status=open&sort=priority");
  expect(listAddress(new URLSearchParams(""))).toBe("");
});

it("sends nothing instead of empty text, and local times as instants", () => {
  expect(toBody({ ...BLANK, operator_id: "o", subject: "  ", started_at: "2026-11-21T22:30" })).toMatchObject({
    subject: null,
    started_at: "2026-11-22T01:30:00.000Z",
    ended_at: null,
  });
});

it("keeps the seconds of a time that nobody touched", () => {
  const update = toUpdate({ ...valuesOf(CALL), ended_at: "2026-11-21T22:40" }, CALL);
  expect(update).toMatchObject({ version: 7, ended_at: "2026-11-22T01:40:00.000Z" });
  expect(update).not.toHaveProperty("started_at");
});

it("sends a text only when somebody typed over it: what is masked is not the value", () => {
  const masked = { ...CALL, customer_document: "•••.•••.•••-25", customer_phone: "(••) •••••-4321" };
  const update = toUpdate({ ...valuesOf(masked), customer_phone: "190" }, masked);
  expect(update).toMatchObject({ customer_phone: "190" });
  for (const name of ["customer_document", "notes", "subject"]) expect(update).not.toHaveProperty(name);
});
