import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { InternalAxiosRequestConfig } from "axios";
import { expect, it, vi } from "vitest";

import { renderPage } from "@/testing/render";
import { type Answer, answerWith } from "@/testing/server";

import { SignInSteps } from "./SignInSteps";

const CHALLENGE = { second_factor: { challenge: "c-1", expires_at: "2026-11-20T15:05:00Z" } };

function server(finish: Answer) {
  return ({ url }: InternalAxiosRequestConfig): Answer => {
    if (url === "/api/auth/login") return { body: CHALLENGE };
    if (url === "/api/auth/second-factor") return finish;
    if (url === "/api/auth/single-sign-on") return { body: { enabled: true, label: "Entrar com a conta da empresa" } };
    return { body: { id: "1", username: "maria" } };
  };
}

async function reachTheCode(finish: Answer, onDone = vi.fn()) {
  const asked = answerWith(server(finish));
  renderPage(<SignInSteps next="/" onDone={onDone} />);
  expect(await screen.findByRole("button", { name: "Entrar com a conta da empresa" })).toBeVisible();
  await userEvent.type(screen.getByRole("textbox", { name: /Usuário/ }), "maria");
  await userEvent.type(screen.getByLabelText(/Senha/, { selector: "input" }), "comprida123");
  await userEvent.click(screen.getByRole("button", { name: "Entrar" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Código do aplicativo" }), "123456");
  await userEvent.click(screen.getByRole("button", { name: "Confirmar e entrar" }));
  return asked;
}

it("asks whoever has a second factor for the code, and only then lets in", async () => {
  const onDone = vi.fn();
  const asked = await reachTheCode({ body: { user: { id: "1" } } }, onDone);
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  const sent = asked.find(({ url, method }) => url === "/api/auth/second-factor" && method === "post");
  expect(JSON.parse(String(sent?.data))).toEqual({ challenge: "c-1", code: "123456", cookie: true });
});

it("goes back to the password, and says why, when the challenge is over", async () => {
  await reachTheCode({ status: 401, body: { type: "/problems/challenge-over", title: "", status: 401, detail: "" } });
  expect(await screen.findByText(/O tempo ou as tentativas para o código acabaram/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Entrar" })).toBeVisible();
});
