import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { renderPage } from "@/testing/render";
import { answerWith } from "@/testing/server";

import SettingsPage from "./SettingsPage";

const DEADLINES = { acknowledge_days: 5, contest_days: 5, decide_days: 5, contest_rounds: 1, notice_days: 1 };
const SETTINGS = { ...DEADLINES, closing_day: null, pass_mark: 85, time_zone: "America/Sao_Paulo", demo: false, version: 3, actions: ["update"] };
const STALE = { type: "/problems/stale-version", title: "Versão antiga", status: 409, detail: "Outra pessoa mudou isto." };

const saves = () => screen.getAllByRole("button", { name: "Salvar" });
const firstSave = () => saves()[0] as HTMLElement;

it("sends the pass mark with the version it opened with", async () => {
  const asked = answerWith(({ method }) => ({ body: method === "put" ? { ...SETTINGS, pass_mark: 82.5, version: 4 } : SETTINGS }));
  renderPage(<SettingsPage />);
  const field = await screen.findByRole("textbox", { name: /Meta/ });
  await userEvent.clear(field);
  await userEvent.type(field, "82.5");
  await userEvent.click(firstSave());
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
  await userEvent.click(firstSave());
  await userEvent.click(await screen.findByRole("button", { name: "Ver a versão atual" }));
  expect(await screen.findByDisplayValue("90")).toBeVisible();
  await userEvent.click(firstSave());
  const versions = asked.filter(({ method }) => method === "put").map(({ data }) => (JSON.parse(String(data)) as { version: number }).version);
  expect(versions).toEqual([3, 4]);
});

it("lets a month close on a day of its own", async () => {
  const asked = answerWith(({ method }) => ({ body: method === "put" ? { ...SETTINGS, closing_day: 25, version: 4 } : SETTINGS }));
  renderPage(<SettingsPage />);
  await userEvent.click(await screen.findByRole("button", { name: /Fecha/ }));
  await userEvent.click(await screen.findByRole("option", { name: "No dia 25" }));
  await userEvent.click(saves()[2] as HTMLElement);
  expect(JSON.parse(String(asked.find(({ method }) => method === "put")?.data))).toEqual({ closing_day: 25, version: 3 });
});

it("shows the pass mark to those who may not change it", async () => {
  answerWith(() => ({ body: { ...SETTINGS, actions: [] } }));
  renderPage(<SettingsPage />);
  expect(await screen.findByText("85,00")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Salvar" })).not.toBeInTheDocument();
});

it("saves the deadlines after the pass mark, each with the version that the other left", async () => {
  let version = 3;
  const asked = answerWith(({ method }) => {
    if (method === "put") version += 1;
    return { body: { ...SETTINGS, version } };
  });
  renderPage(<SettingsPage />);
  await screen.findByRole("textbox", { name: /Meta/ });
  await userEvent.click(firstSave());
  const field = screen.getByRole("textbox", { name: /Decidir a contestação/ });
  await userEvent.clear(field);
  await userEvent.type(field, "7");
  await userEvent.click(saves()[1] as HTMLElement);
  const sent = asked.filter(({ method }) => method === "put").map(({ data }) => JSON.parse(String(data)) as object);
  expect(sent).toEqual([
    { pass_mark: 85, version: 3 },
    { ...DEADLINES, decide_days: 7, version: 4 },
  ]);
});
