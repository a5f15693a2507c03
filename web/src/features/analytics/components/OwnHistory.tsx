import { useState } from "react";

import { useOwnAsked } from "../model/use-own-asked";
import { CriterionHistory } from "./analysis/CriterionHistory";

/** How one of the operator's own items went, with a mark where the scorecard changed. */
export default function OwnHistory() {
  const asked = useOwnAsked();
  const [chosen, setChosen] = useState<string>();
  const choice = (key: string): string | undefined => (key === "history" ? chosen : key === "grain" ? "month" : undefined);
  return <CriterionHistory asked={asked} choice={choice} choose={(_, value) => setChosen(value)} onClear={undefined} />;
}
