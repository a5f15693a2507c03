/**
 * The address, if it is one of the application itself; else the front page. It is read as the browser would read it: tabs and line
 * breaks vanish, backslashes are slashes, dots are walked. What only looks like our own (`/⇥/elsewhere`) leads elsewhere.
 */
export function ownAddress(address: string | null): string {
  if (!address?.startsWith("/")) return "/";
  try {
    const { origin, pathname, search, hash } = new URL(address, window.location.origin);
    return origin === window.location.origin && !pathname.startsWith("//") ? pathname + search + hash : "/";
  } catch {
    return "/";
  }
}
