import { expect, it, vi } from "vitest";

import type { BatchOut } from "@/api/generated";

import { Outbox } from "./outbox";

const file = (name: string): File => new File(["x"], name);
const batch = (id: string): BatchOut => ({ id }) as BatchOut;

it("sends one file after the other, the first that arrives opening the batch", async () => {
  const to: [string, string | null][] = [];
  const box = new Outbox((sent, batchId) => {
    to.push([sent.name, batchId]);
    return sent.name === "bad.wav" ? Promise.reject(new Error("no")) : Promise.resolve(batch("b1"));
  });
  const arrivals = vi.fn();
  box.onArrival = arrivals;
  box.post([file("bad.wav"), file("a.wav"), file("b.wav")], null);
  await vi.waitFor(() => expect(box.snapshot().letters.map(({ state }) => state)).toEqual(["refused", "sent", "sent"]));
  expect(to).toEqual([
    ["bad.wav", null],
    ["a.wav", null],
    ["b.wav", "b1"],
  ]);
  expect(arrivals).toHaveBeenCalledTimes(2);
  expect(box.snapshot().letters[0]?.reason).toBeTruthy();
});

it("begins anew for another batch once nothing is on its way", async () => {
  const box = new Outbox((_, batchId) => Promise.resolve(batch(batchId ?? "new")));
  box.post([file("a.wav")], "b1");
  await vi.waitFor(() => expect(box.snapshot().letters[0]?.state).toBe("sent"));
  await Promise.resolve();
  box.post([file("b.wav")], "b2");
  expect(box.snapshot().letters.map(({ name }) => name)).toEqual(["b.wav"]);
});
