import { ClipboardPen, Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import type { CallDetailOut, RevealedOut } from "@/api/generated";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { DeckProvider } from "@/parts/recordings/deck";
import { RecordingsCard } from "@/parts/recordings/RecordingsCard";
import { useMe } from "@/parts/session";
import { CallStatusPill, PriorityPill } from "@/parts/StatusPill";
import { ButtonLink, PageHeader } from "@/ui";

import { CallEvaluations } from "../components/CallEvaluations";
import { ContactCard, CustomerCard } from "../components/CallFacts";
import { DeleteCall } from "../components/DeleteCall";
import { RevealCustomer } from "../components/RevealCustomer";
import { listAddress } from "../model";
import { useCall } from "../queries";

export default function CallPage() {
  const { id = "" } = useParams();
  const query = useCall(id);
  return <QueryView query={query}>{(call) => <CallView key={call.id} call={call} />}</QueryView>;
}

function EvaluateLink({ call, list }: { call: CallDetailOut; list: string }) {
  const { t } = useTranslation("calls");
  const me = useMe();
  if (!can(call, "evaluate")) return null;
  const hasDraft = call.evaluations.some(({ status, evaluator_id }) => status === "draft" && evaluator_id === me.id);
  return (
    <ButtonLink to={`/calls/${call.id}/evaluate${list}`} variant="primary" icon={<ClipboardPen size={17} />}>
      {hasDraft ? t("detail.continue") : t("detail.evaluate")}
    </ButtonLink>
  );
}

function CallView({ call: loaded }: { call: CallDetailOut }) {
  const { t } = useTranslation("calls");
  const [revealed, setRevealed] = useState<RevealedOut>();
  const call = { ...loaded, ...revealed };
  const [params] = useSearchParams();
  const list = listAddress(params);
  const evaluate = <EvaluateLink call={call} list={list} />;
  return (
    <>
      <PageHeader
        title={t("detail.title", { protocol: call.protocol })}
        back={{ to: `/calls${list}`, label: t("title") }}
        marks={
          <>
            <CallStatusPill status={call.status} />
            <PriorityPill priority={call.priority} />
          </>
        }
        actions={
          <>
            {can(call, "delete") && <DeleteCall call={call} listTo={`/calls${list}`} />}
            {can(call, "update") && (
              <ButtonLink to={`/calls/${call.id}/edit${list}`} icon={<Pencil size={16} />}>
                {t("detail.edit")}
              </ButtonLink>
            )}
            {evaluate}
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ContactCard call={call} />
        <CustomerCard
          call={call}
          aside={!revealed && can(call, "reveal") && <RevealCustomer callId={call.id} onShown={setRevealed} />}
        />
        <div className="min-w-0 lg:col-span-full">
          <DeckProvider callId={call.id}>
            <RecordingsCard callId={call.id} />
          </DeckProvider>
        </div>
        <div className="min-w-0 lg:col-span-full">
          <CallEvaluations evaluations={call.evaluations} action={evaluate} />
        </div>
      </div>
    </>
  );
}
