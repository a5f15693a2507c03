import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { renderPage } from "@/testing/render";
import { answerWith } from "@/testing/server";

import SystemPage from "./SystemPage";

const HEALTH = {
  state: "stopped",
  looked_at: "2026-11-20T18:00:00Z",
  findings: [
    { matter: "database", state: "ok", code: "database-well", title: "Banco de dados", text: "PostgreSQL 18 responde.", remedy: "" },
    { matter: "worker", state: "stopped", code: "worker-none", title: "Worker", text: "Nenhum em execução.", remedy: "Inicie “monitoria worker”." },
  ],
  failed_jobs: [{ id: 7, task: "exports:run_export", title: "Gerar uma exportação", attempts: 5, failed_at: "2026-11-20T17:00:00Z", actions: ["retry-job"] }],
};

it("says each matter in a sentence, its state in a word, and what to do next", async () => {
  answerWith(() => ({ body: HEALTH }));
  renderPage(<SystemPage />);
  const [database, worker] = within(await screen.findByRole("list", { name: "O que foi verificado" })).getAllByRole("listitem");
  expect(database).toHaveTextContent("Banco de dadosokPostgreSQL 18 responde.");
  expect(database).not.toHaveTextContent("O que fazer");
  expect(worker).toHaveTextContent("Workerparado");
  expect(worker).toHaveTextContent("O que fazer: Inicie “monitoria worker”.");
});

it("runs a failed job again", async () => {
  const asked = answerWith(({ method }) => (method === "post" ? { status: 204 } : { body: HEALTH }));
  renderPage(<SystemPage />);
  await userEvent.click(await screen.findByRole("button", { name: "Refazer a tarefa 7" }));
  expect(asked.find(({ method }) => method === "post")?.url).toBe("/api/system/jobs/7/retry");
});

it("offers no button for what the server does not allow, and shows the code of a request that failed", async () => {
  answerWith(() => ({ status: 500, body: { type: "/problems/unexpected", title: "Falha", status: 500, detail: "Algo falhou.", request_id: "code-9" } }));
  renderPage(<SystemPage />);
  expect(await screen.findByText("Código do pedido: code-9")).toBeVisible();
});
