import { AxiosError, AxiosHeaders, type InternalAxiosRequestConfig } from "axios";
import { afterEach, describe, expect, it } from "vitest";

import { chooseLanguage } from "@/i18n";

import { fieldErrors, fieldName, problemText, toProblem } from "./problem";

function refused(status: number, data: unknown, headers: Record<string, string> = {}): AxiosError {
  const config: InternalAxiosRequestConfig = { headers: new AxiosHeaders() };
  return new AxiosError("refused", "ERR", config, {}, { status, data, statusText: "", headers: new AxiosHeaders(headers), config });
}

const BODY = {
  type: "/problems/invalid-payload",
  title: "Dados inválidos",
  status: 422,
  detail: "Há campos a corrigir.",
  request_id: "abc",
  errors: [
    { pointer: "/answers/0/value", message: "Fora da escala.", rule: "outside-scale" },
    { pointer: "/answers/0/value", message: "Outra.", rule: "other" },
    { pointer: "/summary", message: "Muito longo.", rule: "too-long" },
  ],
};

afterEach(() => chooseLanguage("pt-BR"));

describe("a problem", () => {
  it("is read from what the server answered", () => {
    const problem = toProblem(refused(422, BODY));
    expect(problem).toMatchObject({ slug: "invalid-payload", status: 422, requestId: "abc", detail: "Há campos a corrigir." });
    expect(problemText(problem)).toBe("Há campos a corrigir.");
  });

  it("gives each field its first message, under the name a form uses", () => {
    expect(fieldErrors(toProblem(refused(422, BODY)))).toEqual({ "answers.0.value": "Fora da escala.", summary: "Muito longo." });
    expect(fieldName("/a~1b/c~0d")).toBe("a/b.c~d");
  });

  it("is offline when no answer came, and unexpected when the answer is no problem", () => {
    expect(toProblem(new AxiosError("network")).slug).toBe("offline");
    expect(toProblem(refused(500, "<html>")).slug).toBe("unexpected");
    expect(toProblem(refused(503, "")).slug).toBe("unavailable");
    expect(toProblem(new Error("bug")).slug).toBe("unexpected");
    expect(toProblem(undefined).status).toBe(500);
  });

  it("says how long to wait", () => {
    const problem = toProblem(refused(429, { title: "Muitas tentativas." }, { "retry-after": "840" }));
    expect(problemText(problem)).toBe("Muitas tentativas. Tente de novo em 14 minutos.");
  });

  it("is said in English by its type, and falls back to the server's words", async () => {
    await chooseLanguage("en");
    expect(problemText(toProblem(new AxiosError("network")))).toBe("No connection to the server");
    expect(problemText(toProblem(refused(422, { ...BODY, type: "/problems/never-translated" })))).toBe("Há campos a corrigir.");
  });
});
