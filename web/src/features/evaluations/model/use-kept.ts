import { useEffect, useState } from "react";

function read<T extends object>(key: string, empty: T): T {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...empty, ...kept } : empty;
  } catch {
    return empty;
  }
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Storage refused: it lasts until the page closes.
  }
}

/** What is being written, kept in this tab: leaving the page by mistake loses nothing. `forget` once it was sent. */
export function useKept<T extends object>(name: string, empty: T): { value: T; set: (next: T) => void; forget: () => void } {
  const key = `monitoria.feedback.${name}`;
  const [value, setValue] = useState(() => read(key, empty));
  useEffect(() => {
    if (value !== empty) write(key, JSON.stringify(value));
  }, [key, value, empty]);
  return { value, set: setValue, forget: () => write(key, null) };
}
