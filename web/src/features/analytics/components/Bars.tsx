import { Link } from "react-router";

export interface BarRow {
  key: string;
  label: string;
  /** 0–1 of the full width. */
  share: number;
  value: string;
  hint?: string;
  to?: string;
}

/** Bars whose rows are links: read, tabbed and pressed like any list. */
export function Bars({ rows }: { rows: readonly BarRow[] }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {rows.map((row) => (
        <li key={row.key}>{row.to ? <Link to={row.to} className="block rounded-sm px-1.5 py-1 hover:bg-hover"><Row row={row} /></Link> : <div className="px-1.5 py-1"><Row row={row} /></div>}</li>
      ))}
    </ul>
  );
}

function Row({ row: { label, share, value, hint } }: { row: BarRow }) {
  return (
    <>
      <span className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 break-words">{label}</span>
        <span className="shrink-0">
          <span className="font-semibold">{value}</span>
          {hint && <span className="ml-2 text-sm text-ink-faint">{hint}</span>}
        </span>
      </span>
      <span aria-hidden className="mt-1 block h-2 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full rounded-full bg-chart-1" style={{ width: `${Math.max(share * 100, 1)}%` }} />
      </span>
    </>
  );
}
