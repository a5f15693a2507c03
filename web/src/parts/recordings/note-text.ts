import i18next from "i18next";
import { useTranslation } from "react-i18next";

import type { SoundNoteOut } from "@/api/generated";

/** A note about the sound in the language of the screen; the server's sentence where we have no words. */
export function useNoteText(): (note: SoundNoteOut) => string {
  const { i18n } = useTranslation("recordings");
  return ({ code, message }) => {
    const key = `recordings:note.${code}`;
    return i18n.exists(key) ? (i18next.t as (key: string) => string)(key) : message;
  };
}
