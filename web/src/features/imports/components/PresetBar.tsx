import { zodResolver } from "@hookform/resolvers/zod";
import { BookmarkPlus } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { can } from "@/parts/can";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { Actions, Button, Dialog, FormText, Select, toast } from "@/ui";

import { presetChanges } from "../model/mapping";
import { usePresets, useSavePreset } from "../queries";
import type { StepProps } from "./shared";

/** A saved layout laid over this file, and this file's layout saved for the next one. */
export function PresetBar({ found, update }: StepProps) {
  const { t } = useTranslation("imports");
  const presets = (usePresets().data ?? []).filter(({ kind }) => kind === found.kind);
  const [chosen, setChosen] = useState("");
  const [isSaving, setSaving] = useState(false);
  const apply = (key: string): void => {
    setChosen(key);
    const preset = presets.find((one) => one.key === key);
    if (preset) update.mutate(presetChanges(preset, found.columns));
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      {presets.length > 0 && can(found, "update") && (
        <Select
          label={t("presets.apply")}
          options={presets.map(({ key, name }) => ({ id: key, label: name }))}
          value={chosen}
          onChange={apply}
          className="w-72 max-w-full"
        />
      )}
      <Button icon={<BookmarkPlus size={16} />} onPress={() => setSaving(true)}>
        {t("presets.save")}
      </Button>
      {isSaving && <SavePreset importId={found.id} onClose={() => setSaving(false)} />}
    </div>
  );
}

function SavePreset({ importId, onClose }: { importId: string; onClose: () => void }) {
  const { t } = useTranslation(["imports", "ui"]);
  const save = useSavePreset();
  const form = useForm({
    resolver: zodResolver(z.object({ name: z.string().trim().min(1, t("imports:presets.nameNeeded")) })),
    defaultValues: { name: "" },
  });
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit(async ({ name }) => {
    clear();
    try {
      await save.mutateAsync({ import_id: importId, name });
      toast.done(t("imports:presets.saved"));
      onClose();
    } catch (error) {
      refuse(error);
    }
  });
  return (
    <Dialog title={t("imports:presets.saveTitle")} isOpen onClose={onClose} size="sm">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <p className="text-ink-soft">{t("imports:presets.saveHint")}</p>
        <RefusalNotice refusal={refusal} />
        <FormText control={form.control} name="name" label={t("imports:presets.name")} isRequired autoFocus maxLength={80} />
        <Actions className="mt-1">
          <Button onPress={onClose}>{t("ui:cancel")}</Button>
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {t("ui:save")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
