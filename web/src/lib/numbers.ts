import { getLocale } from "./locale";

export function formatNumber(value: number, digits = 0): string {
  return new Intl.NumberFormat(getLocale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** With so many decimals at most, those beyond cut off: `84,9999` is said `84,99`, as it is not 85 yet. */
export function formatUpTo(value: number, digits: number): string {
  const cut = Math.trunc(Number((value * 10 ** digits).toFixed(6))) / 10 ** digits;
  return new Intl.NumberFormat(getLocale(), { maximumFractionDigits: digits }).format(cut);
}

/** A score of 0–100 with its two decimals, `80,00`; `—` when there is none (every answer not applicable). */
export function formatScore(value: number | null | undefined): string {
  return value == null ? "—" : formatNumber(value, 2);
}

/** `share` is 0–1. */
export function formatPercent(share: number, digits = 0): string {
  return new Intl.NumberFormat(getLocale(), {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share);
}

/** Reads `1.234,5` (pt-BR) or `1,234.5` (en) as typed; null when it is not a number. */
export function parseDecimal(text: string): number | null {
  const [group, decimal] = getLocale() === "pt-BR" ? [".", ","] : [",", "."];
  const plain = text.trim().replaceAll(group, "").replace(decimal, ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

const UNITS = ["B", "kB", "MB", "GB"] as const;

/** `1.536` bytes as `1,5 kB`. */
export function formatSize(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(1000)));
  return `${formatNumber(bytes / 1000 ** power, power === 0 ? 0 : 1)} ${UNITS[power] ?? ""}`;
}
