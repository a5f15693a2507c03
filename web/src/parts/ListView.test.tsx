import { useQuery } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { listTeams } from "@/api/generated";
import { useListState } from "@/lib/url-state";
import { renderPage } from "@/testing/render";
import { answerWith } from "@/testing/server";

import { ListView } from "./ListView";

const KEYS = ["q"] as const;

function Teams() {
  const state = useListState(KEYS);
  const query = useQuery({ queryKey: ["teams", state.filters], queryFn: async () => (await listTeams()).data });
  return (
    <ListView
      query={query}
      state={state}
      caption="Equipes"
      columns={[{ id: "name", header: "Nome", isPrimary: true, cell: (team) => team.name }]}
      rowKey={(team) => team.id}
      nothing={{ title: "Nenhuma equipe", action: <a href="/new">Criar</a> }}
    />
  );
}

const page = (names: string[]) => ({ body: { items: names.map((name) => ({ id: name, name })), next_cursor: null, total: names.length } });

it("says it is loading, then shows the rows and how many there are", async () => {
  answerWith(() => page(["Retenção"]));
  renderPage(<Teams />);
  expect(screen.getByText("Carregando…")).toBeInTheDocument();
  expect(await screen.findByRole("cell", { name: "Retenção" })).toBeInTheDocument();
  expect(screen.getByText("1 registro")).toBeInTheDocument();
});

it("offers to create the first one when there is nothing yet", async () => {
  answerWith(() => page([]));
  renderPage(<Teams />);
  expect(await screen.findByText("Nenhuma equipe")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Criar" })).toBeInTheDocument();
});

it("offers to clear the filters when they leave nothing", async () => {
  answerWith(() => page([]));
  renderPage(<Teams />, "/teams?q=zzz");
  await userEvent.click(await screen.findByRole("button", { name: "Limpar filtros" }));
  expect(screen.getByTestId("address")).toHaveTextContent(/^\/teams$/);
});

it("says that there is no permission", async () => {
  answerWith(() => ({ status: 403, body: { type: "/problems/forbidden", title: "Sem permissão" } }));
  renderPage(<Teams />);
  expect(await screen.findByText("Você não tem acesso a esta parte")).toBeInTheDocument();
});

it("says what failed, gives the reference for support, and tries again", async () => {
  let isBroken = true;
  answerWith(() => (isBroken ? { status: 500, body: { type: "/problems/internal-error", detail: "Algo falhou.", request_id: "r1" } } : page(["Retenção"])));
  renderPage(<Teams />);
  expect(await screen.findByText("Algo falhou.")).toBeInTheDocument();
  expect(screen.getByText(/r1/)).toBeInTheDocument();
  isBroken = false;
  await userEvent.click(screen.getByRole("button", { name: "Tentar de novo" }));
  expect(await screen.findByRole("cell", { name: "Retenção" })).toBeInTheDocument();
});
