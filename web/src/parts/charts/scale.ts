/** From a value to a place: straight, and never beyond the ends. */
export function scaleOf([low, high]: readonly [number, number], [start, end]: readonly [number, number]): (value: number) => number {
  const span = high - low || 1;
  return (value) => start + ((Math.min(Math.max(value, low), high) - low) / span) * (end - start);
}

const STEPS = [1, 2, 5, 10];

function stepOf(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return (STEPS.find((step) => step * power >= rough) ?? 10) * power;
}

/** Round numbers inside a span, about `count` of them. */
export function ticksOf([low, high]: readonly [number, number], count = 5): number[] {
  if (!(high > low)) return [low];
  const step = stepOf(high - low, count);
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + 1e-9; at += 1) ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
}

/**
 * The span of an axis that holds all these values with some air, ending at round numbers.
 * `bounds`: the ends of the scale itself; `least`: never closer than that, so that nothing looks larger than it is.
 */
export function domainOf(values: readonly number[], bounds: readonly [number, number] = [0, 100], least = 20): [number, number] {
  if (values.length === 0) return [bounds[0], bounds[1]];
  const [smallest, largest] = [Math.min(...values), Math.max(...values)];
  const missing = Math.max(0, least - (largest - smallest)) / 2;
  const step = stepOf(Math.max(largest - smallest, least), 5);
  const down = Math.floor((smallest - missing) / step) * step;
  const up = Math.ceil((largest + missing) / step) * step;
  return [Math.max(bounds[0], down), Math.min(bounds[1], up)];
}

/** Every how many of so many labels can be written in `width`, each taking `each`. */
export function everyOf(count: number, width: number, each: number): number {
  return Math.max(1, Math.ceil((count * each) / Math.max(width, 1)));
}
