import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { renderPage } from "@/testing/render";
import { answerWith } from "@/testing/server";

import HomeView from "./HomeView";

function view(patch: object) {
  return { id: "v", name: "Itens", page: "analytics", query: "?tab=items", is_home: true, version: 1, actions: [], ...patch };
}

function drawn(items: object[], address = "/"): void {
  answerWith(() => ({ body: { items, next_cursor: null, total: items.length } }));
  renderPage(
    <HomeView>
      <p>painel</p>
    </HomeView>,
    address,
  );
}

it("leads whoever comes in to the view that is his home, once", async () => {
  drawn([view({})]);
  expect(await screen.findByText("painel")).toBeVisible();
  expect(screen.getByTestId("address")).toHaveTextContent("/analytics?tab=items");
});

it("stays where it is when no view is home", async () => {
  drawn([view({ is_home: false })]);
  expect(await screen.findByText("painel")).toBeVisible();
  expect(screen.getByTestId("address")).toHaveTextContent(/^\/$/);
});

it("stays where it is when the address asks for something itself", async () => {
  drawn([view({})], "/?period=7");
  expect(await screen.findByText("painel")).toBeVisible();
  expect(screen.getByTestId("address")).toHaveTextContent("/?period=7");
});
