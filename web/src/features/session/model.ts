import { ownAddress } from "@/lib/own-address";

const NEXT = "monitoria.next";

/** Remembers, in this tab, where to go once the provider has sent the browser back. */
export function keepNext(next: string): void {
  sessionStorage.setItem(NEXT, next);
}

export function takeNext(): string {
  const next = ownAddress(sessionStorage.getItem(NEXT));
  sessionStorage.removeItem(NEXT);
  return next;
}
