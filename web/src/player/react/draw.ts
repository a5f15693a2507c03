import { barsOf, loudness } from "../core/wave";
import type { Span } from "../core/time";

export interface Picture {
  channels: readonly (readonly number[])[];
  duration: number;
  silences: readonly Span[];
  overlaps: readonly Span[];
  marks: readonly Span[];
  at: number;
}

const TOKENS = ["primary", "line-strong", "sunken", "accent", "warn", "ink"] as const;
type Colours = Record<(typeof TOKENS)[number], string>;

/** The colours of the theme as a canvas takes them: what `light-dark()` resolves to here and now. */
export function coloursOf(canvas: HTMLCanvasElement): Colours {
  canvas.style.transitionProperty = "none"; // else the first look finds the colour it changes from
  const found = TOKENS.map((token) => {
    canvas.style.color = `var(--${token})`;
    return [token, getComputedStyle(canvas).color] as const;
  });
  canvas.style.color = "";
  return Object.fromEntries(found) as Colours;
}

const BAR = 3;

/** Each channel in a row of its own; silences sunken, overlaps underlined in both, the played part in colour. */
export function drawPicture(canvas: HTMLCanvasElement, colours: Colours, picture: Picture): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const xOf = (second: number): number => (picture.duration > 0 ? (second / picture.duration) * width : 0);
  context.fillStyle = colours.sunken;
  for (const { start, end } of picture.silences) context.fillRect(xOf(start), 0, Math.max(2, xOf(end) - xOf(start)), height);
  drawChannels(context, colours, picture, width, height, xOf(picture.at));
  context.fillStyle = colours.warn;
  for (const { start, end } of picture.overlaps) context.fillRect(xOf(start), height / 2 - 1.5, Math.max(2, xOf(end) - xOf(start)), 3);
  context.fillStyle = colours.accent;
  for (const { start, end } of picture.marks) drawMark(context, xOf(start), xOf(end), height);
  context.fillStyle = colours.ink;
  context.fillRect(Math.min(xOf(picture.at), width - 2), 0, 2, height);
}

function drawChannels(context: CanvasRenderingContext2D, colours: Colours, { channels }: Picture, width: number, height: number, playedTo: number): void {
  const stretch = loudness(channels);
  const row = height / Math.max(1, channels.length);
  channels.forEach((peaks, place) => {
    const bars = barsOf(peaks, width / BAR);
    const step = width / bars.length;
    bars.forEach((value, bar) => {
      const tall = Math.max(1, Math.min(1, value * stretch) * (row - 8));
      context.fillStyle = bar * step < playedTo ? colours.primary : colours["line-strong"];
      context.fillRect(bar * step, row * place + (row - tall) / 2, Math.max(1, step - 1), tall);
    });
  });
}

/** A flag at the top; a stretch has a roof. */
function drawMark(context: CanvasRenderingContext2D, from: number, to: number, height: number): void {
  context.fillRect(from, 0, 1.5, height);
  context.fillRect(from, 0, Math.max(7, to - from), 4);
}
