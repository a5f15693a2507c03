/** The value of a cookie the page may read, or undefined. Behind TLS its name says that it is this host's alone. */
export function readCookie(name: string): string | undefined {
  for (const pair of document.cookie.split("; ")) {
    const at = pair.indexOf("=");
    if (pair.slice(0, at).replace(/^__Host-/, "") === name) return decodeURIComponent(pair.slice(at + 1));
  }
  return undefined;
}
