const LONGEST = 50;

function slug(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, LONGEST);
}

/** A key for a new thing, made of its label (`Resolução de problemas` gives `resolucao_de_problemas`) and unlike those taken. */
export function keyFrom(label: string, stem: string, taken: ReadonlySet<string>): string {
  const base = slug(label) || stem;
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}
