import { beforeEach, describe, expect, it, vi } from "vitest";

import { listUsers } from "@/api/generated";
import { answerWith, clearCookies, setCookie } from "@/testing/server";

import { http, onSignedOut } from "./client";

const EXPIRED = { status: 401, body: { type: "/problems/token-expired", title: "", status: 401 } };

beforeEach(clearCookies);

it("carries the requests of the generated client to their own addresses", async () => {
  const asked = answerWith(() => ({ body: { items: [], next_cursor: null, total: 0 } }));
  await listUsers({ query: { q: "joão & cia", active: true } });
  expect(http.getUri(asked[0])).toBe("/api/users?q=jo%C3%A3o%20%26%20cia&active=true");
});

describe("what a request carries", () => {
  it("sends the CSRF cookie back as a header on unsafe methods only", async () => {
    setCookie("csrf_access_token", "abc");
    const asked = answerWith(() => ({}));
    await http.get("/calls");
    await http.put("/calls/1", {});
    expect(asked[0]?.headers.get("X-CSRF-TOKEN")).toBeUndefined();
    expect(asked[1]?.headers.get("X-CSRF-TOKEN")).toBe("abc");
  });

  it("gives every creating request a key of its own, and keeps one that was given", async () => {
    const asked = answerWith(() => ({}));
    await http.post("/calls", {});
    await http.post("/calls", {});
    await http.post("/calls", {}, { headers: { "Idempotency-Key": "mine" } });
    const keys = asked.map((config) => config.headers.get("Idempotency-Key"));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBe("mine");
  });
});

describe("a session that has run out", () => {
  function expiringServer() {
    setCookie("csrf_access_token", "old");
    setCookie("csrf_refresh_token", "refresh");
    return answerWith(async (config) => {
      if (config.url === "/api/auth/refresh") {
        await new Promise((done) => setTimeout(done, 5));
        setCookie("csrf_access_token", "new");
        return {};
      }
      const isNew = (config as { sentWith?: string }).sentWith === "new";
      return isNew ? { body: "ok" } : EXPIRED;
    });
  }

  it("is renewed once for many requests, and each is repeated with the new token", async () => {
    const asked = expiringServer();
    const answers = await Promise.all([http.get("/a"), http.get("/b"), http.post("/c", {})]);
    expect(answers.map(({ data }) => data as string)).toEqual(["ok", "ok", "ok"]);
    expect(asked.filter(({ url }) => url === "/api/auth/refresh")).toHaveLength(1);
    expect(asked.find(({ url }) => url === "/api/auth/refresh")?.headers.get("X-CSRF-TOKEN")).toBe("refresh");
    expect(asked.filter(({ url }) => url === "/c").at(-1)?.headers.get("X-CSRF-TOKEN")).toBe("new");
  });

  it("repeats a creating request with the same key, so that nothing is doubled", async () => {
    const asked = expiringServer();
    await http.post("/c", {});
    const keys = asked.filter(({ url }) => url === "/c").map((config) => config.headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it("is not renewed twice when another tab already did", async () => {
    const asked = expiringServer();
    const first = http.get("/a");
    setCookie("csrf_access_token", "new");
    await first;
    expect(asked.some(({ url }) => url === "/api/auth/refresh")).toBe(false);
  });

  it("ends when it cannot be renewed: everybody who listens hears it, and the request fails", async () => {
    setCookie("csrf_refresh_token", "refresh");
    const asked = answerWith(() => EXPIRED);
    const heard = vi.fn();
    const stop = onSignedOut(heard);
    await expect(http.get("/a")).rejects.toMatchObject({ response: { status: 401 } });
    stop();
    expect(heard).toHaveBeenCalledOnce();
    expect(asked.map(({ url }) => url)).toEqual(["/a", "/api/auth/refresh"]);
  });

  it("stays when the server fails for a moment during the renewal", async () => {
    setCookie("csrf_refresh_token", "refresh");
    answerWith((config) => (config.url === "/api/auth/refresh" ? { status: 503 } : EXPIRED));
    const heard = vi.fn();
    const stop = onSignedOut(heard);
    await expect(http.get("/a")).rejects.toMatchObject({ response: { status: 503 } });
    stop();
    expect(heard).not.toHaveBeenCalled();
  });

  it("is not what a wrong password means", async () => {
    setCookie("csrf_refresh_token", "refresh");
    const asked = answerWith(() => ({ status: 401, body: { type: "/problems/bad-credentials" } }));
    const heard = vi.fn();
    const stop = onSignedOut(heard);
    await expect(http.post("/api/auth/login", {})).rejects.toMatchObject({ response: { status: 401 } });
    stop();
    expect(heard).not.toHaveBeenCalled();
    expect(asked).toHaveLength(1);
  });
});
