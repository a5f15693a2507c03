import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ImportOut } from "@/api/generated";
import { formatNumber } from "@/lib/numbers";
import { can } from "@/parts/can";
import { Button, Card, Notice } from "@/ui";

import { countOf } from "../model/reading";
import { refusalText } from "../model/refusal";
import { undecidedOf } from "../model/steps";
import { declinedRows } from "../model/values";
import { useMoveImport } from "../queries";
import { Preview } from "./Preview";
import { Problems } from "./Problems";
import { RejectedLink } from "./RejectedLink";
import { Tiles } from "./Tiles";

const OPTIONAL = ["known", "warned", "skipped"] as const;

export function ReviewStep({ found, onCommitting }: { found: ImportOut; onCommitting: () => void }) {
  const { t } = useTranslation("imports");
  // Before the commit the answers have kept nothing out yet; afterwards their rows are among the rejected.
  const declined = found.status === "checked" ? declinedRows(found.unknown_values) : 0;
  const optional = OPTIONAL.filter((name) => countOf(found, name) > 0);
  return (
    <div className="flex flex-col gap-5">
      <Card title={t("review.title")} aside={<RejectedLink found={found} />}>
        <Tiles
          tiles={[
            { name: t("review.rows"), count: countOf(found, "rows") },
            { name: t("review.good"), count: countOf(found, "good") - declined, tone: "good" },
            { name: t("review.rejected"), count: countOf(found, "rejected"), tone: "bad" },
            ...(declined > 0 ? [{ name: t("review.declined"), count: declined, tone: "bad" as const }] : []),
            ...optional.map((name) => ({ name: t(`review.${name}`), count: countOf(found, name), ...(name === "warned" ? { tone: "warn" as const } : {}) })),
          ]}
        />
      </Card>
      <CommitBar found={found} onCommitting={onCommitting} />
      <Problems found={found} />
      <Preview found={found} />
    </div>
  );
}

function CommitBar({ found, onCommitting }: { found: ImportOut; onCommitting: () => void }) {
  const { t } = useTranslation("imports");
  const commit = useMoveImport(found.id);
  const undecided = undecidedOf(found);
  const good = Math.max(0, countOf(found, "good") - declinedRows(found.unknown_values));
  if (!can(found, "commit")) return null;
  if (undecided > 0) {
    return (
      <Notice tone="warn">
        {t("review.undecided", { count: undecided })}{" "}
        <Link to="?step=values" className="font-semibold underline underline-offset-2">
          {t("review.decide")}
        </Link>
      </Notice>
    );
  }
  if (good === 0) return <Notice tone="warn">{t("review.nothing")}</Notice>;
  return (
    <>
      {commit.error && <Notice tone="bad">{refusalText(commit.error)}</Notice>}
      <div className="flex justify-end">
        <Button variant="primary" icon={<Download size={17} />} isPending={commit.isPending} onPress={() => commit.mutate("commit", { onSuccess: onCommitting })}>
          {t("review.commit", { count: good, formatted: formatNumber(good) })}
        </Button>
      </div>
    </>
  );
}
