import { useTranslation } from "react-i18next";

import { chooseLanguage } from "@/i18n";
import { isLocale, LOCALES } from "@/lib/locale";
import { RadioGroup, ThemeToggle } from "@/ui";

export function LanguageToggle({ hideLabel = false }: { hideLabel?: boolean }) {
  const { t, i18n } = useTranslation("ui");
  return (
    <RadioGroup
      label={t("language.label")}
      hideLabel={hideLabel}
      look="buttons"
      value={i18n.language}
      onChange={(next) => isLocale(next) && void chooseLanguage(next)}
      options={LOCALES.map((id) => ({ id, label: t(`language.${id}`) }))}
    />
  );
}

export function Preferences() {
  return (
    <div className="flex flex-col gap-5">
      <ThemeToggle />
      <LanguageToggle />
    </div>
  );
}
