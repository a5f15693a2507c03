import type { ReactNode, Ref } from "react";
import { Button } from "react-aria-components/Button";
import { ToggleButton } from "react-aria-components/ToggleButton";

import { cn } from "@/lib/cn";

import { Kbd } from "../Kbd";

export interface ToolButtonProps {
  children: ReactNode;
  letter: string;
  icon?: ReactNode;
  /** Whether its letter works: the button then leaves the tab order to the answers. */
  hasKeys: boolean;
  /** Makes it a switch. */
  isPressed?: boolean;
  onPress?: () => void;
  ref?: Ref<HTMLButtonElement>;
}

const LOOK =
  "inline-flex h-7 items-center gap-1.5 rounded-sm px-2 text-sm text-ink-soft transition-colors hover:bg-sunken hover:text-ink data-selected:bg-primary data-selected:text-on-primary";

/** A small button beside a criterion, with the letter that does the same. */
export function ToolButton({ children, letter, icon, hasKeys, isPressed, onPress, ref }: ToolButtonProps) {
  const content = (
    <>
      {icon}
      {children}
      {hasKeys && <Kbd>{letter}</Kbd>}
    </>
  );
  const common = { className: cn(LOOK), excludeFromTabOrder: hasKeys, ref: ref ?? null };
  if (isPressed === undefined) {
    return (
      <Button {...common} {...(onPress ? { onPress } : {})}>
        {content}
      </Button>
    );
  }
  return (
    <ToggleButton {...common} isSelected={isPressed} {...(onPress ? { onChange: onPress } : {})}>
      {content}
    </ToggleButton>
  );
}
