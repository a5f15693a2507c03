import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ImportOut } from "@/api/generated";
import { cn } from "@/lib/cn";

import { openSteps, presentStep, type Step, STEPS } from "../model/steps";

const MARK = "grid size-7 shrink-0 place-items-center rounded-full text-sm font-semibold";

/** The way of an import from its file to its result; steps that have something to show are links. */
export function Steps({ found, shown }: { found: ImportOut; shown: Step }) {
  const { t } = useTranslation("imports");
  const open = openSteps(found.status);
  const present = STEPS.indexOf(presentStep(found));
  return (
    <nav aria-label={t("steps.label")} className="mb-6">
      <ol className="flex items-center gap-1 sm:gap-2">
        {STEPS.map((step, index) => {
          const isShown = step === shown;
          const isDone = index < present || (step === "result" && found.status === "committed");
          const label = (
            <>
              <span className={cn(MARK, isShown ? "bg-primary text-on-primary" : isDone ? "bg-good-soft text-good" : "bg-sunken text-ink-soft")}>
                {isDone && !isShown ? <Check size={15} strokeWidth={2.5} aria-hidden /> : <span aria-hidden>{index + 1}</span>}
              </span>
              <span className={cn("truncate", isShown ? "font-semibold text-ink" : "max-sm:sr-only")}>{t(`steps.${step}`)}</span>
              {isDone && <span className="sr-only">{t("steps.done")}</span>}
            </>
          );
          return (
            <li key={step} className="flex min-w-0 items-center gap-1 sm:gap-2">
              {index > 0 && <span aria-hidden className="h-px w-3 shrink-0 bg-line-strong sm:w-6" />}
              {open.includes(step) ? (
                <Link
                  to={`?step=${step}`}
                  aria-current={isShown ? "step" : undefined}
                  className="flex min-h-9 min-w-0 items-center gap-2 rounded-md px-1 text-[0.9375rem] text-ink-soft hover:text-ink"
                >
                  {label}
                </Link>
              ) : (
                <span className="flex min-h-9 min-w-0 items-center gap-2 px-1 text-[0.9375rem] text-ink-faint">{label}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
