import i18next from "i18next";
import { useTranslation } from "react-i18next";

import { getLocale } from "@/lib/locale";

/** Something that happened, as the server tells it: its name, what it speaks of, and its own Portuguese sentence. */
export interface Happening {
  event: string;
  facts: Readonly<Record<string, string>>;
  sentence: string;
}

/** What happened in the language of the screen, without its subject; the server's sentence, which is Portuguese, where we have no words. */
export function useHappeningText(): (happening: Happening) => string {
  useTranslation("events"); // draws again when the language changes
  return ({ event, facts, sentence }) => {
    const key = `events:${event}`;
    const isKnown = i18next.exists(key, { lng: getLocale(), fallbackLng: [] });
    return isKnown ? (i18next.t as (key: string, facts: object) => string)(key, facts) : sentence;
  };
}
