import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PresetOut } from "@/api/generated";
import { can } from "@/parts/can";
import { Card, Confirm, IconButton, toast } from "@/ui";

import { refusalText } from "../model/refusal";
import { useDeletePreset, usePresets } from "../queries";

/** The layouts that people have saved; nothing while there are none. */
export function PresetList() {
  const { t } = useTranslation("imports");
  const saved = (usePresets().data ?? []).filter(({ id }) => id !== null);
  const [asked, setAsked] = useState<PresetOut>();
  if (saved.length === 0) return null;
  return (
    <Card title={t("presets.manage")} className="mt-6">
      <ul className="divide-y divide-line">
        {saved.map((preset) => (
          <li key={preset.key} className="flex min-h-11 items-center justify-between gap-4 py-1">
            <span className="min-w-0 break-words">
              {preset.name}
              <span className="text-sm text-ink-faint">{` · ${t(`kind.${preset.kind}`)}`}</span>
            </span>
            {can(preset, "delete") && (
              <IconButton label={t("presets.delete", { name: preset.name })} icon={<Trash2 size={16} />} onPress={() => setAsked(preset)} />
            )}
          </li>
        ))}
      </ul>
      {asked && <DeletePreset preset={asked} onClose={() => setAsked(undefined)} />}
    </Card>
  );
}

function DeletePreset({ preset, onClose }: { preset: PresetOut; onClose: () => void }) {
  const { t } = useTranslation("imports");
  const remove = useDeletePreset();
  const run = (): void =>
    remove.mutate(preset.key, {
      onSuccess: () => {
        toast.done(t("presets.deleted"));
        onClose();
      },
    });
  return (
    <Confirm
      title={t("presets.deleteTitle", { name: preset.name })}
      text={t("presets.deleteText")}
      confirmLabel={t("presets.deleteYes")}
      isOpen
      isPending={remove.isPending}
      isDangerous
      error={remove.error ? refusalText(remove.error) : undefined}
      onConfirm={run}
      onClose={onClose}
    />
  );
}
