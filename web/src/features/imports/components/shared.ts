import i18next from "i18next";
import { useTranslation } from "react-i18next";

import type { FieldOut, ImportOut } from "@/api/generated";
import { issueText } from "@/api/problem";
import { getLocale } from "@/lib/locale";

import type { useUpdateImport } from "../queries";

export interface StepProps {
  found: ImportOut;
  /** Keeps a change of how the file is read, or of what becomes of its values. */
  update: ReturnType<typeof useUpdateImport>;
}

/** The name of a field on the screen; one that this screen does not know keeps the server's. */
export function useFieldLabel(fields: readonly FieldOut[]): (name: string) => string {
  const { t } = useTranslation("imports");
  return (name) => {
    const theirs = fields.find((field) => field.name === name)?.label;
    if (getLocale() === "pt-BR" && theirs) return theirs;
    return i18next.exists(`imports:field.${name}`) ? t(`field.${name}` as "field.operator") : (theirs ?? name);
  };
}

/** What is wrong with a row, in the language of the screen. */
export function findingText({ rule, message }: { rule: string; message: string }): string {
  return issueText({ pointer: "", rule, message });
}
