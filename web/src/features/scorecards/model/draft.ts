import type { CriterionOut, FaultOut, OptionOut, ScorecardOut, ScorecardUpdateBody, ScoringMode, SectionOut } from "@/api/generated";

import { keyFrom } from "./keys";

export type Section = SectionOut;
export type Criterion = CriterionOut;
export type Option = OptionOut;

/** A scorecard while it is being edited. New sections, criteria and options have no key until they are sent. */
export interface Draft {
  name: string;
  description: string;
  scoring: ScoringMode;
  pass_mark: number | null;
  sections: Section[];
}

/** The next draft of a card: the one that was begun, else a copy of the version in use. */
export function draftOf(card: ScorecardOut): Draft {
  const { scoring, pass_mark, sections } = card.draft ?? card;
  return { name: card.name, description: card.description, scoring, pass_mark, sections };
}

export const NEW_SECTION: Section = { key: "", label: "", weight: 1, na_allowed: false, excluded: false, criteria: [] };

/** The list with the item at `from` moved by one place; unchanged at an end. */
export function moved<T>(items: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const next = [...items];
  const [item] = next.slice(from, from + 1);
  const [other] = next.slice(to, to + 1);
  if (to < 0 || item === undefined || other === undefined) return next;
  next[from] = other;
  next[to] = item;
  return next;
}

export function replaced<T>(items: readonly T[], at: number, item: T): T[] {
  return items.map((old, index) => (index === at ? item : old));
}

export function without<T>(items: readonly T[], at: number): T[] {
  return items.filter((_, index) => index !== at);
}

type Bounds = Pick<Criterion, "minimum" | "maximum" | "step">;

function fittedBounds({ kind, minimum, maximum, step }: Criterion): Bounds {
  if (kind === "scale") return { minimum: minimum ?? 0, maximum: maximum ?? 10, step: step ?? 1 };
  if (kind === "number") return { minimum: minimum ?? 0, maximum: maximum ?? 10, step };
  return { minimum: null, maximum: null, step: null };
}

function fittedOption(option: Option, isChoice: boolean, isScale: boolean): Option {
  return { ...option, value: isChoice ? null : option.value, score: isScale ? null : (option.score ?? 0) };
}

const UNSCORED = { severity: "none", fatal_scope: null, fails_below: null, options: [] } satisfies Partial<Criterion>;

function fittedText(criterion: Criterion): Criterion {
  const comment = criterion.comment_required === "below" ? "never" : criterion.comment_required;
  return { ...criterion, ...fittedBounds(criterion), ...UNSCORED, comment_required: comment, comment_below: null };
}

/** Whether an answer of that kind is chosen among options. */
export function isChoice(kind: Criterion["kind"]): boolean {
  return kind === "single" || kind === "multiple";
}

/** The criterion as its kind allows it: what the kind does not have is taken off, what it needs is put on. */
export function fitted(criterion: Criterion): Criterion {
  if (criterion.kind === "text") return fittedText(criterion);
  return {
    ...criterion,
    ...fittedBounds(criterion),
    fatal_scope: criterion.severity === "fatal" ? (criterion.fatal_scope ?? "form") : null,
    comment_below: criterion.comment_required === "below" ? criterion.comment_below : null,
    options: criterion.options.map((option) => fittedOption(option, isChoice(criterion.kind), criterion.kind === "scale")),
  };
}

function withKeys<T extends { key: string; label: string }>(items: readonly T[], stem: string, taken: Set<string>): T[] {
  for (const { key } of items) if (key) taken.add(key);
  return items.map((item) => {
    if (item.key) return item;
    const key = keyFrom(item.label, stem, taken);
    taken.add(key);
    return { ...item, key };
  });
}

/** The sections as they are sent: what is new gets a key that says what it is and stays the same across versions. */
export function keyed(sections: readonly Section[]): Section[] {
  const criteria = new Set(sections.flatMap((section) => section.criteria.map(({ key }) => key)).filter(Boolean));
  return withKeys(sections, "block", new Set()).map((section) => ({
    ...section,
    criteria: withKeys(section.criteria, "item", criteria).map((criterion) => ({
      ...criterion,
      options: withKeys(criterion.options, "option", new Set()),
    })),
  }));
}

export function toUpdate(draft: Draft, version: number): ScorecardUpdateBody {
  return { ...draft, name: draft.name.trim(), sections: keyed(draft.sections), version };
}

/** The faults of a place and of all it holds. */
export function faultsUnder(faults: readonly FaultOut[], pointer: string): FaultOut[] {
  return faults.filter((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));
}

export function faultAt(faults: readonly FaultOut[], pointer: string): string | undefined {
  return faults.find((fault) => fault.pointer === pointer)?.message;
}

/** The criteria that stand before one place: those its condition may name. */
export function earlierThan(sections: readonly Section[], section: number, criterion: number): Criterion[] {
  const before = sections.slice(0, section).flatMap(({ criteria }) => criteria);
  const beside = sections[section]?.criteria.slice(0, criterion) ?? [];
  return [...before, ...beside].filter(({ key, kind }) => key !== "" && kind !== "text");
}
