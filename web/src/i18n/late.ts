import i18next from "i18next";

/** The texts of whole features, in the first language: no part of the first JavaScript. The second comes as one. */
const LATE = {
  analytics: () => import("./locales/pt-BR/analytics.json"),
  audit: () => import("./locales/pt-BR/audit.json"),
  batches: () => import("./locales/pt-BR/batches.json"),
  calendar: () => import("./locales/pt-BR/calendar.json"),
  charts: () => import("./locales/pt-BR/charts.json"),
  coaching: () => import("./locales/pt-BR/coaching.json"),
  evaluations: () => import("./locales/pt-BR/evaluations.json"),
  events: () => import("./locales/pt-BR/events.json"),
  exports: () => import("./locales/pt-BR/exports.json"),
  feedback: () => import("./locales/pt-BR/feedback.json"),
  home: () => import("./locales/pt-BR/home.json"),
  imports: () => import("./locales/pt-BR/imports.json"),
  keys: () => import("./locales/pt-BR/keys.json"),
  origins: () => import("./locales/pt-BR/origins.json"),
  people: () => import("./locales/pt-BR/people.json"),
  privacy: () => import("./locales/pt-BR/privacy.json"),
  reports: () => import("./locales/pt-BR/reports.json"),
  scorecards: () => import("./locales/pt-BR/scorecards.json"),
  security: () => import("./locales/pt-BR/security.json"),
  session: () => import("./locales/pt-BR/session.json"),
  settings: () => import("./locales/pt-BR/settings.json"),
  system: () => import("./locales/pt-BR/system.json"),
  webhooks: () => import("./locales/pt-BR/webhooks.json"),
};

export type LateNamespace = keyof typeof LATE;

export async function loadTexts(...namespaces: LateNamespace[]): Promise<void> {
  const missing = namespaces.filter((namespace) => !i18next.hasResourceBundle("pt-BR", namespace));
  const found = await Promise.all(missing.map(async (namespace) => ({ namespace, texts: (await LATE[namespace]()).default })));
  for (const { namespace, texts } of found) i18next.addResourceBundle("pt-BR", namespace, texts);
}

/** Loads a part together with the texts that it needs. */
export function withTexts<M>(namespaces: readonly LateNamespace[], load: () => Promise<M>): () => Promise<M> {
  return async () => (await Promise.all([load(), loadTexts(...namespaces)]))[0];
}
