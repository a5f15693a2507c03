import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

import { cn } from "@/lib/cn";
import { queryText } from "@/lib/url-state";

import type { Tab } from "../../model/tabs";

/** The parts of the analysis as links that keep the filters. */
export function TabNav({ tabs, current }: { tabs: readonly Tab[]; current: Tab }) {
  const { t } = useTranslation("charts");
  const [params] = useSearchParams();
  const to = (tab: Tab): string => {
    const next = new URLSearchParams(params);
    if (tab === tabs[0]) next.delete("tab");
    else next.set("tab", tab);
    // What belongs to the charts of one part is not carried into another.
    for (const key of ["by", "with", "columns", "history"]) next.delete(key);
    return `?${queryText(next)}`;
  };
  return (
    <nav aria-label={t("tabs.label")} className="-mx-4 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab}>
            <Link
              to={to(tab)}
              {...(tab === current ? { "aria-current": "page" as const } : {})}
              className={cn(
                "-mb-px flex min-h-10 items-center border-b-2 px-3 text-[0.9375rem] font-medium whitespace-nowrap focus-visible:-outline-offset-2",
                tab === current ? "border-accent text-ink" : "border-transparent text-ink-soft hover:text-ink",
              )}
            >
              {t(`tabs.${tab}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
