import { useTranslation } from "react-i18next";

import { Button, Card, Notice, TextField } from "@/ui";

import { contestedOf } from "../../model/contest";
import type { ContestForm } from "../../model/use-contest-form";
import { ContestItem, itemId } from "./ContestItem";

/** Every item that can be contested, the words about the whole, and the way to send it. */
export function ContestItems({ form }: { form: ContestForm }) {
  const { t } = useTranslation("feedback");
  const { draft, sections, given, marked, wants, wasTried, failure } = form;
  const count = marked.length;
  const send = (): void => {
    const first = form.send();
    if (first) requestAnimationFrame(() => document.getElementById(itemId(first))?.focus());
  };
  const lacking = count === 0 ? t("contest.pickOne") : Object.keys(wants).length > 0 ? t("contest.fix") : null;
  return (
    <>
      {sections.map((section) => (
        <Card key={section.key} title={section.label} isFlush>
          <ul aria-label={section.label} className="mt-2 divide-y divide-line border-t border-line">
            {section.criteria.map((criterion) => (
              <ContestItem
                key={criterion.key}
                section={section}
                criterion={criterion}
                given={given[criterion.key]}
                contested={contestedOf(draft, criterion.key)}
                isMarked={marked.includes(criterion.key)}
                want={wants[criterion.key] ?? {}}
                errors={failure.items[criterion.key] ?? {}}
                onMark={(isOn) => form.mark(criterion.key, isOn)}
                onChange={(next) => form.change(criterion.key, next)}
              />
            ))}
          </ul>
        </Card>
      ))}
      <Card>
        <TextField label={t("contest.comment")} description={t("contest.commentHint")} rows={2} maxLength={4000} value={draft.comment} onChange={form.setComment} />
        <div className="mt-5 flex flex-col gap-3">
          {failure.text && <Notice tone="bad">{failure.text}</Notice>}
          {wasTried && lacking && <Notice tone="bad">{lacking}</Notice>}
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-ink-soft" aria-live="polite">
              {count === 0 ? t("contest.none") : t("contest.count", { count })}
            </p>
            <Button variant="primary" isPending={form.isPending} onPress={send}>
              {t("contest.send")}
            </Button>
          </div>
        </div>
      </Card>
    </>
  );
}
