import { Target } from "lucide-react";
import { useTranslation } from "react-i18next";

import { ButtonLink } from "@/ui";

import { useHasRole } from "./session";

/** Leads from a published evaluation to a coaching plan made of it; nothing for whoever coaches nobody. */
export function PlanLink({ evaluation: { id, status } }: { evaluation: { id: string; status: string } }) {
  const { t } = useTranslation("parts");
  const coaches = useHasRole("admin", "supervisor", "evaluator");
  if (!coaches || status === "draft") return null;
  return (
    <ButtonLink to={`/coaching/new?evaluation_id=${id}`} icon={<Target size={16} />}>
      {t("plan.fromEvaluation")}
    </ButtonLink>
  );
}
