/** How a person likes to listen; remembered in this browser. */
export interface Taste {
  rate: number;
  skipsSilence: boolean;
}

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

const STORED_AT = "monitoria.player";
const PLAIN: Taste = { rate: 1, skipsSilence: false };

/** The rate a step above or below; the same at either end. */
export function nextRate(rate: number, by: 1 | -1): number {
  const place = RATES.findIndex((one) => one >= rate);
  return RATES[Math.min(Math.max((place < 0 ? RATES.length - 1 : place) + by, 0), RATES.length - 1)] ?? 1;
}

export function readTaste(storage: Pick<Storage, "getItem"> = localStorage): Taste {
  try {
    const kept = JSON.parse(storage.getItem(STORED_AT) ?? "{}") as Partial<Taste>;
    const rate = RATES.find((one) => one === kept.rate) ?? PLAIN.rate;
    return { rate, skipsSilence: kept.skipsSilence === true };
  } catch {
    return PLAIN;
  }
}

export function keepTaste(taste: Taste, storage: Pick<Storage, "setItem"> = localStorage): void {
  try {
    storage.setItem(STORED_AT, JSON.stringify(taste));
  } catch {
    // Storage refused: the choice lasts until the page closes.
  }
}
