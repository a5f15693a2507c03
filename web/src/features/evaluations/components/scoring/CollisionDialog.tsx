import { useTranslation } from "react-i18next";

import type { CriterionOut, SectionOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { Actions, Button, Dialog } from "@/ui";

import type { Answer } from "../../model/answers";
import type { Collision } from "../../model/draft-merge";
import { MOMENTS, momentsIn } from "../../model/moments";
import { ORIGIN, originOf } from "../../model/origin";

export interface CollisionDialogProps {
  collisions: readonly Collision[];
  sections: readonly SectionOut[];
  onDecide: (winner: "mine" | "theirs") => void;
}

function useWritten(): (criterion: CriterionOut | undefined, answer: Answer) => string {
  const { t } = useTranslation(["evaluations", "origins"]);
  return (criterion, answer) => {
    if (answer.criterion === ORIGIN) return t(`origins:${originOf({ [ORIGIN]: answer })}`);
    if (answer.criterion === MOMENTS) return t("moments.count", { count: momentsIn(answer).length });
    if (answer.not_applicable) return t("scoring.notApplicable");
    const labels = (answer.options ?? []).map((key) => criterion?.options.find((option) => option.key === key)?.label ?? key);
    const said = answer.value === null ? (answer.text ?? labels.join(", ")) : formatNumber(answer.value);
    return [said || t("collision.empty"), answer.comment].filter(Boolean).join(" · ");
  };
}

/** The same item was answered here and elsewhere: shows both and lets the person choose; until then nothing is lost. */
export function CollisionDialog({ collisions, sections, onDecide }: CollisionDialogProps) {
  const { t } = useTranslation("evaluations");
  const written = useWritten();
  const criteria = sections.flatMap((section) => section.criteria);
  const apart = (key: string): string => (key === MOMENTS ? t("moments.title") : key === ORIGIN ? t("scoring.origin") : t("scoring.summary"));
  return (
    <Dialog title={t("collision.title")} isOpen={collisions.length > 0} onClose={() => undefined} role="alertdialog">
      <p className="text-ink-soft">{t("collision.hint")}</p>
      <table className="mt-4 w-full text-left text-[0.9375rem]">
        <thead className="text-sm text-ink-faint">
          <tr>
            <th className="py-1.5 pr-3 font-medium">{t("collision.criterion")}</th>
            <th className="py-1.5 pr-3 font-medium">{t("collision.mine")}</th>
            <th className="py-1.5 font-medium">{t("collision.theirs")}</th>
          </tr>
        </thead>
        <tbody>
          {collisions.map(({ criterion: key, mine, theirs }) => {
            const criterion = criteria.find((other) => other.key === key);
            return (
              <tr key={key} className="border-t border-line align-top">
                <td className="py-2 pr-3">{criterion?.label ?? apart(key)}</td>
                <td className="py-2 pr-3 font-medium break-words">{written(criterion, mine)}</td>
                <td className="py-2 break-words">{written(criterion, theirs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Actions>
        <Button onPress={() => onDecide("theirs")}>{t("collision.useTheirs")}</Button>
        <Button variant="primary" onPress={() => onDecide("mine")}>
          {t("collision.useMine")}
        </Button>
      </Actions>
    </Dialog>
  );
}
