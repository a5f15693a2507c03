import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter, Link } from "react-router";
import { RouterProvider } from "react-router/dom";
import { expect, it } from "vitest";

import { renderPage } from "@/testing/render";

import { useListState } from "./url-state";

const KEYS = ["status", "q"] as const;

function Probe() {
  const list = useListState(KEYS);
  return (
    <>
      <output data-testid="state">{JSON.stringify({ ...list.filters, active: list.active, page: list.page })}</output>
      <button onClick={() => list.setFilters({ status: "open" })}>open</button>
      <button onClick={() => list.setFilters({ status: "" })}>none</button>
      <button onClick={() => list.goNext(`c${list.page + 1}`)}>next</button>
      {list.goBack && <button onClick={list.goBack}>back</button>}
      <button onClick={() => list.setSort("-started_at")}>sort</button>
      <button onClick={list.clear}>clear</button>
    </>
  );
}

const address = () => screen.getByTestId("address").textContent;
const state = () => JSON.parse(screen.getByTestId("state").textContent) as unknown;
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

it("reads the filters it knows from the address, and leaves the others alone", () => {
  renderPage(<Probe />, "/calls?status=open&q=ana&tab=x");
  expect(state()).toEqual({ status: "open", q: "ana", active: 2, page: 1 });
});

it("writes a filter to the address and returns to the first page", async () => {
  renderPage(<Probe />, "/calls?q=ana&cursor=c5");
  await press("open");
  expect(address()).toBe("/calls?q=ana&status=open");
  await press("none");
  expect(address()).toBe("/calls?q=ana");
});

it("walks forward and back over pages that only have a next cursor", async () => {
  renderPage(<Probe />, "/calls?q=ana");
  expect(screen.queryByRole("button", { name: "back" })).toBeNull();
  await press("next");
  await press("next");
  expect(address()).toBe("/calls?q=ana&cursor=c3");
  expect(state()).toMatchObject({ page: 3 });
  await press("back");
  expect(address()).toBe("/calls?q=ana&cursor=c2");
  await press("back");
  expect(address()).toBe("/calls?q=ana");
});

it("leads a shared link of a later page back to the first one", async () => {
  renderPage(<Probe />, "/calls?cursor=c9");
  await press("back");
  expect(address()).toBe("/calls");
});

it("clears its filters and keeps the sort", async () => {
  renderPage(<Probe />, "/calls?q=ana&status=open");
  await press("sort");
  await press("clear");
  expect(address()).toBe("/calls?sort=-started_at");
});

it("lets a person go who has followed a link, whatever filter settles meanwhile", async () => {
  let arrive = (): void => undefined;
  const arrival = new Promise<void>((resolve) => (arrive = resolve));
  const list = (
    <>
      <Probe />
      <Link to="/calls/7">open the call</Link>
    </>
  );
  const router = createMemoryRouter(
    [
      { path: "/calls", element: list },
      { path: "/calls/:id", lazy: () => arrival.then(() => ({ Component: () => <h1>Call 7</h1> })) },
    ],
    { initialEntries: ["/calls"] },
  );
  render(<RouterProvider router={router} useTransitions={false} />);
  await userEvent.click(screen.getByRole("link", { name: "open the call" }));
  await press("open");
  arrive();
  expect(await screen.findByRole("heading", { name: "Call 7" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/calls/7");
});

it("counts two presses in one breath", () => {
  renderPage(<Probe />, "/calls?q=ana&cursor=c5");
  screen.getByRole("button", { name: "open" }).click();
  screen.getByRole("button", { name: "sort" }).click();
  expect(address()).toBe("/calls?q=ana&status=open&sort=-started_at");
});
