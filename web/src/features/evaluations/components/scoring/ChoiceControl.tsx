import { Check, OctagonAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { OptionOut } from "@/api/generated";
import { cn } from "@/lib/cn";

import { withOptions } from "../../model/answers";
import { Kbd } from "../Kbd";
import type { ControlProps } from "./control";

/** One answer of several (`single`), or as many as hold (`multiple`); the number beside each is its key. */
export function ChoiceControl({ criterion, answer, onChange, labelId, hidesKeys = false }: ControlProps) {
  const { t } = useTranslation("evaluations");
  const isSingle = criterion.kind === "single";
  const chosen = answer.options ?? [];
  const choose = (key: string): void => {
    if (isSingle) onChange(withOptions(answer, [key]));
    else onChange(withOptions(answer, chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]));
  };
  const first = isSingle && chosen.length > 0 ? chosen[0] : criterion.options[0]?.key;
  return (
    <>
      <div role={isSingle ? "radiogroup" : "group"} aria-labelledby={labelId} className="flex flex-wrap gap-2">
        {criterion.options.map((option, index) => (
          <label key={option.key} className="relative max-w-full">
            <input
              type={isSingle ? "radio" : "checkbox"}
              name={criterion.key}
              checked={chosen.includes(option.key)}
              onChange={() => choose(option.key)}
              className="peer sr-only"
              {...(option.key === first ? { "data-primary": true } : {})}
            />
            <Face option={option} isChosen={chosen.includes(option.key)} digit={index < 9 && !hidesKeys ? String(index + 1) : undefined} />
          </label>
        ))}
        {!isSingle && (
          <label className="relative">
            <input type="checkbox" checked={answer.options?.length === 0} onChange={() => onChange(withOptions(answer, answer.options?.length === 0 ? null : []))} className="peer sr-only" />
            <Face option={{ label: t("scoring.noneOfThem"), anchor: "", fatal_scope: null }} isChosen={answer.options?.length === 0} digit={undefined} />
          </label>
        )}
      </div>
      {isSingle && <Anchor text={criterion.options.find((option) => option.key === chosen[0])?.anchor} />}
    </>
  );
}

function Anchor({ text }: { text: string | undefined }) {
  return text ? <p className="mt-2 text-sm text-ink-soft">{text}</p> : null;
}

interface FaceProps {
  option: Pick<OptionOut, "label" | "anchor" | "fatal_scope">;
  isChosen: boolean;
  digit: string | undefined;
}

function Face({ option, isChosen, digit }: FaceProps) {
  const { t } = useTranslation("evaluations");
  return (
    <span
      className={cn(
        "flex min-h-10 items-center gap-2 rounded-md border px-3 py-1.5 text-[0.9375rem] font-medium transition-colors select-none peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus",
        isChosen ? "border-primary bg-primary text-on-primary" : "border-line-strong/60 bg-surface hover:border-primary hover:bg-primary-soft",
      )}
    >
      {isChosen ? <Check size={16} aria-hidden className="shrink-0" /> : digit && <Kbd>{digit}</Kbd>}
      <span className="min-w-0">{option.label}</span>
      {option.fatal_scope && (
        <span className="inline-flex items-center gap-1 text-sm">
          <OctagonAlert size={14} aria-hidden />
          {t("marks.fatalOption")}
        </span>
      )}
    </span>
  );
}
