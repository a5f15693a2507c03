import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useParams, useSearchParams } from "react-router";

import type { CallDetailOut } from "@/api/generated";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { PageHeader, toast } from "@/ui";

import { CallForm } from "../components/CallForm";
import { listAddress, toUpdate, valuesOf } from "../model";
import { useCall, useUpdateCall } from "../queries";

export default function EditCallPage() {
  const { id = "" } = useParams();
  const query = useCall(id);
  const [round, setRound] = useState(0);
  const reload = (): void => void query.refetch().then(() => setRound(round + 1));
  return (
    <div className="max-w-3xl">
      <QueryView query={query} needsFresh>{(call) => <CallEditor key={`${call.id} ${round}`} call={call} onReload={reload} />}</QueryView>
    </div>
  );
}

function CallEditor({ call, onReload }: { call: CallDetailOut; onReload: () => void }) {
  const { t } = useTranslation("calls");
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const update = useUpdateCall(call.id);
  // What was on the server when the form opened: a refetch must not touch what is being typed.
  const [opened] = useState(call);
  const home = `/calls/${call.id}${listAddress(params)}`;
  if (!can(call, "update")) return <Navigate to={home} replace />;
  return (
    <>
      <PageHeader title={t("form.editTitle")} back={{ to: home, label: t("detail.title", { protocol: call.protocol }) }} />
      <CallForm
        isNew={false}
        initial={valuesOf(opened)}
        isPending={update.isPending}
        cancelTo={home}
        onReload={onReload}
        onSend={(values, refuse) =>
          update.mutate(toUpdate(values, opened), {
            onSuccess: () => {
              toast.done(t("form.saved"));
              void navigate(home);
            },
            onError: refuse,
          })
        }
      />
    </>
  );
}
