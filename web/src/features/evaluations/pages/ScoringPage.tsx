import { useTranslation } from "react-i18next";
import { useLocation, useParams, useSearchParams } from "react-router";

import { can } from "@/parts/can";
import { DeckProvider } from "@/parts/recordings/deck";
import { QueryView } from "@/parts/QueryView";
import { ButtonLink, Card, EmptyState, PageHeader, Select, Skeleton } from "@/ui";

import { ScoringScreen } from "../components/scoring/ScoringScreen";
import { type ScoringStart, useScoringStart } from "../queries";

const CARD = "scorecard";

export default function ScoringPage() {
  const { t } = useTranslation("evaluations");
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const query = useScoringStart(id, params.get(CARD) ?? undefined);
  return <QueryView query={query} skeleton={<Waiting />}>{(start) => <Scoring key={`${start.call.id} ${start.card.scorecardId}`} start={start} label={t("scoring.back")} />}</QueryView>;
}

function Scoring({ start, label }: { start: ScoringStart; label: string }) {
  const { t } = useTranslation("evaluations");
  const { call, card, draft } = start;
  const { search } = useLocation();
  const header = (isUntouched: boolean) => {
    const canChoose = isUntouched && start.choices.length > 1;
    return (
      <PageHeader
        title={t("scoring.title", { protocol: call.protocol })}
        back={{ to: `/calls/${call.id}${search}`, label }}
        lead={canChoose ? undefined : card.name}
        actions={canChoose ? <CardChoice start={start} /> : undefined}
      />
    );
  };
  if (draft || can(call, "evaluate")) {
    return (
      <DeckProvider callId={call.id}>
        <ScoringScreen start={start} header={header} />
      </DeckProvider>
    );
  }
  return (
    <>
      {header(false)}
      <Card>
        <EmptyState kind="forbidden" action={<ButtonLink to={`/calls/${call.id}${search}`}>{label}</ButtonLink>} />
      </Card>
    </>
  );
}

/** Another scorecard, as long as there is no draft. */
function CardChoice({ start }: { start: ScoringStart }) {
  const { t } = useTranslation("evaluations");
  const [params, setParams] = useSearchParams();
  return (
    <Select
      label={t("fields.scorecard")}
      hideLabel
      className="w-64"
      options={start.choices.map((choice) => ({ id: choice.id, label: choice.name }))}
      value={start.card.scorecardId}
      onChange={(id) => {
        const next = new URLSearchParams(params);
        next.set(CARD, id);
        setParams(next, { replace: true });
      }}
    />
  );
}

function Waiting() {
  return (
    <div className="grid gap-6 lg:grid-cols-[16rem_minmax(0,1fr)] xl:grid-cols-[22rem_minmax(0,1fr)]">
      <Skeleton className="h-72" />
      <Skeleton className="h-[32rem]" />
    </div>
  );
}
