import { useTranslation } from "react-i18next";

import type { SectionOut } from "@/api/generated";
import { ORIGINS } from "@/parts/choices";
import { Select, TextField } from "@/ui";

import { type Answer, type Answers, answerOf } from "../../model/answers";
import { SUMMARY } from "../../model/draft-sync";
import { originEntry, originOf } from "../../model/origin";
import { summaryEntry } from "../../model/transport";
import type { Conclude } from "../../model/use-conclude";
import type { Moments } from "../../model/use-moments";
import { CriterionCard } from "./CriterionCard";

export interface ScoringFormProps {
  /** Only what the answers show. */
  sections: readonly SectionOut[];
  answers: Answers;
  conclude: Pick<Conclude, "lacks" | "issues">;
  current: string | null;
  commenting: ReadonlySet<string>;
  guided: string | null;
  hasKeys: boolean;
  moments: Moments;
  onChange: (answer: Answer) => void;
  onCurrent: (criterion: string) => void;
  onComment: (criterion: string) => void;
  onGuide: (criterion: string | null) => void;
}

export function ScoringForm(props: ScoringFormProps) {
  const { sections, answers, conclude, onChange } = props;
  const { t } = useTranslation(["evaluations", "origins"]);
  const places = new Map(sections.flatMap((section) => section.criteria).map(({ key }, index) => [key, index + 1]));
  const errorOf = (key: string): string | undefined => {
    const lack = conclude.lacks[key];
    return lack ? t(`lack.${lack}`) : conclude.issues[key];
  };
  return (
    <div className="flex flex-col gap-5">
      {sections.map((section) => (
        <section key={section.key} aria-labelledby={`section-${section.key}`} className="overflow-hidden rounded-lg border border-line bg-surface shadow-card">
          <h2 id={`section-${section.key}`} className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-5 py-3.5 text-base">
            {section.label}
            {section.excluded && <span className="text-sm font-normal text-ink-faint">{t("scoring.excluded")}</span>}
          </h2>
          <div className="divide-y divide-line">
            {section.criteria.map((criterion) => (
              <CriterionCard
                key={criterion.key}
                section={section}
                criterion={criterion}
                place={places.get(criterion.key) ?? 0}
                answer={answerOf(answers, criterion.key)}
                error={errorOf(criterion.key)}
                isCurrent={props.current === criterion.key}
                isCommenting={props.commenting.has(criterion.key)}
                isGuided={props.guided === criterion.key}
                hasKeys={props.hasKeys}
                moments={props.moments.all.filter((moment) => moment.criterion === criterion.key)}
                {...(props.moments.canPin ? { onPin: () => props.moments.pin(criterion.key) } : {})}
                onChange={onChange}
                onFocus={() => props.onCurrent(criterion.key)}
                onComment={() => props.onComment(criterion.key)}
                onGuide={(open) => props.onGuide(open ? criterion.key : null)}
              />
            ))}
          </div>
        </section>
      ))}
      <section className="flex flex-col gap-5 rounded-lg border border-line bg-surface p-5 shadow-card">
        <Select
          label={t("scoring.origin")}
          description={t("scoring.originHint")}
          className="max-w-xs"
          options={ORIGINS.map((id) => ({ id, label: t(`origins:${id}`) }))}
          value={originOf(answers)}
          onChange={(id) => onChange(originEntry(id))}
        />
        <TextField
          label={t("scoring.summary")}
          description={t("scoring.summaryHint")}
          rows={3}
          value={answers[SUMMARY]?.text ?? ""}
          onChange={(text) => onChange(summaryEntry(text))}
        />
      </section>
    </div>
  );
}
