import { useTranslation } from "react-i18next";

/** The name of the product beside its mark: four strokes of a sound wave that read as an M. */
export function Wordmark() {
  const { t } = useTranslation("app");
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" className="size-8" aria-hidden>
        <rect width="32" height="32" rx="8" className="fill-[var(--rail-active)]" />
        <g strokeWidth="3.2" strokeLinecap="round" stroke="#7fd1c3">
          <path d="M7 21V11" />
          <path d="M12.5 24V14" />
          <path d="M18 21v-5" stroke="#f0a37a" />
          <path d="M23.5 24V8" />
        </g>
      </svg>
      <span className="text-lg font-semibold tracking-tight">{t("name")}</span>
    </span>
  );
}
