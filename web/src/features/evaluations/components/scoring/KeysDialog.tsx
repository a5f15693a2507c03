import { Keyboard } from "lucide-react";
import { useTranslation } from "react-i18next";

import { KEY_NAMES } from "@/player/core/keys";
import { Button, Checkbox, Dialog } from "@/ui";

const KEYS = ["digits", "zero", "steps", "moves", "notApplicable", "comment", "guidance", "conclude", "next", "help"] as const;

const MOMENT_KEYS = ["moment", "pin"] as const;

export interface KeysDialogProps {
  isOpen: boolean;
  onClose: () => void;
  hasKeys: boolean;
  onToggle: (on: boolean) => void;
  /** Whether there is a player, whose keys are then told too. */
  hasPlayer: boolean;
}

/** Every key of the scoring screen, and the switch of those that are one letter. */
export function KeysDialog({ isOpen, onClose, hasKeys, onToggle, hasPlayer }: KeysDialogProps) {
  const { t } = useTranslation(["evaluations", "player"]);
  const keys = [
    ...KEYS.map((key) => {
      const word = key === "comment" && hasPlayer ? "commentItem" : key;
      return { keys: t(`evaluations:keys.${word}.keys`), does: t(`evaluations:keys.${word}.does`) };
    }),
    ...(hasPlayer ? MOMENT_KEYS.map((key) => ({ keys: t(`evaluations:keys.${key}.keys`), does: t(`evaluations:keys.${key}.does`) })) : []),
    ...(hasPlayer ? KEY_NAMES.map((key) => ({ keys: t(`player:keys.${key}.keys`), does: t(`player:keys.${key}.does`) })) : []),
  ];
  return (
    <Dialog title={t("evaluations:keys.title")} isOpen={isOpen} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5">
        {keys.map((key) => (
          <div key={key.keys} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong/60 bg-sunken px-1.5 py-0.5 font-sans text-sm font-medium whitespace-nowrap">{key.keys}</kbd>
            </dt>
            <dd className="text-ink-soft">{key.does}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-5 border-t border-line pt-4">
        <Checkbox isSelected={hasKeys} onChange={onToggle}>
          {t("evaluations:keys.switch")}
          <span className="block text-sm text-ink-soft">{t("evaluations:keys.switchHint")}</span>
        </Checkbox>
      </div>
    </Dialog>
  );
}

/** The keys that matter most, above the form, where there is a keyboard. */
export function KeysHint({ onOpen, hasPlayer }: { onOpen: () => void; hasPlayer: boolean }) {
  const { t } = useTranslation("evaluations");
  return (
    <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 text-sm text-ink-soft max-lg:hidden">
      <p>{t(hasPlayer ? "keys.hintWithPlayer" : "keys.hint")}</p>
      <Button size="sm" variant="quiet" icon={<Keyboard size={16} />} onPress={onOpen}>
        {t("keys.all")}
      </Button>
    </div>
  );
}
