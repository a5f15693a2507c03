import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { CriterionOut } from "@/api/generated";
import { useDeck } from "@/parts/recordings/deck";
import { Button, Select, TextField } from "@/ui";

import type { Moment } from "../../model/moments";
import { clockOf } from "./MomentTime";

export interface MomentFormProps {
  initial: Moment;
  criteria: readonly CriterionOut[];
  onSave: (moment: Moment) => void;
  onClose: () => void;
}

/** A comment at a second while the call goes on. Enter keeps it, Esc gives it up. */
export function MomentForm({ initial, criteria, onSave, onClose }: MomentFormProps) {
  const { t } = useTranslation(["evaluations", "ui"]);
  const [moment, setMoment] = useState(initial);
  const deck = useDeck();
  const save = (): void => onSave({ ...moment, comment: moment.comment.trim() });
  const endHere = (): void => {
    const now = deck?.now();
    const isAfter = now?.recording_id === moment.recording_id && now.at_seconds > moment.at_seconds;
    setMoment({ ...moment, until_seconds: isAfter ? now.at_seconds : null });
  };
  const press = (event: { key: string; shiftKey: boolean; preventDefault: () => void }): void => {
    if (event.key === "Escape") onClose();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    save();
  };
  const title = t("evaluations:moments.at", { at: clockOf(moment) });
  return (
    <section aria-label={title} data-moment-form className="flex flex-col gap-2.5 rounded-md bg-sunken p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm font-semibold">{title}</p>
        <Button size="sm" variant="quiet" onPress={endHere}>
          {t("evaluations:moments.endHere")}
        </Button>
      </div>
      <TextField
        label={t("evaluations:moments.comment")}
        hideLabel
        placeholder={t("evaluations:moments.placeholder")}
        rows={2}
        autoFocus
        value={moment.comment}
        onChange={(comment) => setMoment({ ...moment, comment })}
        onKeyDown={press}
      />
      <Select
        label={t("evaluations:moments.criterion")}
        hideLabel
        emptyOption={t("evaluations:moments.noCriterion")}
        options={criteria.map(({ key, label }) => ({ id: key, label }))}
        value={moment.criterion ?? ""}
        onChange={(criterion) => setMoment({ ...moment, criterion: criterion || null })}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="sm" onPress={onClose}>
          {t("ui:cancel")}
        </Button>
        <Button size="sm" variant="primary" onPress={save}>
          {t("evaluations:moments.save")}
        </Button>
      </div>
    </section>
  );
}
