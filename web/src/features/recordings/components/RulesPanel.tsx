import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BatchOut } from "@/api/generated";
import { fieldErrors, problemText, toProblem } from "@/api/problem";
import { Button, NumberField, Notice, TextField } from "@/ui";

import { useChangeBatch } from "../queries";

/** How files find their calls: what their names look like, and how far apart their times may be. */
export function RulesPanel({ batch }: { batch: BatchOut }) {
  const { t } = useTranslation("batches");
  const change = useChangeBatch(batch.id);
  const [isOpen, setOpen] = useState(false);
  const [patterns, setPatterns] = useState(batch.patterns.join("\n"));
  const [seconds, setSeconds] = useState<number | null>(batch.window_seconds);
  const lines = patterns.split("\n").map((line) => line.trim()).filter(Boolean);
  const problem = change.error ? toProblem(change.error) : null;
  const issues = problem ? Object.values(fieldErrors(problem)).join(" ") || problemText(problem) : undefined;
  return (
    <div className="mt-4">
      <Button size="sm" variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)} className="-ml-3">
        {t("rules.title")}
      </Button>
      {isOpen && (
        <div className="mt-2 flex flex-col gap-4">
          <p className="max-w-3xl text-sm text-ink-soft">{t("rules.hint")}</p>
          {issues && <Notice tone="bad">{issues}</Notice>}
          <TextField label={t("rules.patterns")} rows={6} value={patterns} onChange={setPatterns} className="max-w-2xl" spellCheck="false" />
          <NumberField label={t("rules.window")} value={seconds} onChange={setSeconds} minValue={0} maxValue={86_400} className="w-80 max-w-full" />
          <Button
            icon={<RefreshCw size={16} />}
            isPending={change.isPending}
            isDisabled={lines.length === 0 || seconds === null}
            onPress={() => change.mutate({ patterns: lines, window_seconds: seconds ?? 0 })}
            className="self-start"
          >
            {t("rules.again")}
          </Button>
        </div>
      )}
    </div>
  );
}
