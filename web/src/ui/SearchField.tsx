import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "./Button";
import { TextField } from "./TextField";

export interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string;
  /** Called when the typing rests, and at once on Enter or clear. */
  onChange: (value: string) => void;
  className?: string;
}

const REST = 350;

export function SearchField({ label, placeholder, value, onChange, className }: SearchFieldProps) {
  const { t } = useTranslation("ui");
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setDraft(value);
  }
  useEffect(() => {
    if (draft === value) return;
    const timer = setTimeout(() => onChange(draft), REST);
    return () => clearTimeout(timer);
  }, [draft, value, onChange]);
  const clear = (): void => {
    setDraft("");
    onChange("");
  };
  return (
    <TextField
      label={label}
      hideLabel
      placeholder={placeholder}
      type="search"
      value={draft}
      onChange={setDraft}
      onKeyDown={(event) => {
        if (event.key === "Enter") onChange(draft);
        if (event.key === "Escape" && draft) clear();
      }}
      lead={<Search size={17} />}
      trail={draft ? <IconButton label={t("clearSearch")} icon={<X size={16} />} onPress={clear} /> : undefined}
      {...(className ? { className } : {})}
    />
  );
}
