import { useMemo } from "react";

import { today } from "@/lib/dates";

import type { Asked } from "./asked";

/** Half a year: long enough for a way to be seen in. */
const DAYS = 183;

/** What an operator's home asks: of himself alone, by his reach. */
export function useOwnAsked(): Asked {
  return useMemo(() => ({ from: today(1 - DAYS), to: today() }), []);
}
