import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { type Locale, rememberedLocale, rememberLocale, setLocale } from "@/lib/locale";

import portuguese from "./locales/pt-BR";
import type { LateTexts } from "./locales/pt-BR/late";

/** The texts of the first language; every other language has the same keys (a test compares them). */
export const NAMESPACES = Object.keys(portuguese) as (keyof typeof portuguese)[];

const late: Record<string, object> = {};

/** Texts of the first language that come along with the page that needs them, so that the first visit does not wait for them. */
export function addTexts(namespace: keyof LateTexts, texts: object): void {
  late[namespace] = texts;
  if (i18next.isInitialized) i18next.addResourceBundle("pt-BR", namespace, texts);
}

async function load(locale: Locale): Promise<void> {
  if (locale === "pt-BR" || i18next.hasResourceBundle(locale, "ui")) return;
  const { default: texts } = await import("./locales/en");
  for (const [namespace, bundle] of Object.entries(texts)) i18next.addResourceBundle(locale, namespace, bundle);
}

/** Changes the language of the screen, of numbers and of dates, and remembers it in this browser. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  await load(locale);
  rememberLocale(locale);
  setLocale(locale);
  document.documentElement.lang = locale;
  await i18next.changeLanguage(locale);
}

/** Resolves once the remembered language is ready to be drawn. */
export async function startI18n(locale: Locale = rememberedLocale()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "pt-BR",
    fallbackLng: "pt-BR",
    resources: { "pt-BR": { ...portuguese, ...late } },
    ns: NAMESPACES,
    defaultNS: "ui",
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = locale;
  if (locale !== "pt-BR") await chooseLanguage(locale);
}
