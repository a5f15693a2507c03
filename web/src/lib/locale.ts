/** The language that numbers and dates are written in; set by `i18n`, read by the formatters. */
export type Locale = "pt-BR" | "en";

export const LOCALES: readonly Locale[] = ["pt-BR", "en"];

const STORED_AT = "monitoria.language";

let current: Locale = "pt-BR";

export function getLocale(): Locale {
  return current;
}

export function setLocale(locale: Locale): void {
  current = locale;
}

export function isLocale(value: unknown): value is Locale {
  return value === "pt-BR" || value === "en";
}

export function rememberedLocale(): Locale {
  try {
    const stored = localStorage.getItem(STORED_AT);
    return isLocale(stored) ? stored : "pt-BR";
  } catch {
    return "pt-BR";
  }
}

export function rememberLocale(locale: Locale): void {
  try {
    localStorage.setItem(STORED_AT, locale);
  } catch {
    // Storage refused: the choice lasts until the page closes.
  }
}
