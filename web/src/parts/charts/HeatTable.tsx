import { Link } from "react-router";

import { cn } from "@/lib/cn";

export interface HeatCell {
  /** The number itself: colour only underlines it. */
  text: string;
  /** How strong the colour is, 0–1. */
  level: number;
  /** What the cell says, whole. */
  says: string;
  isFaint?: boolean;
  to?: string | undefined;
}

export interface HeatRow {
  key: string;
  label: string;
  cells: readonly (HeatCell | null)[];
}

export interface HeatTableProps {
  caption: string;
  /** The head above the labels of the rows. */
  corner: string;
  columns: readonly { id: string; label: string; isTotal?: boolean }[];
  rows: readonly HeatRow[];
  /** `attention` for what is low, `quantity` for what is many. */
  tone: "attention" | "quantity";
  isTight?: boolean;
}

const STRONGEST = 46;
const TONES = { attention: "var(--chart-2)", quantity: "var(--chart-1)" };

function colour(tone: HeatTableProps["tone"], level: number): string {
  return `color-mix(in srgb, ${TONES[tone]} ${Math.round(Math.min(Math.max(level, 0), 1) * STRONGEST)}%, var(--surface))`;
}

/** A table whose cells are coloured by their numbers: read, tabbed and pressed like any table. */
export function HeatTable({ caption, corner, columns, rows, tone, isTight = false }: HeatTableProps) {
  const pad = isTight ? "min-w-9 px-1 py-1" : "min-w-20 px-2.5 py-2";
  return (
    // The scroller takes the focus, so that it scrolls by keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={caption}>
      <table className="w-full border-separate border-spacing-0.5 text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 z-10 bg-surface pr-3 text-left font-medium text-ink-faint">
              {corner}
            </th>
            {columns.map(({ id, label, isTotal }) => (
              <th key={id} scope="col" className={cn("pb-1 text-center align-bottom font-medium", isTight ? "px-0.5 text-xs" : "max-w-32 px-1.5", isTotal ? "text-ink" : "text-ink-faint")}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className="sticky left-0 z-10 max-w-36 bg-surface pr-3 text-left font-medium break-words sm:max-w-64">
                {row.label}
              </th>
              {row.cells.map((cell, index) => (
                <Cell key={columns[index]?.id ?? index} cell={cell} tone={tone} pad={pad} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, tone, pad }: { cell: HeatCell | null; tone: HeatTableProps["tone"]; pad: string }) {
  if (!cell) return <td className={cn("rounded-sm text-center text-ink-faint", pad)}>—</td>;
  const face = cn("block rounded-sm text-center text-ink", pad, cell.isFaint && "border border-dashed border-line-strong font-normal");
  return (
    <td className="p-0">
      {cell.to ? (
        <Link to={cell.to} title={cell.says} aria-label={cell.says} className={cn(face, "hover:outline-2 hover:outline-line-strong")} style={{ background: colour(tone, cell.level) }}>
          {cell.text}
        </Link>
      ) : (
        <span title={cell.says} className={face} style={{ background: colour(tone, cell.level) }}>
          {cell.text}
        </span>
      )}
    </td>
  );
}
