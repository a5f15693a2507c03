import { useTranslation } from "react-i18next";

import type { TermOut } from "@/api/generated";

/** The title of a term in the language of the screen, in Portuguese where it was not translated. */
export function useTermTitle(): (term: TermOut) => string {
  const { i18n } = useTranslation();
  return (term) => (i18n.language === "en" && term.title_en ? term.title_en : term.title);
}

export function TermText({ term }: { term: TermOut }) {
  const { i18n } = useTranslation();
  const text = i18n.language === "en" && term.text_en ? term.text_en : term.text;
  return (
    <div className="flex flex-col gap-3" lang={text === term.text ? "pt-BR" : "en"}>
      {text.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index} className="whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </div>
  );
}
