import { useTranslation } from "react-i18next";

import { formatDay } from "@/lib/dates";
import { useCategoryLabel } from "@/parts/categories";
import { CHANNELS, knownOf, ORIGINS } from "@/parts/choices";

import type { By } from "../model/comparison";
import { spanOf } from "../model/item-links";

interface Item {
  id: string | null;
  label: string;
}

/** What an item of a comparison is called on the screen: words of ours are translated, names stay. */
export function useItemLabel(by: By): (item: Item) => string {
  const { t } = useTranslation(["charts", "parts", "origins"]);
  const categoryOf = useCategoryLabel();
  const ours: Partial<Record<By, (id: string) => string | undefined>> = {
    category: categoryOf,
    channel: (id) => {
      const channel = knownOf(CHANNELS, id);
      return channel && t(`parts:channel.${channel}`);
    },
    origin: (id) => {
      const origin = knownOf(ORIGINS, id);
      return origin && t(`origins:${origin}`);
    },
  };
  return ({ id, label }) => {
    const span = by === "period" ? spanOf(label) : undefined;
    if (span) return `${formatDay(span.from)} – ${formatDay(span.to)}`;
    return (id && ours[by]?.(id)) || label || t("charts:comparison.none");
  };
}
