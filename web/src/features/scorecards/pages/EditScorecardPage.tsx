import { useState } from "react";
import { Navigate, useParams } from "react-router";

import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";

import { ScorecardEditor } from "../components/editor/ScorecardEditor";
import { useScorecard } from "../queries";

export default function EditScorecardPage() {
  const { id = "" } = useParams();
  const query = useScorecard(id);
  const [round, setRound] = useState(0);
  const reload = (): void => void query.refetch().then(() => setRound(round + 1));
  // Keyed by the card alone: what arrives later must not touch what is being typed.
  return (
    <QueryView query={query} needsFresh>
      {(card) =>
        can(card, "update") ? (
          <ScorecardEditor key={`${card.id} ${round}`} opened={card} onReload={reload} />
        ) : (
          <Navigate to={`/scorecards/${card.id}`} replace />
        )
      }
    </QueryView>
  );
}
