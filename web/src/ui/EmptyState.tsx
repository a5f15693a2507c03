import { CloudOff, Inbox, LockKeyhole, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Why there is nothing to show; each kind offers exactly one next action. */
export type EmptyKind = "nothing" | "filtered" | "forbidden" | "failed";

const ICONS = { nothing: Inbox, filtered: SearchX, forbidden: LockKeyhole, failed: CloudOff };

export interface EmptyStateProps {
  kind: EmptyKind;
  title?: string;
  hint?: ReactNode;
  /** The one next action: a button or a link. */
  action?: ReactNode;
}

export function EmptyState({ kind, title, hint, action }: EmptyStateProps) {
  const { t } = useTranslation("ui");
  const Icon = ICONS[kind];
  const hints = { nothing: undefined, filtered: t("empty.filteredHint"), forbidden: t("empty.forbiddenHint"), failed: t("empty.failedHint") };
  const words = hint ?? hints[kind];
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center" {...(kind === "failed" ? { role: "alert" } : {})}>
      <span className="mb-2 grid size-14 place-items-center rounded-full bg-sunken text-ink-faint">
        <Icon size={26} strokeWidth={1.6} aria-hidden />
      </span>
      <p className="text-base font-semibold">{title ?? t(`empty.${kind}`)}</p>
      {words && <div className="max-w-md text-ink-soft">{words}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
