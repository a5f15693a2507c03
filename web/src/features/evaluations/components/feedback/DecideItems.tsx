import { useTranslation } from "react-i18next";

import type { ContestOut, CriterionOut, SectionOut } from "@/api/generated";
import { Button, Card, Notice, TextField } from "@/ui";

import { rulingOf } from "../../model/decide";
import type { DecideForm } from "../../model/use-decide-form";
import { itemId } from "./ContestItem";
import { AppearedItem, DecideItem } from "./DecideItem";

const REASON = "decision-reason";

/** Every contested item, what the new answers bring on screen, and the reason of the whole. */
export function DecideItems({ form, contest, sections }: { form: DecideForm; contest: ContestOut; sections: readonly SectionOut[] }) {
  const { t } = useTranslation("feedback");
  const { draft, appeared, wants, lacksReason, failure } = form;
  const find = (key: string): [SectionOut, CriterionOut] | [] => {
    const section = sections.find(({ criteria }) => criteria.some((criterion) => criterion.key === key));
    const criterion = section?.criteria.find((one) => one.key === key);
    return section && criterion ? [section, criterion] : [];
  };
  const send = (): void => {
    const first = form.send();
    if (first === null) return;
    requestAnimationFrame(() => (first ? document.getElementById(itemId(first)) : document.querySelector<HTMLElement>(`#${REASON} textarea`))?.focus());
  };
  const common = (key: string) => ({ ruling: rulingOf(draft, key), want: wants[key], errors: failure.items[key] ?? {}, onChange: (next: ReturnType<typeof rulingOf>) => form.change(key, next) });
  return (
    <>
      {contest.items.map((item) => {
        const [section, criterion] = find(item.criterion);
        return section && criterion && <DecideItem key={item.criterion} item={item} section={section} criterion={criterion} {...common(item.criterion)} />;
      })}
      {appeared.map((criterion) => {
        const [section] = find(criterion.key);
        return section && <AppearedItem key={criterion.key} section={section} criterion={criterion} {...common(criterion.key)} />;
      })}
      <Card>
        <div id={REASON}>
          <TextField
            label={t("decide.reason")}
            description={t("decide.reasonHint")}
            isRequired
            rows={3}
            maxLength={4000}
            value={draft.reason}
            error={failure.reason ?? (lacksReason ? t("decide.reasonNeeded") : undefined)}
            onChange={form.setReason}
          />
        </div>
        <div className="mt-5 flex flex-col gap-3">
          {failure.text && <Notice tone="bad">{failure.text}</Notice>}
          {(Object.keys(wants).length > 0 || lacksReason) && <Notice tone="bad">{t("decide.fix")}</Notice>}
          <Button variant="primary" className="self-end" isPending={form.isPending} onPress={send}>
            {t("decide.send")}
          </Button>
        </div>
      </Card>
    </>
  );
}
