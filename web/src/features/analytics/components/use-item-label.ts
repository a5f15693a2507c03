import { useTranslation } from "react-i18next";

import { formatDay } from "@/lib/dates";
import { useCategoryLabel } from "@/parts/categories";

import type { By } from "../model/comparison";
import { CHANNELS, ORIGINS } from "../model/origins";

interface Item {
  id: string;
  label: string;
}

/** What an item of a comparison is called on the screen: words of ours are translated, names stay. */
export function useItemLabel(by: By): (item: Item) => string {
  const { t } = useTranslation(["charts", "parts"]);
  const categoryOf = useCategoryLabel();
  return ({ id, label }) => {
    const [from, to] = id.split("/");
    if (by === "period" && from && to) return `${formatDay(from)} – ${formatDay(to)}`;
    if (by === "category") return categoryOf(id);
    const origin = ORIGINS.find((one) => one === id);
    if (by === "origin" && origin) return t(`charts:origins.${origin}`);
    const channel = CHANNELS.find((one) => one === id);
    return by === "channel" && channel ? t(`parts:channel.${channel}`) : label;
  };
}
