import "i18next";

import type portuguese from "./locales/pt-BR";
import type { LateTexts } from "./locales/pt-BR/late";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "ui";
    resources: typeof portuguese & LateTexts;
  }
}
