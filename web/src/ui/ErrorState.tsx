import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "./Button";
import { EmptyState } from "./EmptyState";

export interface ErrorStateProps {
  /** What went wrong, for the person. */
  text?: string;
  /** What support can look up. */
  reference?: string | undefined;
  onRetry?: () => void;
}

export function ErrorState({ text, reference, onRetry }: ErrorStateProps) {
  const { t } = useTranslation("ui");
  return (
    <EmptyState
      kind="failed"
      hint={
        <>
          <p>{text ?? t("empty.failedHint")}</p>
          {reference && <p className="mt-1 text-sm text-ink-faint select-all">{t("empty.reference", { id: reference })}</p>}
        </>
      }
      action={
        onRetry && (
          <Button icon={<RotateCw size={16} />} onPress={onRetry}>
            {t("retry")}
          </Button>
        )
      }
    />
  );
}
