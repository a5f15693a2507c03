import { LockKeyhole } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { HoldOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";
import { formatDate } from "@/lib/dates";
import { ExportMenu } from "@/parts/ExportMenu";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { Badge, Button, Card, type Column, Confirm, DataTable, toast } from "@/ui";

import { useHolds, useReleaseHold } from "../queries";
import { HoldDialog } from "./HoldDialog";

function useColumns(onRelease: (hold: HoldOut) => void): Column<HoldOut>[] {
  const { t } = useTranslation(["privacy", "ui"]);
  return [
    {
      id: "what",
      header: t("privacy:hold.what"),
      isPrimary: true,
      cell: (hold) => (hold.call_id ? <Link to={`/calls/${hold.call_id}`} className="underline">{hold.protocol}</Link> : hold.team_name),
    },
    { id: "reason", header: t("privacy:hold.reason"), cell: ({ reason }) => <span className="break-words">{reason}</span> },
    { id: "by", header: t("privacy:hold.by"), cell: (hold) => `${hold.placed_by_name}, ${formatDate(hold.placed_at)}` },
    {
      id: "state",
      header: t("privacy:hold.stands"),
      cell: (hold) => (hold.released_at ? <Badge>{t("privacy:hold.released")}</Badge> : <Badge tone="warn" icon={<LockKeyhole size={13} aria-hidden />}>{t("privacy:hold.stands")}</Badge>),
    },
    {
      id: "release",
      header: t("ui:actions"),
      isAction: true,
      align: "end",
      cell: (hold) =>
        can(hold, "release") && (
          <Button size="sm" onPress={() => onRelease(hold)}>
            {t("privacy:hold.release")}
          </Button>
        ),
    },
  ];
}

export function HoldsCard() {
  const { t } = useTranslation("privacy");
  const [isNew, setNew] = useState(false);
  const [released, setReleased] = useState<HoldOut>();
  const release = useReleaseHold();
  const columns = useColumns(setReleased);
  const run = (): void =>
    release.mutate(released?.id ?? "", {
      onSuccess: () => {
        toast.done(t("hold.freed"));
        setReleased(undefined);
      },
    });
  const place = (
    <Button size="sm" icon={<LockKeyhole size={15} />} onPress={() => setNew(true)}>
      {t("hold.new")}
    </Button>
  );
  return (
    <Card title={t("hold.title")} aside={<span className="flex flex-wrap gap-2"><ExportMenu list="holds" query={{}} />{place}</span>} isFlush>
      <p className="px-5 pt-1 pb-3 text-sm text-ink-soft">{t("hold.hint")}</p>
      <QueryView query={useHolds()}>
        {(holds) =>
          holds.length > 0 ? (
            <DataTable caption={t("hold.table")} columns={columns} rows={holds} rowKey={(hold) => hold.id} />
          ) : (
            <p className="px-5 pb-5 text-ink-soft">{t("hold.none")}</p>
          )
        }
      </QueryView>
      {isNew && <HoldDialog onClose={() => setNew(false)} />}
      <Confirm
        title={t("hold.releaseTitle")}
        text={t("hold.releaseText")}
        confirmLabel={t("hold.release")}
        isOpen={released !== undefined}
        isPending={release.isPending}
        error={release.error ? problemText(toProblem(release.error)) : undefined}
        onConfirm={run}
        onClose={() => setReleased(undefined)}
      />
    </Card>
  );
}
