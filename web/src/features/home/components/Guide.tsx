import { useTranslation } from "react-i18next";

/** What is expected of a criterion, behind a word; nothing when nobody wrote it. */
export function Guide({ text }: { text: string | undefined }) {
  const { t } = useTranslation("home");
  if (!text) return null;
  return (
    <details className="mt-1">
      <summary className="w-fit cursor-pointer rounded-sm py-1 text-sm text-ink-soft hover:text-ink">{t("items.guide")}</summary>
      <p className="mt-1 max-w-prose text-[0.9375rem] whitespace-pre-line text-ink-soft">{text}</p>
    </details>
  );
}
