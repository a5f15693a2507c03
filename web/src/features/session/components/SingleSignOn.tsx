import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { Button, Notice } from "@/ui";

import { keepNext } from "../model";
import { singleSignOnQuery, useStartSingleSignOn } from "../security-queries";

/** The way in through the organisation's provider, where there is one. */
export function SingleSignOn({ next }: { next: string }) {
  const { t } = useTranslation("security");
  const { data } = useQuery(singleSignOnQuery);
  const start = useStartSingleSignOn();
  if (!data?.enabled) return null;
  const go = (): void => {
    keepNext(next);
    start.mutate();
  };
  return (
    <div className="mt-6 flex flex-col gap-4">
      <p className="flex items-center gap-3 text-sm text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">{t("single.or")}</p>
      {start.error && <Notice tone="bad">{problemText(toProblem(start.error))}</Notice>}
      <Button icon={<KeyRound size={16} className="shrink-0" aria-hidden />} isPending={start.isPending} onPress={go} className="h-auto! min-h-10 w-full py-2 whitespace-normal!">
        <span className="min-w-0 break-words">{data.label ?? t("single.button")}</span>
      </Button>
    </div>
  );
}
