import { Keyboard } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, Checkbox, Dialog } from "@/ui";

const KEYS = ["digits", "zero", "steps", "moves", "notApplicable", "comment", "guidance", "conclude", "next", "help"] as const;

export interface KeysDialogProps {
  isOpen: boolean;
  onClose: () => void;
  hasKeys: boolean;
  onToggle: (on: boolean) => void;
}

/** Every key of the scoring screen, and the switch of those that are one letter. */
export function KeysDialog({ isOpen, onClose, hasKeys, onToggle }: KeysDialogProps) {
  const { t } = useTranslation("evaluations");
  return (
    <Dialog title={t("keys.title")} isOpen={isOpen} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5">
        {KEYS.map((key) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong/60 bg-sunken px-1.5 py-0.5 font-sans text-sm font-medium whitespace-nowrap">{t(`keys.${key}.keys`)}</kbd>
            </dt>
            <dd className="text-ink-soft">{t(`keys.${key}.does`)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-5 border-t border-line pt-4">
        <Checkbox isSelected={hasKeys} onChange={onToggle}>
          {t("keys.switch")}
          <span className="block text-sm text-ink-soft">{t("keys.switchHint")}</span>
        </Checkbox>
      </div>
    </Dialog>
  );
}

/** The keys that matter most, above the form, where there is a keyboard. */
export function KeysHint({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation("evaluations");
  return (
    <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 text-sm text-ink-soft max-lg:hidden">
      <p>{t("keys.hint")}</p>
      <Button size="sm" variant="quiet" icon={<Keyboard size={16} />} onPress={onOpen}>
        {t("keys.all")}
      </Button>
    </div>
  );
}
