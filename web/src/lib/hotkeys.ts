import { useEffect, useRef } from "react";

/** Keys as `KeyboardEvent.key`, with `Mod+` for Ctrl or ⌘ and `Shift+`: `"c"`, `"ArrowDown"`, `"Mod+Enter"`. */
export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

const WRITES = "input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=true], [role=combobox], [role=textbox]";

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(WRITES) !== null;
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const mod = event.ctrlKey || event.metaKey ? "Mod+" : "";
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return `${mod}${shift}${key}`;
}

/** A letter with Shift may mean something of its own; without such a meaning it is the letter. */
function isShiftedLetter({ key, shiftKey }: KeyboardEvent): boolean {
  return shiftKey && /^\p{L}$/u.test(key);
}

/** Listens on the whole page. A key without `Mod+` is ignored while the person writes in a field or a dialog is open. */
export function useHotkeys(keys: Hotkeys, enabled = true): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const name = nameOf(event);
      const action = (isShiftedLetter(event) && latest.current[`Shift+${name}`]) || latest.current[name];
      const held = name.startsWith("Mod+");
      if (!action || (!held && (isWriting(event.target) || document.querySelector("[role=dialog]")))) return;
      event.preventDefault();
      action(event);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [enabled]);
}
