import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import { queryText } from "@/lib/url-state";
import { toast } from "@/ui";

import { type Evaluation, useFindNextCall } from "../queries";
import { filterOf } from "./call-filter";
import type { Question } from "./use-conclude";

/** Where to go once an evaluation is published: to its page, or on to the next call of the same list. */
export function useAfterwards(callId: string): (done: Evaluation, question: Question) => void {
  const { t } = useTranslation("evaluations");
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const findNext = useFindNextCall();
  const goOn = async (): Promise<string | null> => {
    const next = await findNext(callId, filterOf(params)).catch(() => null);
    return next && `/calls/${next.id}/evaluate?${queryText(params)}`;
  };
  return (done, question) => {
    toast.done(t("conclude.done"));
    const page = `/evaluations/${done.id}`;
    if (question === "here") {
      void navigate(page);
      return;
    }
    void goOn().then((next) => {
      if (!next) toast.info(t("conclude.noNext"));
      return navigate(next ?? page);
    });
  };
}
