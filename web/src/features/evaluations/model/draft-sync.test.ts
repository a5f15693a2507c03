import { AxiosError, AxiosHeaders, type InternalAxiosRequestConfig } from "axios";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { type Answer, blank, withValue } from "./answers";
import { draftStore } from "./draft-store";
import { DraftSync, type SavedDraft } from "./draft-sync";

const PLACE = { userId: "u", callId: "c", scorecardId: "s" };
const CONFIG = { headers: new AxiosHeaders() } as InternalAxiosRequestConfig;

function refusal(status: number, body: object = {}): AxiosError {
  return new AxiosError("refused", "ERR", CONFIG, {}, { status, data: body, statusText: "", headers: {}, config: CONFIG });
}

const offline = () => new AxiosError("Network Error", "ERR_NETWORK", CONFIG);
const stale = () => refusal(409, { type: "/problems/stale-version" });

/** A server of one draft that merges what it gets, and fails when told to. */
function server() {
  const held = { draft: null as SavedDraft | null, failures: [] as AxiosError[], requests: 0 };
  const answer = (changed: readonly Answer[]): Promise<SavedDraft> => {
    held.requests += 1;
    const failure = held.failures.shift();
    if (failure) return Promise.reject(failure);
    const before = Object.fromEntries((held.draft?.answers ?? []).map((one) => [one.criterion, one]));
    const after = { ...before, ...Object.fromEntries(changed.map((one) => [one.criterion, one])) };
    held.draft = { id: "e", version: (held.draft?.version ?? 0) + 1, status: "draft", answers: Object.values(after), summary: "", origin: "targeted", moments: [] };
    return Promise.resolve(held.draft);
  };
  const transport = { create: answer, update: (_: SavedDraft, changed: readonly Answer[]) => answer(changed), read: () => Promise.resolve(held.draft as SavedDraft) };
  return { held, transport };
}

const give = (criterion: string, value: number) => withValue(blank(criterion), value);
const store = () => draftStore(PLACE);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

it("sends an answer once the typing rests, and then keeps nothing on this computer", async () => {
  const { held, transport } = server();
  const sync = new DraftSync(null, store(), transport);
  sync.change(give("a", 7));
  sync.change(give("a", 8));
  expect(store().read()["a"]?.mine.value).toBe(8);
  await vi.advanceTimersByTimeAsync(700);
  expect(held.requests).toBe(1);
  expect(held.draft?.answers[0]?.value).toBe(8);
  expect(sync.getState().phase).toBe("saved");
  expect(store().read()).toEqual({});
});

it("leaves a text as it is typed when the server trims what it saved", async () => {
  const { transport } = server();
  const trimmed = (changed: readonly Answer[]) => transport.create(changed.map((one) => ({ ...one, comment: one.comment.trim() })));
  const sync = new DraftSync(null, store(), { ...transport, create: trimmed });
  sync.change({ ...give("a", 7), comment: "nota " });
  await vi.advanceTimersByTimeAsync(700);
  expect(sync.getState().phase).toBe("saved");
  expect(sync.getState().answers["a"]?.comment).toBe("nota ");
});

