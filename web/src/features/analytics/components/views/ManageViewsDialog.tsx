import { House, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { Badge, Button, Confirm, Dialog, IconButton, Notice, TextField, toast } from "@/ui";

import { type SavedView, useDeleteView, useUpdateView } from "../../view-queries";

/** Renames views, chooses the one that opens first, and takes them away. */
export default function ManageViewsDialog({ views, onClose }: { views: readonly SavedView[]; onClose: () => void }) {
  const { t } = useTranslation("analytics");
  const [leaving, setLeaving] = useState<SavedView>();
  const [problem, setProblem] = useState<string>();
  const update = useUpdateView();
  const remove = useDeleteView();
  const onError = (error: unknown): void => setProblem(problemText(toProblem(error)));
  const change = (view: SavedView, patch: { name?: string; is_home?: boolean }): void => {
    setProblem(undefined);
    update.mutate({ view, patch }, { onError });
  };
  const drop = (view: SavedView): void => {
    const gone = (): void => {
      setLeaving(undefined);
      toast.done(t("views.deleted"));
    };
    remove.mutate(view.id, { onSuccess: gone, onError });
  };
  return (
    <Dialog title={t("views.title")} isOpen onClose={onClose}>
      {problem && (
        <Notice tone="bad" className="mb-4">
          {problem}
        </Notice>
      )}
      {views.length === 0 && <p className="text-ink-soft">{t("views.none")}</p>}
      <ul className="flex flex-col">
        {views.map((view) => (
          <Line key={view.id} view={view} isPending={update.isPending} onChange={(patch) => change(view, patch)} onDelete={() => setLeaving(view)} />
        ))}
      </ul>
      <Confirm
        isOpen={leaving !== undefined}
        title={t("views.delete")}
        text={t("views.deleteAsk", { name: leaving?.name ?? "" })}
        confirmLabel={t("views.delete")}
        isDangerous
        isPending={remove.isPending}
        onConfirm={() => leaving && drop(leaving)}
        onClose={() => setLeaving(undefined)}
      />
    </Dialog>
  );
}

interface LineProps {
  view: SavedView;
  isPending: boolean;
  onChange: (patch: { name?: string; is_home?: boolean }) => void;
  onDelete: () => void;
}

function Line({ view, isPending, onChange, onDelete }: LineProps) {
  const { t } = useTranslation(["analytics", "ui"]);
  const [name, setName] = useState<string>();
  const keep = (): void => {
    const next = name?.trim();
    if (next && next !== view.name) onChange({ name: next });
    setName(undefined);
  };
  if (name !== undefined) {
    return (
      <li className="border-b border-line py-2 last:border-0">
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <TextField label={t("analytics:views.name")} value={name} onChange={setName} className="flex-1" />
          <Button type="submit" variant="primary">
            {t("ui:save")}
          </Button>
        </form>
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-0">
      <span className="min-w-0 flex-1 font-medium break-words">{view.name}</span>
      {view.is_home && <Badge icon={<House size={13} aria-hidden />}>{t("analytics:views.isHome")}</Badge>}
      {can(view, "update") && (
        <>
          <Button size="sm" variant="quiet" isDisabled={isPending} onPress={() => onChange({ is_home: !view.is_home })}>
            {view.is_home ? t("analytics:views.unsetHome") : t("analytics:views.home")}
          </Button>
          <IconButton label={`${t("analytics:views.rename")}: ${view.name}`} icon={<Pencil size={16} />} onPress={() => setName(view.name)} />
        </>
      )}
      {can(view, "delete") && <IconButton label={`${t("analytics:views.delete")}: ${view.name}`} icon={<Trash2 size={16} />} onPress={onDelete} />}
    </li>
  );
}
