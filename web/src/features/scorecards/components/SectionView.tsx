import { useTranslation } from "react-i18next";

import type { ScoringMode } from "@/api/generated";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { Badge, Card } from "@/ui";

import type { Criterion, Section } from "../model/draft";
import { CriterionMarks } from "./CriterionMarks";

function Options({ criterion }: { criterion: Criterion }) {
  if (criterion.options.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-col gap-1 border-l-2 border-line pl-3 text-sm">
      {criterion.options.map((option) => (
        <li key={option.key} className="flex flex-wrap gap-x-2">
          <span className="font-medium">{option.label}</span>
          <span className="text-ink-faint">{option.score !== null ? formatPercent(option.score) : option.value !== null ? formatNumber(option.value) : ""}</span>
          {option.anchor && <span className="text-ink-soft">{option.anchor}</span>}
        </li>
      ))}
    </ul>
  );
}

export interface SectionViewProps {
  section: Section;
  scoring: ScoringMode;
  /** The label of any criterion of the form by its key, for conditions. */
  labelOf: (key: string) => string;
}

/** A section as it is asked, to be read. */
export function SectionView({ section, scoring, labelOf }: SectionViewProps) {
  const { t } = useTranslation("scorecards");
  return (
    <Card
      isFlush
      title={section.label}
      aside={
        <span className="flex gap-1.5">
          {section.excluded && <Badge tone="accent">{t("mark.excluded")}</Badge>}
          {section.na_allowed && <Badge>{t("mark.na")}</Badge>}
          {scoring !== "deduction" && <Badge>{t("mark.weight", { weight: formatNumber(section.weight) })}</Badge>}
        </span>
      }
    >
      <ol className="mt-2">
        {section.criteria.map((criterion) => (
          <li key={criterion.key} className="border-t border-line px-5 py-4">
            <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
              <p className="min-w-0 font-medium">{criterion.label}</p>
              <CriterionMarks criterion={criterion} dependsOn={criterion.shown_when ? labelOf(criterion.shown_when.criterion) : undefined} />
            </div>
            {criterion.guidance && <p className="mt-1 max-w-3xl text-sm whitespace-pre-line text-ink-soft">{criterion.guidance}</p>}
            <Options criterion={criterion} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
