import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { DurationUnit, OptionsBody, Unanswered } from "@/api/generated";
import { can } from "@/parts/can";
import { useCategories } from "@/parts/categories";
import { CHANNELS } from "@/parts/choices";
import { CALL_STATUSES, PRIORITIES } from "@/parts/StatusPill";
import { Card, Checkbox, Select, TextField } from "@/ui";

import { refusalOf } from "../model/refusal";
import type { StepProps } from "./shared";

const UNITS: readonly DurationUnit[] = ["seconds", "minutes", "milliseconds", "day_fraction", "hours_minutes"];

function SourceField({ found, update }: StepProps) {
  const { t } = useTranslation("imports");
  const [text, setText] = useState(found.options.source);
  const keep = (): void => {
    const source = text.trim();
    if (source && source !== found.options.source) update.mutate({ options: { source } });
    else setText(found.options.source);
  };
  return (
    <TextField
      label={t("options.source")}
      description={t("options.sourceHint")}
      value={text}
      onChange={setText}
      onBlur={keep}
      onKeyDown={(event) => event.key === "Enter" && keep()}
      maxLength={60}
      isDisabled={!can(found, "update")}
      error={refusalOf(update.error, "options.source")}
    />
  );
}

/** What is taken where a row does not say it; each only while no column does. */
function Defaults({ found, update }: StepProps) {
  const { t } = useTranslation(["imports", "parts"]);
  const categories = useCategories().data ?? [];
  const { options, mapping } = found;
  const isFixed = !can(found, "update");
  const choices = [
    { name: "category", options: categories.filter(({ active }) => active).map(({ key, label }) => ({ id: key, label })) },
    { name: "channel", options: CHANNELS.map((id) => ({ id, label: t(`parts:channel.${id}`) })) },
    { name: "status", options: CALL_STATUSES.map((id) => ({ id, label: t(`parts:callStatus.${id}`) })) },
    { name: "priority", options: PRIORITIES.map((id) => ({ id, label: t(`parts:priority.${id}`) })) },
  ] as const;
  return choices
    .filter(({ name }) => name === "category" || !(name in mapping))
    .map((choice) => (
      <Select
        key={choice.name}
        label={t(`imports:options.${choice.name}`)}
        options={choice.options}
        value={options[choice.name]}
        onChange={(next) => update.mutate({ options: { [choice.name]: next } })}
        isDisabled={isFixed}
        error={refusalOf(update.error, `options.${choice.name}`)}
      />
    ));
}

/** How the cells of a table of calls are read, beside its columns. */
export function OptionFields({ found, update }: StepProps) {
  const { t } = useTranslation("imports");
  const { options, mapping } = found;
  const isFixed = !can(found, "update");
  const save = (changed: OptionsBody): void => update.mutate({ options: changed });
  return (
    <Card title={t("options.title")}>
      <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        <SourceField key={options.source} found={found} update={update} />
        {"duration_seconds" in mapping && (
          <Select
            label={t("options.duration")}
            options={UNITS.map((id) => ({ id, label: t(`options.durations.${id}`) }))}
            value={options.duration_unit}
            onChange={(unit) => save({ duration_unit: unit as DurationUnit })}
            isDisabled={isFixed}
          />
        )}
        {"answered" in mapping && (
          <Select
            label={t("options.unanswered")}
            options={[
              { id: "import", label: t("options.unansweredImport") },
              { id: "skip", label: t("options.unansweredSkip") },
            ]}
            value={options.unanswered}
            onChange={(next) => save({ unanswered: next as Unanswered })}
            isDisabled={isFixed}
          />
        )}
        <Defaults found={found} update={update} />
        {"external_id" in mapping && (
          <Checkbox isSelected={options.id_with_date} onChange={(id_with_date) => save({ id_with_date })} isDisabled={isFixed} className="self-end pb-2">
            {t("options.idWithDate")}
          </Checkbox>
        )}
      </div>
    </Card>
  );
}
