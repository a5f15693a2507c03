import { Pie, PieChart } from "recharts";
import { useNavigate } from "react-router";

import { formatNumber } from "@/lib/numbers";

export interface DonutPart {
  key: string;
  count: number;
  color: string;
  to: string;
}

export interface DonutProps {
  parts: readonly DonutPart[];
  total: number;
  caption: string;
}

/** A ring of shares. Only a picture: what it tells stands beside it as links. */
export default function Donut({ parts, total, caption }: DonutProps) {
  const navigate = useNavigate();
  const data = parts.filter((part) => part.count > 0).map((part) => ({ ...part, fill: part.color }));
  return (
    <div aria-hidden className="relative size-44 shrink-0 [&_path]:cursor-pointer [&_path]:outline-none">
      <PieChart width={176} height={176} accessibilityLayer={false}>
        <Pie
          data={data}
          dataKey="count"
          nameKey="key"
          innerRadius={58}
          outerRadius={86}
          paddingAngle={data.length > 1 ? 2 : 0}
          stroke="none"
          startAngle={90}
          endAngle={-270}
          isAnimationActive={false}
          rootTabIndex={-1}
          onClick={(_, index) => void navigate(data[index]?.to ?? "")}
        />
      </PieChart>
      <span className="pointer-events-none absolute inset-0 flex flex-col items-center justify-center">
        <span className="text-2xl font-semibold">{formatNumber(total)}</span>
        <span className="text-sm text-ink-faint">{caption}</span>
      </span>
    </div>
  );
}
