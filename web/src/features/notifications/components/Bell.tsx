import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";

import { SkeletonRows } from "@/ui";

import { countText } from "../model";
import { useUnread } from "../queries";

const LatestNotices = lazy(() => import("./LatestNotices"));

/** How many notices wait; opens the latest. */
export function Bell() {
  const { t } = useTranslation("notifications");
  const [isOpen, setOpen] = useState(false);
  const unread = useUnread()?.unread ?? 0;
  const count = countText(unread, t("many"));
  const close = (): void => setOpen(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        aria-label={unread === 0 ? t("bell") : t("bellUnread", { count: unread })}
        className="relative inline-grid size-11 shrink-0 place-items-center rounded-md text-rail-ink hover:bg-rail-hover lg:size-9"
      >
        <BellIcon size={20} strokeWidth={1.8} aria-hidden />
        {count && (
          <span aria-hidden className="absolute top-0.5 right-0.5 min-w-4.5 rounded-full bg-rail-focus px-1 text-center text-[0.6875rem] leading-[1.125rem] font-bold text-rail lg:-top-0.5 lg:-right-0.5">
            {count}
          </span>
        )}
      </Button>
      <Popover placement="bottom start" className="appear w-[min(24rem,calc(100vw-2rem))] rounded-md border border-line bg-surface shadow-pop">
        <Dialog aria-label={t("latest")} className="flex max-h-[70dvh] flex-col outline-none">
          <Suspense fallback={<SkeletonRows rows={4} />}>
            <LatestNotices onVisit={close} />
          </Suspense>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
