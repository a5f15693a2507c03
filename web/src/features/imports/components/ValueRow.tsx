import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { DecisionBody, UnknownValueOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { useCategories } from "@/parts/categories";
import { PersonPicker, TeamPicker } from "@/parts/PersonPicker";
import { useHasRole } from "@/parts/session";
import { Select, TextField } from "@/ui";

import { answerOf, created, type Known, mapTo, rejected, reopened, suggestionsOf } from "../model/values";

export interface AnswerProps {
  /** The values that this answer is for: one, or a group of near spellings. */
  values: readonly UnknownValueOut[];
  label: string;
  isFixed: boolean;
  onAnswer: (decisions: DecisionBody[]) => void;
}

/** What all of the values were answered alike; "" when they were not. */
function common(values: readonly UnknownValueOut[], suggestions: readonly Known[]): string {
  const answers = new Set(values.map(({ decision }) => answerOf(decision, suggestions)));
  const targets = new Set(values.map(({ decision }) => decision?.target));
  return answers.size === 1 && targets.size === 1 ? [...answers].join("") : "";
}

function useChoices(values: readonly UnknownValueOut[], suggestions: readonly Known[]) {
  const { t } = useTranslation("imports");
  const isAdmin = useHasRole("admin");
  const isCategory = values[0]?.field === "category";
  const hasName = values.some(({ value }) => value !== "");
  return [
    ...suggestions.map(({ id, label }) => ({ id: `is:${id}`, label: t("values.is", { name: label }) })),
    { id: "other", label: isCategory ? t("values.otherCategory") : t("values.otherOperator") },
    ...(isAdmin && hasName ? [{ id: "create", label: t("values.create") }] : []),
    { id: "reject", label: t("values.reject") },
  ];
}

/** The choice of what becomes of one value, or of a group of spellings at once. */
export function Answer({ values, label, isFixed, onAnswer }: AnswerProps) {
  const { t } = useTranslation("imports");
  const suggestions = [...new Map(values.flatMap(suggestionsOf).map((known) => [known.id, known])).values()];
  const answer = common(values, suggestions);
  const [isLooking, setLooking] = useState(false);
  const shown = isLooking ? "other" : answer;
  const name = values.find(({ value }) => value !== "")?.value ?? "";
  const choose = (next: string): void => {
    setLooking(next === "other");
    if (next === "reject") onAnswer(values.map(rejected));
    else if (next === "create") onAnswer(values.map((value) => created(value, name, null)));
    else if (next.startsWith("is:")) onAnswer(values.map((value) => mapTo(value, next.slice(3))));
    else if (answer !== "") onAnswer(values.map(reopened));
  };
  const target = answer === "other" ? (values[0]?.decision?.target ?? "") : "";
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-start gap-3 max-sm:basis-full">
      <Select
        label={label}
        hideLabel
        emptyOption={t("values.ask")}
        options={useChoices(values, suggestions)}
        value={shown}
        onChange={choose}
        isDisabled={isFixed}
        className="w-72 max-w-full"
      />
      {shown === "other" && (
        <OtherTarget
          field={values[0]?.field ?? ""}
          target={target}
          isFixed={isFixed}
          onTarget={(id) => {
            setLooking(id === "");
            onAnswer(values.map((value) => (id ? mapTo(value, id) : reopened(value))));
          }}
        />
      )}
      {shown === "create" && <NewOne key={values[0]?.decision?.target} values={values} isFixed={isFixed} onAnswer={onAnswer} />}
    </div>
  );
}

interface OtherTargetProps {
  field: string;
  target: string;
  isFixed: boolean;
  onTarget: (id: string) => void;
}

function OtherTarget({ field, target, isFixed, onTarget }: OtherTargetProps) {
  const { t } = useTranslation("imports");
  const categories = useCategories().data ?? [];
  if (field !== "category") {
    return <PersonPicker among="operator" label={t("values.whichOperator")} hideLabel value={target} onChange={onTarget} isDisabled={isFixed} className="w-64 max-w-full" />;
  }
  return (
    <Select
      label={t("values.whichCategory")}
      hideLabel
      options={categories.filter(({ active }) => active).map(({ key, label }) => ({ id: key, label }))}
      value={target}
      onChange={onTarget}
      isDisabled={isFixed}
      className="w-64 max-w-full"
    />
  );
}

function NewOne({ values, isFixed, onAnswer }: Omit<AnswerProps, "label">) {
  const { t } = useTranslation("imports");
  const decision = values[0]?.decision;
  const kept = decision?.target ?? values[0]?.value ?? "";
  const team = decision?.team_id ?? "";
  const [name, setName] = useState(kept);
  const answer = (nextName: string, nextTeam: string): void => onAnswer(values.map((value) => created(value, nextName, nextTeam || null)));
  const keep = (): void => {
    const next = name.trim();
    if (next && next !== kept) answer(next, team);
    else setName(kept);
  };
  return (
    <>
      <TextField label={t("values.newName")} hideLabel value={name} onChange={setName} onBlur={keep} maxLength={80} isDisabled={isFixed} className="w-64 max-w-full" />
      {values[0]?.field === "operator" && (
        <TeamPicker
          label={t("values.team")}
          hideLabel
          emptyOption={t("values.noTeam")}
          value={team}
          onChange={(next) => answer(name.trim() || kept, next)}
          isDisabled={isFixed}
          className="w-48 max-w-full"
        />
      )}
    </>
  );
}

/** One value as the file writes it, in how many rows, and its answer. */
export function ValueRow({ value, isFixed, onAnswer }: Omit<AnswerProps, "values" | "label"> & { value: UnknownValueOut }) {
  const { t } = useTranslation("imports");
  const shown = value.value || t("values.blank");
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 px-5 py-3">
      <div className="w-64 max-w-full min-w-0 pt-1.5">
        <span className="block font-medium break-words">{shown}</span>
        <span className="text-sm text-ink-faint">{t("values.rows", { count: value.rows, formatted: formatNumber(value.rows) })}</span>
      </div>
      <Answer values={[value]} label={t("values.answer", { value: shown })} isFixed={isFixed} onAnswer={onAnswer} />
    </li>
  );
}
