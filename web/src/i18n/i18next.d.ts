import "i18next";

import type portuguese from "./locales/pt-BR";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "ui";
    resources: typeof portuguese;
  }
}
