import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { PageHeader, toast } from "@/ui";

import { CallForm } from "../components/CallForm";
import { BLANK, toBody } from "../model";
import { useCreateCall } from "../queries";

export default function NewCallPage() {
  const { t } = useTranslation("calls");
  const navigate = useNavigate();
  const create = useCreateCall();
  return (
    <div className="max-w-3xl">
      <PageHeader title={t("form.newTitle")} back={{ to: "/calls", label: t("title") }} />
      <CallForm
        isNew
        initial={BLANK}
        isPending={create.isPending}
        cancelTo="/calls"
        onSend={(values, refuse) =>
          create.mutate(toBody(values), {
            onSuccess: (call) => {
              toast.done(t("form.created", { protocol: call.protocol }));
              void navigate(`/calls/${call.id}`);
            },
            onError: refuse,
          })
        }
      />
    </div>
  );
}
