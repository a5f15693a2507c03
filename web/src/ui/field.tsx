import type { ReactNode } from "react";
import { Label } from "react-aria-components/Label";
import { FieldError } from "react-aria-components/FieldError";
import { Text } from "react-aria-components/Text";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

/** What every field of a form takes. `error` is the sentence to show; its presence makes the field invalid. */
export interface FieldChrome {
  label: string;
  /** Hides the label from sight, for a field whose place explains it; it stays spoken. */
  hideLabel?: boolean;
  description?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
  className?: string;
  /** Told the whole field, so that a form can lead to it. */
  fieldRef?: ((field: HTMLElement | null) => void) | undefined;
}

export const CONTROL =
  "w-full rounded-md border border-line-strong bg-surface text-ink text-[0.9375rem] transition-colors placeholder:text-ink-faint data-disabled:bg-sunken data-disabled:text-ink-faint group-data-invalid:border-bad";

export function FieldLabel({ label, hideLabel, isRequired }: Pick<FieldChrome, "label" | "hideLabel" | "isRequired">) {
  const { t } = useTranslation("ui");
  return (
    <Label className={cn("text-sm font-medium text-ink", hideLabel && "sr-only")}>
      {label}
      {isRequired && (
        <span className="text-bad" title={t("required")} aria-hidden>
          {" *"}
        </span>
      )}
    </Label>
  );
}

export function FieldHelp({ description, error }: Pick<FieldChrome, "description" | "error">) {
  return (
    <>
      {description && !error && (
        <Text slot="description" className="text-sm text-ink-soft">
          {description}
        </Text>
      )}
      <FieldError className="text-sm font-medium text-bad">{error}</FieldError>
    </>
  );
}

export const FIELD = "group flex min-w-0 flex-col gap-1.5";
