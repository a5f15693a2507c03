import { Ear } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/lib/dates";
import { formatClock } from "@/player/core/time";
import { Button } from "@/ui";

import { QueryView } from "../QueryView";
import { type Recording, useListens } from "./queries";

/** Who listened to a recording, and when: for the operator whose call it is, and for those who lead. */
export function Listens({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recordings");
  const [isOpen, setOpen] = useState(false);
  const query = useListens(recording, isOpen);
  return (
    <div>
      <Button size="sm" variant="quiet" icon={<Ear size={16} />} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)} className="-ml-3">
        {t("listens.title")}
      </Button>
      {isOpen && (
        <QueryView query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="text-sm text-ink-soft">{t("listens.none")}</p>
            ) : (
              <ul className="mt-1 flex flex-col gap-1.5 text-[0.9375rem]">
                {items.map((listen) => (
                  <li key={listen.id} className="flex flex-wrap justify-between gap-x-4">
                    <span className="font-medium">{listen.full_name}</span>
                    <span className="text-sm text-ink-soft">
                      {listen.seconds > 0
                        ? t("listens.row", { date: formatDateTime(listen.started_at), length: formatClock(listen.seconds) })
                        : formatDateTime(listen.started_at)}
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryView>
      )}
    </div>
  );
}
