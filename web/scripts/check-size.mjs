/** Fails when the JavaScript a first visit loads (the entry and what it imports) is above the budget. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET = 250_000;
const OUT = new URL("../../src/monitoria/platform/http/webapp/", import.meta.url);

const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", OUT), "utf8"));
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const sizes = [...closure(entry)].map((key) => {
  const { file } = manifest[key];
  return { file, bytes: gzipSync(readFileSync(new URL(file, OUT))).length };
});
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);

for (const { file, bytes } of sizes) console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`);
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  first JavaScript, gzip (budget ${BUDGET / 1000} kB)`);
if (total > BUDGET) {
  console.error("The first JavaScript is above its budget: load something lazily.");
  process.exit(1);
}
