import type { ColumnOut, ImportUpdateBody, OptionsBody, PresetOut, PreviewRowOut } from "@/api/generated";

export type Mapping = Record<string, number>;
export type Changes = Omit<ImportUpdateBody, "version">;

/** The field that a column holds. */
export function fieldOf(mapping: Mapping, column: number): string | undefined {
  return Object.keys(mapping).find((field) => mapping[field] === column);
}

/** The mapping with `field` ("" for none) in a column: it leaves the column where it was, and so does what was here. */
export function withField(mapping: Mapping, column: number, field: string): Mapping {
  const others = Object.entries(mapping).filter(([name, place]) => name !== field && place !== column);
  return field === "" ? Object.fromEntries(others) : { ...Object.fromEntries(others), [field]: column };
}

/** What a preset changes: its options, and its columns as far as this file has them; one without columns has them guessed. */
export function presetChanges(preset: Pick<PresetOut, "mapping" | "options">, columns: readonly ColumnOut[]): Changes {
  const options: OptionsBody = { ...preset.options };
  const named = Object.entries(preset.mapping);
  if (named.length === 0) return { options };
  const places = new Map(columns.map(({ name, index }) => [name.toLowerCase(), index]));
  const found = named.flatMap(([field, name]) => {
    const place = places.get(name.toLowerCase());
    return place === undefined ? [] : [[field, place] as const];
  });
  return { options, mapping: Object.fromEntries(found) };
}

/** Whether a row is taken as read; otherwise its values are those of the file. */
export function isTaken(row: Pick<PreviewRowOut, "problems">): boolean {
  return row.problems.every(({ is_warning }) => is_warning);
}

export interface Example {
  raw: string;
  read: string;
}

/** What the file says in a field and how that is read, of the first row that has both. */
export function exampleOf(rows: readonly PreviewRowOut[], field: string): Example | undefined {
  const shown = field === "date" || field === "time" ? "started_at" : field;
  for (const row of rows) {
    const raw = row.raw[field];
    const read = row.values[shown];
    if (raw && read && isTaken(row)) return { raw, read };
  }
  return undefined;
}

/** The fields that some row of a preview has, in the order of `order`. */
export function shownFields(rows: readonly PreviewRowOut[], order: readonly string[]): string[] {
  const said = new Set(rows.flatMap(({ values }) => Object.keys(values).filter((name) => values[name] != null)));
  return order.filter((name) => said.has(name));
}
