import { useTranslation } from "react-i18next";

import { parseDecimal } from "@/lib/numbers";
import { filterOf, type ListState, settersOf, valuesOf } from "@/lib/url-state";
import { PeoplePicker, TeamsPicker } from "@/parts/PersonPicker";
import { EVALUATION_STATUSES } from "@/parts/StatusPill";
import { DateField, FilterBar, MultiSelect, NumberField, Select } from "@/ui";

import type { FILTERS } from "../model/filters";

type State = ListState<(typeof FILTERS)[number]>;

/** A replaced evaluation is in no list. */
const STATUSES = EVALUATION_STATUSES.filter((status) => status !== "superseded");
const WAITS = ["acknowledge", "contest-decision"] as const;
const OUTCOMES = ["pass", "fail"] as const;

/** `isOwn`: for an operator, who only has his own evaluations to narrow. */
export function EvaluationFilters({ state, isOwn }: { state: State; isOwn: boolean }) {
  const { t } = useTranslation(["evaluations", "parts"]);
  const { filters } = state;
  const { set, setMany } = settersOf(state);
  return (
    <FilterBar active={state.active} onClear={state.clear}>
      {!isOwn && (
        <>
          <PeoplePicker label={t("evaluations:fields.operator")} among="operator" value={valuesOf(filters.operator_id)} onChange={setMany("operator_id")} className="w-52" />
          <PeoplePicker label={t("evaluations:fields.evaluator")} value={valuesOf(filters.evaluator_id)} onChange={setMany("evaluator_id")} className="w-52" />
          <TeamsPicker label={t("evaluations:fields.team")} placeholder={t("evaluations:filters.anyTeam")} value={valuesOf(filters.team_id)} onChange={setMany("team_id")} className="w-44" />
        </>
      )}
      <StatusFilters state={state} isOwn={isOwn} />
      <MultiSelect
        label={t("evaluations:fields.outcome")}
        placeholder={t("evaluations:filters.anyOutcome")}
        options={OUTCOMES.map((id) => ({ id, label: t(`parts:outcome.${id}`) }))}
        value={valuesOf(filters.outcome)}
        onChange={setMany("outcome")}
        className="w-40"
      />
      <DateField label={t("evaluations:filters.from")} value={filters.from ?? ""} max={filters.to} onChange={set("from")} className="w-40" />
      <DateField label={t("evaluations:filters.to")} value={filters.to ?? ""} min={filters.from} onChange={set("to")} className="w-40" />
      {!isOwn && (
        <>
          <Score label={t("evaluations:filters.minScore")} value={filters.min_score} onChange={set("min_score")} />
          <Score label={t("evaluations:filters.maxScore")} value={filters.max_score} onChange={set("max_score")} />
        </>
      )}
    </FilterBar>
  );
}

/** Where it stands, and what it waits for. */
function StatusFilters({ state: { filters, setFilters }, isOwn }: { state: State; isOwn: boolean }) {
  const { t } = useTranslation(["evaluations", "parts"]);
  const known = STATUSES.filter((status) => !isOwn || status !== "draft");
  return (
    <>
      <MultiSelect
        label={t("evaluations:fields.status")}
        placeholder={filters.published ? t("evaluations:filters.anyPublished") : t("evaluations:filters.anyStatus")}
        options={known.map((id) => ({ id, label: t(`parts:evaluationStatus.${id}`) }))}
        value={valuesOf(filters.status)}
        onChange={(values) => setFilters({ status: filterOf(values), published: undefined })}
        className="w-44"
      />
      <Select
        label={t("evaluations:filters.waitingFor")}
        emptyOption={t("evaluations:filters.waitingForAny")}
        options={WAITS.filter((id) => !isOwn || id === "acknowledge").map((id) => ({ id, label: t(`evaluations:waits.${id}`) }))}
        value={filters.waiting_for ?? ""}
        onChange={(waiting_for) => setFilters({ waiting_for })}
        className="w-48"
      />
    </>
  );
}

function Score({ label, value, onChange }: { label: string; value: string | undefined; onChange: (value: string) => void }) {
  return (
    <NumberField
      label={label}
      value={value === undefined ? null : parseDecimal(value.replace(".", ","))}
      minValue={0}
      maxValue={100}
      onChange={(next) => onChange(next === null ? "" : String(next))}
      className="w-32"
    />
  );
}
