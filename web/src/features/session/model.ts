const NEXT = "monitoria.next";

/** Only an address of the application itself: never one that leads elsewhere. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}

/** Remembers, in this tab, where to go once the provider has sent the browser back. */
export function keepNext(next: string): void {
  sessionStorage.setItem(NEXT, next);
}

export function takeNext(): string {
  const next = safeNext(sessionStorage.getItem(NEXT));
  sessionStorage.removeItem(NEXT);
  return next;
}
