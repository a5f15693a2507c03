import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { FaultOut, ScoringMode } from "@/api/generated";
import { Button, Card, Checkbox, IconButton, NumberField, TextField } from "@/ui";

import { type Criterion, faultAt, faultsUnder, moved, type Section, without } from "../../model/draft";
import { CriterionMarks } from "../CriterionMarks";

export interface SectionCardProps {
  section: Section;
  scoring: ScoringMode;
  faults: readonly FaultOut[];
  pointer: string;
  isFirst: boolean;
  isLast: boolean;
  onChange: (section: Section) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  /** Opens the dialog of a criterion; `criteria.length` opens a new one. */
  onEdit: (index: number) => void;
}

interface MoversProps {
  up: string;
  down: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
}

function Movers({ up, down, isFirst, isLast, onMove }: MoversProps) {
  return (
    <>
      <IconButton label={up} icon={<ArrowUp size={16} />} isDisabled={isFirst} onPress={() => onMove(-1)} className="size-8" />
      <IconButton label={down} icon={<ArrowDown size={16} />} isDisabled={isLast} onPress={() => onMove(1)} className="size-8" />
    </>
  );
}

interface CriterionRowProps {
  criterion: Criterion;
  faults: readonly FaultOut[];
  isFirst: boolean;
  isLast: boolean;
  onEdit: () => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function CriterionRow({ criterion, faults, isFirst, isLast, onEdit, onMove, onRemove }: CriterionRowProps) {
  const { t } = useTranslation("scorecards");
  const name = criterion.label || t("item.untitled");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-5 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="mb-1.5 font-medium">{name}</p>
        <CriterionMarks criterion={criterion} dependsOn={criterion.shown_when?.criterion} />
        {faults.map((fault) => (
          <p key={fault.pointer + fault.rule} className="mt-1.5 text-sm font-medium text-bad">
            {fault.message}
          </p>
        ))}
      </div>
      <span className="flex">
        <IconButton label={t("item.editNamed", { name })} icon={<Pencil size={16} />} onPress={onEdit} className="size-8" />
        <Movers up={t("item.up", { name })} down={t("item.down", { name })} isFirst={isFirst} isLast={isLast} onMove={onMove} />
        <IconButton label={`${t("item.remove")}: ${name}`} icon={<Trash2 size={16} />} onPress={onRemove} className="size-8" />
      </span>
    </li>
  );
}

export function SectionCard({ section, scoring, faults, pointer, isFirst, isLast, onChange, onMove, onRemove, onEdit }: SectionCardProps) {
  const { t } = useTranslation("scorecards");
  const { criteria } = section;
  const name = section.label || t("section.untitled");
  const set = (patch: Partial<Section>): void => onChange({ ...section, ...patch });
  return (
    <Card isFlush>
      <div className="flex flex-wrap items-start gap-4 p-5">
        <TextField label={t("section.label")} value={section.label} onChange={(label) => set({ label })} error={faultAt(faults, `${pointer}/label`)} className="flex-1 basis-56" />
        {scoring !== "deduction" && (
          <NumberField
            label={t("section.weight")}
            minValue={0}
            value={section.weight}
            onChange={(weight) => set({ weight: weight ?? 0 })}
            error={faultAt(faults, `${pointer}/weight`)}
            className="w-36"
          />
        )}
        <span className="flex pt-7">
          <Movers up={t("section.up", { name })} down={t("section.down", { name })} isFirst={isFirst} isLast={isLast} onMove={onMove} />
          <IconButton label={`${t("section.remove")}: ${name}`} icon={<Trash2 size={16} />} onPress={onRemove} className="size-8" />
        </span>
        <div className="flex basis-full flex-wrap gap-x-6 gap-y-2">
          <Checkbox isSelected={section.na_allowed} onChange={(na_allowed) => set({ na_allowed })}>
            {t("section.na")}
          </Checkbox>
          <Checkbox isSelected={section.excluded} onChange={(excluded) => set({ excluded })}>
            {t("section.excluded")}
          </Checkbox>
        </div>
      </div>
      {criteria.length === 0 && <p className="border-t border-line px-5 py-4 text-ink-soft">{faultAt(faults, `${pointer}/criteria`) ?? t("section.empty")}</p>}
      <ol>
        {criteria.map((criterion, index) => (
          <CriterionRow
            key={criterion.key || index}
            criterion={criterion}
            faults={faultsUnder(faults, `${pointer}/criteria/${index}`)}
            isFirst={index === 0}
            isLast={index === criteria.length - 1}
            onEdit={() => onEdit(index)}
            onMove={(by) => set({ criteria: moved(criteria, index, by) })}
            onRemove={() => set({ criteria: without(criteria, index) })}
          />
        ))}
      </ol>
      <div className="border-t border-line px-5 py-3">
        <Button size="sm" variant="quiet" icon={<Plus size={16} />} onPress={() => onEdit(criteria.length)}>
          {t("item.add")}
        </Button>
      </div>
    </Card>
  );
}
