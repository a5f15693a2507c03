import { ArrowRight, CircleAlert, CircleCheck, CircleDashed, CircleHelp, CircleSlash, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { BatchItemOut } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { cn } from "@/lib/cn";
import { formatSize } from "@/lib/numbers";

import { type Group, groupOf } from "../model/items";
import { CallChoice } from "./CallChoice";

export interface ItemRowProps {
  item: BatchItemOut;
  isOpen: boolean;
  onChoose: (callId: string | null) => void;
}

const LOOKS: Record<Group, [LucideIcon, string]> = {
  matched: [CircleCheck, "text-good"],
  undecided: [CircleHelp, "text-warn"],
  left: [CircleSlash, "text-ink-faint"],
  problem: [CircleAlert, "text-bad"],
};

/** One file: the call it belongs to and what told so, or why it can't be added. */
export function ItemRow({ item, isOpen, onChoose }: ItemRowProps) {
  const { t } = useTranslation("batches");
  return (
    <li className="grid gap-x-6 gap-y-2 px-5 py-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <div className="min-w-0">
        <span className="block font-medium wrap-anywhere">{item.file_name}</span>
        <span className="text-sm text-ink-faint">{formatSize(item.size_bytes)}</span>
      </div>
      <div className="flex min-w-0 flex-col gap-1.5">
        {isOpen ? !item.problem && <CallChoice item={item} isDisabled={false} onChoose={onChoose} /> : item.call && <CallLink item={item} />}
        <Reason item={item} isOpen={isOpen} words={isOpen ? t(`why.${item.matched_by ?? "none"}`) : ""} />
      </div>
    </li>
  );
}

function Reason({ item, isOpen, words }: { item: BatchItemOut; isOpen: boolean; words: string }) {
  const { t } = useTranslation("batches");
  const group = groupOf(item);
  const [Icon, tone] = !isOpen && !item.recording_id && !item.problem ? ([CircleDashed, "text-ink-faint"] as const) : LOOKS[group];
  const ended = item.recording_id ? t("result.added") : t("result.left");
  const several = item.candidates.length > 1 && group === "undecided" ? t("why.several", { count: item.candidates.length }) : words;
  const said = { problem: item.problem ?? "", matched: words, left: t("why.left"), undecided: several }[group];
  return (
    <p className={cn("flex items-start gap-1.5 text-sm", group === "problem" ? "text-bad" : "text-ink-soft")}>
      <Icon size={16} aria-hidden className={cn("mt-0.5 shrink-0", tone)} />
      {isOpen || item.problem ? said : ended}
    </p>
  );
}

function CallLink({ item: { call } }: { item: BatchItemOut }) {
  if (!call) return null;
  return (
    <Link to={`/calls/${call.id}`} className="inline-flex min-h-7 items-center gap-1.5 self-start text-primary underline underline-offset-4">
      {`${call.protocol} · ${call.operator_name} · ${formatDateTime(call.started_at)}`}
      <ArrowRight size={15} aria-hidden className="shrink-0" />
    </Link>
  );
}
