import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";

import { Badge, type Tone } from "@/ui";

import type { State } from "../system";

const LOOKS: Record<State, [Tone, LucideIcon]> = {
  ok: ["good", CircleCheck],
  attention: ["warn", TriangleAlert],
  stopped: ["bad", CircleX],
};

/** How something stands: a word and an icon beside the colour. */
export function StatePill({ state, children }: { state: State; children: string }) {
  const [tone, Icon] = LOOKS[state];
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {children}
    </Badge>
  );
}
