import { formatNumber } from "@/lib/numbers";

/** `+2,1`, `−0,4`, `0,0`: a number whose sign is its meaning. */
export function signed(value: number, digits = 1): string {
  const written = formatNumber(Math.abs(value), digits);
  if (Number(Math.abs(value).toFixed(digits)) === 0) return written;
  return `${value > 0 ? "+" : "−"}${written}`;
}