it("keeps answers while there is no connection, and sends them when it returns", async () => {
  const { held, transport } = server();
  const sync = new DraftSync(null, store(), transport);
  held.failures.push(offline(), offline());
  sync.change(give("a", 7));
  await vi.advanceTimersByTimeAsync(700);
  sync.change(give("b", 3));
  expect(sync.getState().phase).toBe("offline");
  expect(Object.keys(store().read())).toEqual(["a", "b"]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(held.draft?.answers.map(({ value }) => value)).toEqual([7, 3]);
  expect(sync.getState().phase).toBe("saved");
});

it("sends after a reload what was left behind", async () => {
  const { held, transport } = server();
  held.failures.push(offline());
  const before = new DraftSync(null, store(), transport);
  before.change(give("a", 7));
  await before.flush();
  const after = new DraftSync(null, store(), transport);
  expect(after.getState().answers["a"]?.value).toBe(7);
  const stop = after.start();
  await vi.advanceTimersByTimeAsync(10);
  expect(held.draft?.answers[0]?.value).toBe(7);
  stop();
});

it("puts together what was answered here and elsewhere without asking, when it differs in no item", async () => {
  const { held, transport } = server();
  const sync = new DraftSync(null, store(), transport);
  sync.change(give("a", 7));
  await sync.flush();
  held.draft = { ...(held.draft as SavedDraft), version: 9, answers: [give("a", 7), give("b", 4)] };
  held.failures.push(stale());
  sync.change(give("c", 2));
  await sync.flush();
  expect(Object.values(sync.getState().answers).map(({ criterion, value }) => [criterion, value])).toContainEqual(["b", 4]);
  expect(held.draft.answers.map(({ value }) => value)).toEqual([7, 4, 2]);
});

it("asks which holds when the same item was answered differently, and loses neither until told", async () => {
  const { held, transport } = server();
  const sync = new DraftSync(null, store(), transport);
  sync.change(give("a", 7));
  await sync.flush();
  held.draft = { ...(held.draft as SavedDraft), version: 9, answers: [give("a", 1)] };
  held.failures.push(stale());
  sync.change(give("a", 9));
  await sync.flush();
  expect(sync.getState()).toMatchObject({ phase: "collided", collisions: [{ criterion: "a", mine: { value: 9 }, theirs: { value: 1 } }] });
  expect(store().read()["a"]?.mine.value).toBe(9);
  sync.decide("mine");
  await vi.advanceTimersByTimeAsync(10);
  expect(held.draft.answers[0]?.value).toBe(9);
});

it("takes the other answer when told so", async () => {
  const { held, transport } = server();
  const sync = new DraftSync(null, store(), transport);
  sync.change(give("a", 7));
  await sync.flush();
  held.draft = { ...(held.draft as SavedDraft), version: 9, answers: [give("a", 1)] };
  held.failures.push(stale());
  sync.change(give("a", 9));
  await sync.flush();
  sync.decide("theirs");
  expect(sync.getState()).toMatchObject({ phase: "saved", answers: { a: { value: 1 } } });
  expect(store().read()).toEqual({});
});

it("continues the draft that is already open instead of beginning a second", async () => {
  const { held, transport } = server();
  held.draft = { id: "e", version: 3, status: "draft", answers: [give("b", 5)], summary: "", origin: "targeted", moments: [] };
  held.failures.push(refusal(409, { type: "/problems/draft-already-open", evaluation_id: "e" }));
  const sync = new DraftSync(null, store(), transport);
  sync.change(give("a", 7));
  await sync.flush();
  expect(sync.getState().saved?.id).toBe("e");
  expect(held.draft.answers.map(({ value }) => value)).toEqual([5, 7]);
});

it("keeps an answer that the server refuses, and tries again when it changes", async () => {
  const { held, transport } = server();
  held.failures.push(refusal(422, { errors: [{ pointer: "/answers/0/value", message: "no", rule: "value-range" }] }));
  const sync = new DraftSync(null, store(), transport);
  sync.change(give("a", 99));
  await sync.flush();
  expect(sync.getState()).toMatchObject({ phase: "refused", problem: { status: 422 } });
  expect(store().read()["a"]?.mine.value).toBe(99);
  sync.change(give("a", 9));
  await vi.advanceTimersByTimeAsync(700);
  expect(sync.getState().phase).toBe("saved");
});

it("begins again with what is on screen when the draft is gone", async () => {
  const { held, transport } = server();
  const sync = new DraftSync(null, store(), transport);
  sync.change(give("a", 7));
  await sync.flush();
  held.failures.push(refusal(404));
  sync.change(give("b", 2));
  await sync.flush();
  expect(sync.getState().phase).toBe("ended");
  held.draft = null;
  sync.restart();
  await vi.advanceTimersByTimeAsync(10);
  const sent = (held.draft as SavedDraft | null)?.answers.map(({ criterion, value, text }) => [criterion, value ?? text]);
  expect(sent).toEqual([["a", 7], ["$origin", "targeted"], ["b", 2]]);
});

it("keeps what was typed while a request was under way", async () => {
  const { held, transport } = server();
  const sync = new DraftSync(null, store(), transport);
  sync.change(give("a", 7));
  const sending = sync.flush();
  sync.change(give("a", 8));
  await sending;
  expect(held.draft?.answers[0]?.value).toBe(8);
  expect(sync.getState().answers["a"]?.value).toBe(8);
});
