import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { setWaiting } from "@/lib/title";

import { arrivals, countText } from "../model";
import { usePulse } from "../queries";

/** Keeps asking for news, and says it aloud, politely, when some came; the tab shows how much is unread. Stands once in the shell. */
export function Pulse() {
  const { t } = useTranslation("notifications");
  const { data } = usePulse();
  const [before, setBefore] = useState(data);
  const [news, setNews] = useState(0);
  if (data !== before) {
    setBefore(data);
    setNews(arrivals(before, data));
  }
  const waiting = countText(data?.unread ?? 0, t("many"));
  useEffect(() => {
    setWaiting(waiting);
    return () => setWaiting("");
  }, [waiting]);
  return (
    <p role="status" className="sr-only">
      {news > 0 && t("new", { count: news })}
    </p>
  );
}
