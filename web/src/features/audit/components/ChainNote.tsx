import { Copy, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/lib/numbers";
import { QueryView } from "@/parts/QueryView";
import { Button, Card, toast } from "@/ui";

import { useChain } from "../queries";

/** How far the chain reaches, and the anchor that proves its end later. */
export function ChainNote() {
  const { t } = useTranslation("audit");
  const copy = (anchor: string): void => void navigator.clipboard.writeText(anchor).then(() => toast.done(t("chain.copied")));
  return (
    <Card className="mb-4">
      <QueryView query={useChain()}>
        {({ sealed, waiting, anchor }) => (
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <p className="flex items-center gap-2">
              <ShieldCheck size={18} className="text-good" aria-hidden />
              <span>
                <span className="font-medium">{t("chain.sealed", { count: sealed, formatted: formatNumber(sealed) })}</span>
                {", "}
                {waiting > 0 ? t("chain.waiting", { count: waiting }) : t("chain.noneWaiting")}.
              </span>
            </p>
            <div className="flex min-w-0 flex-wrap items-center gap-3">
              <span className="text-sm text-ink-faint">{t("chain.anchor")}</span>
              <code className="max-w-60 truncate text-xs" title={anchor}>
                {anchor}
              </code>
              <Button size="sm" icon={<Copy size={14} />} onPress={() => copy(anchor)}>
                {t("chain.copy")}
              </Button>
            </div>
            <p className="basis-full text-sm text-ink-faint">{t("chain.anchorHint")}</p>
          </div>
        )}
      </QueryView>
    </Card>
  );
}
