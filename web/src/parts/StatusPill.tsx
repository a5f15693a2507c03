import {
  ArrowDown,
  ArrowUp,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  Equal,
  Flame,
  type LucideIcon,
  MessageSquareWarning,
  PencilLine,
  Send,
} from "lucide-react";
import { useTranslation } from "react-i18next";

import { Badge, type Tone } from "@/ui";

type Look = [Tone, LucideIcon];

const CALL = {
  open: ["info", CircleDashed],
  in_progress: ["warn", CircleDot],
  resolved: ["good", CircleCheck],
  closed: ["neutral", CircleSlash],
} satisfies Record<string, Look>;

const PRIORITY = {
  low: ["neutral", ArrowDown],
  medium: ["neutral", Equal],
  high: ["warn", ArrowUp],
  urgent: ["bad", Flame],
} satisfies Record<string, Look>;

const EVALUATION = {
  draft: ["warn", PencilLine],
  published: ["primary", Send],
  acknowledged: ["good", CircleCheck],
  contested: ["accent", MessageSquareWarning],
  upheld: ["neutral", CircleCheck],
  changed: ["info", CircleCheck],
  closed: ["neutral", CircleSlash],
  superseded: ["neutral", CircleSlash],
} satisfies Record<string, Look>;

const PLAN = {
  open: ["info", CircleDashed],
  in_progress: ["warn", CircleDot],
  concluded: ["good", CircleCheck],
  cancelled: ["neutral", CircleSlash],
} satisfies Record<string, Look>;

const VERSION = {
  draft: ["warn", PencilLine],
  published: ["good", CircleCheck],
  retired: ["neutral", CircleSlash],
} satisfies Record<string, Look>;

export type CallStatus = keyof typeof CALL;
export type Priority = keyof typeof PRIORITY;
export type EvaluationStatus = keyof typeof EVALUATION;
export type PlanStatus = keyof typeof PLAN;
export type VersionStatus = keyof typeof VERSION;

export const CALL_STATUSES = Object.keys(CALL) as CallStatus[];
export const PLAN_STATUSES = Object.keys(PLAN) as PlanStatus[];
export const PRIORITIES = Object.keys(PRIORITY) as Priority[];
export const EVALUATION_STATUSES = Object.keys(EVALUATION) as EvaluationStatus[];

function Pill({ look: [tone, Icon], children }: { look: Look; children: string }) {
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {children}
    </Badge>
  );
}

export function CallStatusPill({ status }: { status: CallStatus }) {
  const { t } = useTranslation("parts");
  return <Pill look={CALL[status]}>{t(`callStatus.${status}`)}</Pill>;
}

export function PriorityPill({ priority }: { priority: Priority }) {
  const { t } = useTranslation("parts");
  return <Pill look={PRIORITY[priority]}>{t(`priority.${priority}`)}</Pill>;
}

export function EvaluationStatusPill({ status }: { status: EvaluationStatus }) {
  const { t } = useTranslation("parts");
  return <Pill look={EVALUATION[status]}>{t(`evaluationStatus.${status}`)}</Pill>;
}

export function PlanStatusPill({ status }: { status: PlanStatus }) {
  const { t } = useTranslation("parts");
  return <Pill look={PLAN[status]}>{t(`planStatus.${status}`)}</Pill>;
}

export function VersionStatusPill({ status }: { status: VersionStatus }) {
  const { t } = useTranslation("parts");
  return <Pill look={VERSION[status]}>{t(`versionStatus.${status}`)}</Pill>;
}

export function ActivePill({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation("parts");
  return isActive ? <Pill look={["good", CircleCheck]}>{t("active.yes")}</Pill> : <Pill look={["neutral", CircleSlash]}>{t("active.no")}</Pill>;
}

/** Whether a word of the server is a status this screen knows. */
export function isEvaluationStatus(word: string): word is EvaluationStatus {
  return word in EVALUATION;
}
