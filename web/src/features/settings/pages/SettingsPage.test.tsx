import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { renderPage } from "@/testing/render";
import { answerWith } from "@/testing/server";

import SettingsPage from "./SettingsPage";

const SETTINGS = { pass_mark: 85, time_zone: "America/Sao_Paulo", demo: false, version: 3, actions: ["update"] };
const STALE = { type: "/problems/stale-version", title: "Versão antiga", status: 409, detail: "Outra pessoa mudou isto." };

it("sends the pass mark with the version it opened with", async () => {
  const asked = answerWith(({ method }) => ({ body: method === "put" ? { ...SETTINGS, pass_mark: 82.5, version: 4 } : SETTINGS }));
  renderPage(<SettingsPage />);
  const field = await screen.findByRole("textbox", { name: /Meta/ });
  await userEvent.clear(field);
  await userEvent.type(field, "82.5");
  await userEvent.click(screen.getByRole("button", { name: "Salvar" }));
  const put = asked.find(({ method }) => method === "put");
  expect(JSON.parse(String(put?.data))).toEqual({ pass_mark: 82.5, version: 3 });
});

it("offers what somebody else has saved meanwhile, and sends its version then", async () => {
  let version = 3;
  const asked = answerWith(({ method, data }) => {
    const sent = method === "put" ? (JSON.parse(String(data)) as { version: number }) : undefined;
    if (sent && sent.version < 4) {
      version = 4;
      return { status: 409, body: STALE };
    }
    return { body: { ...SETTINGS, pass_mark: version === 4 ? 90 : 85, version } };
  });
  renderPage(<SettingsPage />);
  await screen.findByRole("textbox", { name: /Meta/ });
  await userEvent.click(screen.getByRole("button", { name: "Salvar" }));
  await userEvent.click(await screen.findByRole("button", { name: "Ver a versão atual" }));
  expect(await screen.findByDisplayValue("90")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Salvar" }));
  const versions = asked.filter(({ method }) => method === "put").map(({ data }) => (JSON.parse(String(data)) as { version: number }).version);
  expect(versions).toEqual([3, 4]);
});

it("shows the pass mark to those who may not change it", async () => {
  answerWith(() => ({ body: { ...SETTINGS, actions: [] } }));
  renderPage(<SettingsPage />);
  expect(await screen.findByText("85,00")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Salvar" })).not.toBeInTheDocument();
});
