import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { InternalAxiosRequestConfig } from "axios";
import { expect, it } from "vitest";

import { renderPage } from "@/testing/render";
import { type Answer, answerWith } from "@/testing/server";

import SignInPage from "./SignInPage";

const CLOSED = { type: "/problems/registration-closed", title: "Cadastro fechado", status: 403, detail: "O cadastro é feito pela administração." };

function server(isEmpty: boolean, register: Answer) {
  return ({ url }: InternalAxiosRequestConfig): Answer => {
    if (url === "/api/auth/setup") return { body: { needs_first_user: isEmpty } };
    if (url === "/api/auth/register") return register;
    if (url === "/api/auth/login") return { body: { user: { id: "1", username: "maria" } } };
    return { status: 401, body: { type: "/problems/unauthenticated" } };
  };
}

async function fill(): Promise<void> {
  await userEvent.type(await screen.findByRole("textbox", { name: /Nome completo/ }), "Maria das Dores");
  await userEvent.type(screen.getByRole("textbox", { name: /Usuário/ }), "maria");
  const [password, again] = screen.getAllByLabelText(/senha/i, { selector: "input" });
  await userEvent.type(password as HTMLElement, "comprida123");
  await userEvent.type(again as HTMLElement, "comprida123");
  await userEvent.click(screen.getByRole("button", { name: "Criar conta e entrar" }));
}

it("lets whoever comes first create the administrator, and signs in", async () => {
  const asked = answerWith(server(true, { status: 201, body: { id: "1" } }));
  renderPage(<SignInPage />, "/sign-in");
  expect(await screen.findByRole("heading", { name: "Primeiro acesso" })).toBeVisible();
  await fill();
  const sent = asked.filter(({ method }) => method === "post").map(({ url, data }) => [url, JSON.parse(String(data)) as object]);
  expect(sent).toEqual([
    ["/api/auth/register", { full_name: "Maria das Dores", username: "maria", password: "comprida123" }],
    ["/api/auth/login", { username: "maria", password: "comprida123", cookie: true }],
  ]);
});

it("leads to signing in when somebody else was first", async () => {
  answerWith(server(true, { status: 403, body: CLOSED }));
  renderPage(<SignInPage />, "/sign-in");
  await fill();
  expect(await screen.findByText("A primeira conta já foi criada. Entre com ela.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Entrar" })).toBeVisible();
});

it("offers no account once there is somebody", async () => {
  answerWith(server(false, {}));
  renderPage(<SignInPage />, "/sign-in");
  expect(await screen.findByRole("heading", { name: "Entrar" })).toBeVisible();
  expect(await screen.findByRole("button", { name: "Entrar" })).toBeVisible();
});
