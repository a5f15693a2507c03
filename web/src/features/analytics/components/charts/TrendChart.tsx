import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useNavigate } from "react-router";

import { formatNumber } from "@/lib/numbers";

import type { TrendPoint } from "../../model/series";

export interface TrendChartProps {
  points: readonly (TrendPoint & { label: string; to: string })[];
  names: { average: string; evaluations: string };
}

const TICK = { fill: "var(--ink-faint)", fontSize: 13 };

/** Average score over the evaluations it rests on. Only a picture: the same stands in its table. */
export default function TrendChart({ points, names }: TrendChartProps) {
  const navigate = useNavigate();
  const open = (label: unknown): void => {
    const point = points.find((other) => other.label === label);
    if (point) void navigate(point.to);
  };
  return (
    <div aria-hidden className="h-72 [&_*]:outline-none">
      <ResponsiveContainer>
        <ComposedChart data={[...points]} accessibilityLayer={false} margin={{ top: 8, right: 4, bottom: 0, left: -8 }} onClick={(state) => open(state.activeLabel)}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={{ stroke: "var(--line-strong)" }} minTickGap={28} />
          <YAxis yAxisId="score" domain={[0, 100]} tick={TICK} tickLine={false} axisLine={false} width={44} />
          <YAxis yAxisId="count" orientation="right" allowDecimals={false} tick={TICK} tickLine={false} axisLine={false} width={32} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--hover)" }}
            contentStyle={{ background: "var(--surface)", border: "1px solid var(--line)", borderRadius: 9, color: "var(--ink)" }}
            formatter={(value, name) => [typeof value === "number" ? formatNumber(value, name === names.average ? 2 : 0) : "—", name]}
          />
          <Bar yAxisId="count" dataKey="evaluations" name={names.evaluations} fill="var(--chart-4)" fillOpacity={0.35} radius={[3, 3, 0, 0]} maxBarSize={22} isAnimationActive={false} />
          <Line yAxisId="score" dataKey="average" name={names.average} stroke="var(--chart-1)" strokeWidth={2.5} dot={{ r: 3, fill: "var(--chart-1)" }} connectNulls isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
