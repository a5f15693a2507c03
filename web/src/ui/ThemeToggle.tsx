import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";

import { chooseTheme, type Theme, THEMES, useTheme } from "@/lib/theme";

import { RadioGroup } from "./RadioGroup";

const ICONS = { system: <Monitor size={16} />, light: <Sun size={16} />, dark: <Moon size={16} /> };

/** System, light or dark; remembered in this browser. */
export function ThemeToggle({ hideLabel = false }: { hideLabel?: boolean }) {
  const { t } = useTranslation("ui");
  const theme = useTheme();
  return (
    <RadioGroup
      label={t("theme.label")}
      hideLabel={hideLabel}
      look="buttons"
      value={theme}
      onChange={(next) => chooseTheme(next as Theme)}
      options={THEMES.map((id) => ({ id, label: t(`theme.${id}`), icon: ICONS[id] }))}
    />
  );
}
