import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { Card, PageHeader, toast } from "@/ui";

import { UserForm } from "../components/UserForm";
import { BLANK, toRegister } from "../model";
import { useRegister } from "../queries";

export default function NewUserPage() {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const register = useRegister();
  return (
    <div className="max-w-3xl">
      <PageHeader title={t("new")} back={{ to: "/users", label: t("title") }} />
      <Card>
        <UserForm
          isNew
          initial={BLANK}
          isPending={register.isPending}
          onSend={(values, refuse) =>
            register.mutate(toRegister(values), {
              onSuccess: () => {
                toast.done(t("created"));
                void navigate("/users");
              },
              onError: refuse,
            })
          }
        />
      </Card>
    </div>
  );
}
