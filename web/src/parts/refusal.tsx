import { useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { showProblem } from "@/api/form-problem";
import { toProblem } from "@/api/problem";
import { Button, Notice } from "@/ui";

export interface Refusal {
  text: string;
  /** Somebody else changed the thing meanwhile. */
  isStale: boolean;
}

/** What the server refused of a form: said at the fields it points at, the rest as one sentence. */
export function useRefusal<T extends FieldValues>(form: UseFormReturn<T>) {
  const [refusal, setRefusal] = useState<Refusal>();
  return {
    refusal,
    clear: () => setRefusal(undefined),
    refuse: (error: unknown) => {
      const text = showProblem(form, error);
      setRefusal(text === undefined ? undefined : { text, isStale: toProblem(error).slug === "stale-version" });
    },
  };
}

export interface RefusalNoticeProps {
  refusal: Refusal | undefined;
  /** Draws the form again with what is on the server now. */
  onReload?: () => void;
}

export function RefusalNotice({ refusal, onReload }: RefusalNoticeProps) {
  const { t } = useTranslation("parts");
  if (!refusal) return null;
  return (
    <Notice tone="bad">
      <p>{refusal.text}</p>
      {refusal.isStale && onReload && (
        <Button size="sm" className="mt-2" onPress={onReload}>
          {t("reload")}
        </Button>
      )}
    </Notice>
  );
}
