import type { Locator, Page } from "@playwright/test";

const RATE = 8_000;

export interface Speech {
  channel: 0 | 1;
  from: number;
  to: number;
}

/** A call of two channels as a telephone system would leave it: noise where somebody speaks, nothing elsewhere. */
export const CONVERSATION: readonly Speech[] = [
  { channel: 0, from: 0.5, to: 6 },
  { channel: 1, from: 7, to: 12 },
  { channel: 0, from: 20, to: 28 },
  { channel: 1, from: 27, to: 33 },
];

/** A WAV of 16 bits, 8 kHz, two channels. `seed` makes different bytes, as the same twice on a call are one recording. */
export function makeWav(seconds: number, speech: readonly Speech[] = CONVERSATION, seed = 1): Buffer {
  const frames = seconds * RATE;
  const wav = Buffer.alloc(44 + frames * 4);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + frames * 4, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 4, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(frames * 4, 40);
  let noise = seed;
  for (const { channel, from, to } of speech) {
    for (let frame = Math.floor(from * RATE); frame < Math.min(to * RATE, frames); frame += 1) {
      noise = (noise * 1_103_515_245 + 12_345) % 2_147_483_648;
      const loud = 0.35 + 0.3 * Math.sin((frame / RATE) * 9);
      wav.writeInt16LE(Math.round((noise / 1_073_741_824 - 1) * 9_000 * loud), 44 + frame * 4 + channel * 2);
    }
  }
  return wav;
}

/** Where the player stands and is moved. */
export const seek = (page: Page): Locator => page.getByRole("slider", { name: "Posição na gravação" });

/** Where the player stands, in seconds. */
export async function at(page: Page): Promise<number> {
  const [minutes, seconds] = ((await seek(page).getAttribute("aria-valuetext")) ?? "").split(" ")[0]?.split(":") ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
