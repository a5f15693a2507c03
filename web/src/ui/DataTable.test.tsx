import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPage } from "@/testing/render";

import { type Column, DataTable } from "./DataTable";
import { Pagination } from "./Pagination";

interface Row {
  id: string;
  name: string;
  score: number;
}

const ROWS: Row[] = [
  { id: "1", name: "Ágata", score: 80 },
  { id: "2", name: "Zélia", score: 91 },
];

const COLUMNS: Column<Row>[] = [
  { id: "name", header: "Nome", cell: (row) => row.name, isPrimary: true, sortKey: "name" },
  { id: "score", header: "Nota", cell: (row) => row.score, align: "end" },
];

function draw(props: Partial<Parameters<typeof DataTable<Row>>[0]> = {}) {
  renderPage(<DataTable caption="Pessoas" columns={COLUMNS} rows={ROWS} rowKey={(row) => row.id} {...props} />);
}

it("is a table with its name, heads and rows", () => {
  draw();
  const table = screen.getByRole("table", { name: "Pessoas" });
  expect(within(table).getAllByRole("columnheader").map((head) => head.textContent)).toEqual(["Nome", "Nota"]);
  expect(within(table).getAllByRole("row")).toHaveLength(3);
});

it("links a row through the cell that names it", async () => {
  draw({ rowHref: (row) => `/people/${row.id}` });
  await userEvent.click(screen.getByRole("link", { name: "Zélia" }));
  expect(screen.getByTestId("address")).toHaveTextContent("/people/2");
});

it("asks for the other order when a sorted head is pressed, and says which order it has", async () => {
  const onSort = vi.fn();
  draw({ sort: "-name", onSort });
  expect(screen.getByRole("columnheader", { name: /Nome/ })).toHaveAttribute("aria-sort", "descending");
  expect(screen.getByRole("columnheader", { name: "Nota" })).not.toHaveAttribute("aria-sort");
  await userEvent.click(screen.getByRole("button", { name: /Nome/ }));
  expect(onSort).toHaveBeenCalledWith("name");
});

it("says when newer rows are on their way", () => {
  draw({ isRefetching: true });
  expect(screen.getByRole("table")).toHaveAttribute("aria-busy", "true");
});

it("counts the rows exactly, or says there are more than a limit", () => {
  renderPage(<Pagination total={1234} page={1} onBack={undefined} onNext={vi.fn()} />);
  expect(screen.getByText(/1\.234 registros/)).toBeInTheDocument();
  renderPage(<Pagination total={{ at_least: 10_000 }} page={1} onBack={undefined} onNext={undefined} />);
  expect(screen.getByText(/mais de 10\.000 registros/)).toBeInTheDocument();
});
