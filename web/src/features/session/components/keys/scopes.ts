export interface ScopeGroup {
  thing: string;
  scopes: { word: string; verb: string }[];
}

/** The scopes by what they are about, in the order the server names them. */
export function groupScopes(words: readonly string[]): ScopeGroup[] {
  const groups = new Map<string, ScopeGroup>();
  for (const word of words) {
    const [thing = "", verb = ""] = word.split(":");
    const group = groups.get(thing) ?? { thing, scopes: [] };
    group.scopes.push({ word, verb });
    groups.set(thing, group);
  }
  return [...groups.values()];
}

/** Those that change nothing. */
export function readingScopes(words: readonly string[]): string[] {
  return words.filter((word) => /:(read|see|print|play)/.test(word));
}

export function toggled(chosen: readonly string[], word: string, isChosen: boolean): string[] {
  return isChosen ? [...chosen, word] : chosen.filter((other) => other !== word);
}
