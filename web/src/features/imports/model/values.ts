import type { DecisionBody, DecisionOut, UnknownValueOut } from "@/api/generated";

export interface ValueGroup {
  key: string;
  field: string;
  /** Spellings of probably the same, those with most rows first. */
  values: UnknownValueOut[];
}

export interface Known {
  id: string;
  label: string;
}

/** What a value may be among what is known, the best first. */
export function suggestionsOf(value: Pick<UnknownValueOut, "near">): Known[] {
  return value.near.flatMap(({ id, label }) => (id === null ? [] : [{ id, label }]));
}

export function keyOf({ field, value }: Pick<UnknownValueOut, "field" | "value">): string {
  return `${field}\u0000${value}`;
}

/** Groups of values of one field that are near each other, or near the same known one first of all. */
export function groupValues(values: readonly UnknownValueOut[]): ValueGroup[] {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    const parent = parents.get(key);
    return parent === undefined || parent === key ? key : rootOf(parent);
  };
  const join = (one: string, other: string): void => void parents.set(rootOf(one), rootOf(other));
  const known = new Set(values.map(keyOf));
  for (const value of values) {
    for (const near of value.near) {
      const other = keyOf({ field: value.field, value: near.label });
      if (near.id === null && known.has(other)) join(keyOf(value), other);
    }
    const [first] = suggestionsOf(value);
    if (first) join(keyOf(value), `${value.field}\u0001${first.id}`);
  }
  const groups = new Map<string, ValueGroup>();
  for (const value of values) {
    const key = rootOf(keyOf(value));
    const group = groups.get(key);
    if (group) group.values.push(value);
    else groups.set(key, { key, field: value.field, values: [value] });
  }
  for (const group of groups.values()) group.values.sort((one, other) => other.rows - one.rows);
  return [...groups.values()];
}

/** An answer as a select holds it: `""` open, `create`, `reject`, `other`, or `is:<id>` of something known. */
export function answerOf(decision: DecisionOut | null, suggestions: readonly Known[]): string {
  if (!decision) return "";
  if (decision.action !== "map") return decision.action;
  return suggestions.some(({ id }) => id === decision.target) ? `is:${decision.target ?? ""}` : "other";
}

type Asked = Pick<UnknownValueOut, "field" | "value">;

export function mapTo({ field, value }: Asked, target: string): DecisionBody {
  return { field, value, action: "map", target };
}

export function rejected({ field, value }: Asked): DecisionBody {
  return { field, value, action: "reject" };
}

export function reopened({ field, value }: Asked): DecisionBody {
  return { field, value, action: null };
}

/** To be created under `name`; what is created under one name is created once. */
export function created({ field, value }: Asked, name: string, teamId: string | null): DecisionBody {
  return { field, value, action: "create", target: name || value, team_id: teamId };
}

/** Every open value that has a suggestion, taken for the best one. */
export function acceptSuggestions(values: readonly UnknownValueOut[]): DecisionBody[] {
  return values.flatMap((value) => {
    const [best] = suggestionsOf(value);
    return value.decision === null && best ? [mapTo(value, best.id)] : [];
  });
}

/** Every open value kept out. */
export function rejectRest(values: readonly UnknownValueOut[]): DecisionBody[] {
  return values.filter(({ decision }) => decision === null).map(rejected);
}

/** Every open value that names something created; near spellings under that of most rows. */
export function createRest(values: readonly UnknownValueOut[]): DecisionBody[] {
  return groupValues(values).flatMap((group) => {
    const name = group.values.find(({ value }) => value !== "")?.value ?? "";
    return group.values.filter(({ decision, value }) => decision === null && value !== "").map((value) => created(value, name, null));
  });
}

/** How many rows the answers keep out, at least: a row may have two values that were rejected. */
export function declinedRows(values: readonly UnknownValueOut[]): number {
  const byField = new Map<string, number>();
  for (const { field, rows, decision } of values) {
    if (decision?.action === "reject") byField.set(field, (byField.get(field) ?? 0) + rows);
  }
  return Math.max(0, ...byField.values());
}

/** The values as they will be once these decisions are kept. */
export function withDecisions(values: readonly UnknownValueOut[], decisions: readonly DecisionBody[]): UnknownValueOut[] {
  const said = new Map(decisions.map((decision) => [keyOf(decision), decision]));
  return values.map((value) => {
    const decision = said.get(keyOf(value));
    if (!decision) return value;
    const { action, target, team_id } = decision;
    return { ...value, decision: action === null ? null : { action, target: target ?? null, team_id: team_id ?? null } };
  });
}
