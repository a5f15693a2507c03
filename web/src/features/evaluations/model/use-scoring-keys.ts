import { useRef } from "react";
import { flushSync } from "react-dom";

import type { CriterionOut, SectionOut } from "@/api/generated";
import { type Hotkeys, useHotkeys } from "@/lib/hotkeys";

import { focusCriterion } from "../components/scoring/control";
import { type Answer, type Answers, answerOf, mayNotApply, toggleNotApplicable } from "./answers";
import { afterDigit, afterStep, afterZero, moved, type Typed } from "./keys";

export interface ScoringKeys {
  /** What the answers show. */
  sections: readonly SectionOut[];
  answers: Answers;
  current: string | null;
  /** The single keys are on; those held with Ctrl always are. */
  hasKeys: boolean;
  onChange: (answer: Answer) => void;
  onComment: (criterion: string) => void;
  /** Where there is something to listen to: a comment at the present second, and the answer pinned to it. */
  onMoment?: (criterion: string | null) => void;
  onPin?: (criterion: string) => void;
  onGuide: (criterion: string) => void;
  onConclude: (goesOn: boolean) => void;
  onHelp: () => void;
}

interface Place {
  section: SectionOut;
  criterion: CriterionOut;
}

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** The keyboard of the scoring screen: digits answer the criterion where the focus is or last was. */
export function useScoringKeys(props: ScoringKeys): void {
  const { sections, answers, current, hasKeys, onChange } = props;
  const typed = useRef<Typed | null>(null);
  const places: Place[] = sections.flatMap((section) => section.criteria.map((criterion) => ({ section, criterion })));
  const here = places.find(({ criterion }) => criterion.key === current) ?? places[0];

  const answer = (change: (criterion: CriterionOut, answer: Answer, section: SectionOut) => Answer | undefined): void => {
    const next = here && change(here.criterion, answerOf(answers, here.criterion.key), here.section);
    if (!next) return;
    // Drawn before the next key: somebody quick must not answer the item he has just left.
    flushSync(() => onChange(next));
    focusCriterion(next.criterion);
  };
  const press = (digit: string): void =>
    answer((criterion, before) => {
      const now = Date.now();
      const next = afterDigit(criterion, before, digit, typed.current, now);
      typed.current = { criterion: criterion.key, text: digit, at: now };
      return next;
    });
  const go = (by: 1 | -1): void => {
    const keys = places.map(({ criterion }) => criterion.key);
    const next = moved(keys, current, by);
    if (next) focusCriterion(next);
  };
  const onHere = (act: (criterion: string) => void): void => {
    if (here) act(here.criterion.key);
  };

  const single: Hotkeys = {
    ...Object.fromEntries(DIGITS.map((digit) => [digit, () => press(digit)])),
    z: () => answer(afterZero),
    ArrowRight: () => answer((criterion, before) => afterStep(criterion, before, 1)),
    ArrowLeft: () => answer((criterion, before) => afterStep(criterion, before, -1)),
    n: () => answer((criterion, before, section) => (mayNotApply(section, criterion) ? toggleNotApplicable(before) : undefined)),
    c: () => (props.onMoment ? props.onMoment(here?.criterion.key ?? null) : onHere(props.onComment)),
    "Shift+c": () => onHere(props.onComment),
    ...(props.onPin ? { m: () => onHere(props.onPin as (criterion: string) => void) } : {}),
    g: () => onHere(props.onGuide),
    "?": props.onHelp,
  };
  useHotkeys({
    ...(hasKeys ? single : {}),
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    "Mod+Enter": () => props.onConclude(false),
    "Mod+Shift+Enter": () => props.onConclude(true),
  });
}
