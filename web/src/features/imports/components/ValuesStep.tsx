import { ArrowRight, Layers2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { DecisionBody, UnknownValueOut } from "@/api/generated";
import { can } from "@/parts/can";
import { useHasRole } from "@/parts/session";
import { Badge, Button, ButtonLink, Card, EmptyState } from "@/ui";

import { undecidedOf } from "../model/steps";
import { acceptSuggestions, createRest, groupValues, keyOf, rejectRest, type ValueGroup } from "../model/values";
import { type StepProps, useFieldLabel } from "./shared";
import { Answer, ValueRow } from "./ValueRow";

/** Every value that nobody knows, asked about once however many rows have it. */
export function ValuesStep({ found, update }: StepProps) {
  const { t } = useTranslation("imports");
  const fields = [...new Set(found.unknown_values.map(({ field }) => field))];
  const next = (
    <ButtonLink to="?step=review" variant="primary" icon={<ArrowRight size={17} />}>
      {t("steps.next")}
    </ButtonLink>
  );
  if (fields.length === 0) {
    return (
      <Card>
        <EmptyState kind="nothing" title={t("values.none")} action={next} />
      </Card>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      {fields.map((field) => (
        <FieldValues
          key={field}
          field={field}
          values={found.unknown_values.filter((value) => value.field === field)}
          fields={found.fields}
          isFixed={!can(found, "update")}
          onAnswer={(decisions) => decisions.length > 0 && update.mutate({ decisions })}
        />
      ))}
      <div className="flex justify-end">{undecidedOf(found) === 0 && next}</div>
    </div>
  );
}

interface FieldValuesProps {
  field: string;
  values: UnknownValueOut[];
  fields: StepProps["found"]["fields"];
  isFixed: boolean;
  onAnswer: (decisions: DecisionBody[]) => void;
}

function FieldValues({ field, values, fields, isFixed, onAnswer }: FieldValuesProps) {
  const { t } = useTranslation("imports");
  const label = useFieldLabel(fields);
  const left = undecidedOf({ unknown_values: values });
  const title = field === "operator" || field === "category" ? t(`values.${field}`) : t("values.other", { field: label(field) });
  return (
    <Card
      title={title}
      isFlush
      aside={<Badge tone={left > 0 ? "warn" : "good"}>{left > 0 ? t("values.left", { count: left }) : t("values.allDone")}</Badge>}
    >
      {!isFixed && left > 0 && <BulkAnswers values={values} onAnswer={onAnswer} />}
      <ul className="mt-3 divide-y divide-line border-t border-line">
        {groupValues(values).map((group) =>
          group.values.length > 1 ? (
            <Spellings key={group.key} group={group} isFixed={isFixed} onAnswer={onAnswer} />
          ) : (
            group.values.map((value) => <ValueRow key={keyOf(value)} value={value} isFixed={isFixed} onAnswer={onAnswer} />)
          ),
        )}
      </ul>
    </Card>
  );
}

function BulkAnswers({ values, onAnswer }: { values: UnknownValueOut[]; onAnswer: (decisions: DecisionBody[]) => void }) {
  const { t } = useTranslation("imports");
  const isAdmin = useHasRole("admin");
  const suggested = acceptSuggestions(values);
  const creatable = isAdmin ? createRest(values) : [];
  const rejectable = rejectRest(values);
  const offers = [
    { key: "accept", decisions: suggested, text: t("values.accept", { count: suggested.length }) },
    { key: "create", decisions: creatable, text: t("values.createRest", { count: creatable.length }) },
    { key: "reject", decisions: rejectable, text: t("values.rejectRest", { count: rejectable.length }) },
  ];
  return (
    <div className="mt-2 flex flex-wrap gap-2 px-5">
      {offers
        .filter(({ decisions }) => decisions.length > 0)
        .map(({ key, decisions, text }) => (
          <Button key={key} size="sm" onPress={() => onAnswer(decisions)}>
            {text}
          </Button>
        ))}
    </div>
  );
}

interface SpellingsProps {
  group: ValueGroup;
  isFixed: boolean;
  onAnswer: (decisions: DecisionBody[]) => void;
}

/** Near spellings together, with one answer for all of them; each may still be answered by itself. */
function Spellings({ group, isFixed, onAnswer }: SpellingsProps) {
  const { t } = useTranslation("imports");
  const count = group.values.length;
  return (
    <li>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2 bg-sunken px-5 py-3">
        <p className="flex w-64 max-w-full items-start gap-2 pt-1.5 text-sm font-medium">
          <Layers2 size={16} className="mt-0.5 shrink-0 text-ink-faint" aria-hidden />
          {t("values.together", { count })}
        </p>
        <Answer values={group.values} label={t("values.togetherAnswer", { count })} isFixed={isFixed} onAnswer={onAnswer} />
      </div>
      <ul className="divide-y divide-line border-l-4 border-sunken">
        {group.values.map((value) => (
          <ValueRow key={keyOf(value)} value={value} isFixed={isFixed} onAnswer={onAnswer} />
        ))}
      </ul>
    </li>
  );
}
