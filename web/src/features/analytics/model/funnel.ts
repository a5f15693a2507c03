import type { FunnelOut, FunnelStepOut, FunnelTimeOut } from "@/api/generated";

import type { Asked } from "./asked";
import { evaluationsBehind } from "./behind";

/** The rows of a step, as the list of evaluations knows them: without those brought in, which ask nothing. */
const BEHIND: Record<FunnelStepOut["step"], Record<string, string>> = { published: {}, read: { read: "true" }, acknowledged: { acknowledged: "true" }, contested: { contested: "true" }, closed: { status: "closed" } };

export interface StepShown extends FunnelStepOut {
  to: string | undefined;
  /** How long it took to come here; deciding a contest stands beside contesting. */
  waits: FunnelTimeOut[];
}

export function stepsOf({ steps, times, period }: Pick<FunnelOut, "steps" | "times" | "period">, asked: Asked): StepShown[] {
  return steps.map((step) => ({
    ...step,
    to: step.n > 0 ? evaluationsBehind(asked, period, { past: "false", ...BEHIND[step.step] }) : undefined,
    waits: times.filter(({ from, to, n }) => n > 0 && (to === step.step || (to === "decided" && from === step.step))),
  }));
}
